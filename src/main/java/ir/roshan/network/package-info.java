/** The company's network: districts, service points, and the transformers, feeders and substations above them, and what people call these (A3.0). */
@ApplicationModule(allowedDependencies = {"text", "transaction"})
package ir.roshan.network;

import org.springframework.modulith.ApplicationModule;
