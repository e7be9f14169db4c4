/** Figures per district and period, from our tables and never from the engine's (A1.2, A2.1). */
@ApplicationModule(allowedDependencies = {"network", "agreement", "request", "calendar"})
package ir.roshan.report;

import org.springframework.modulith.ApplicationModule;
