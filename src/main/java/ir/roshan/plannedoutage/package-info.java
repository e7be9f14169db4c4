/** Planned outages as the company announces them, and the one question asked of them: is this location off on plan at this moment (A3.3)? */
@ApplicationModule(allowedDependencies = {"network", "calendar", "text", "transaction"})
package ir.roshan.plannedoutage;

import org.springframework.modulith.ApplicationModule;
