/** What the service costs, by the approved table {@code FeeDecision} that a company replaces with its own (A5.1). */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.tariff;

import org.springframework.modulith.ApplicationModule;
