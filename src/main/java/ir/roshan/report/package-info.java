/** Figures per district and period, and how far announcements have come, from our tables and never from the engine's (A1.2, A2.1, A3.5). */
@ApplicationModule(allowedDependencies = {"network", "calendar"})
package ir.roshan.report;

import org.springframework.modulith.ApplicationModule;
