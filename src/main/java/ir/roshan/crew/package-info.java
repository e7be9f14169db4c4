/** The crews of the districts, who mend what is faulty in the network (A3.4). */
@ApplicationModule(allowedDependencies = {"network", "request", "text"})
package ir.roshan.crew;

import org.springframework.modulith.ApplicationModule;
