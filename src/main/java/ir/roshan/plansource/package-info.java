/** Where the plan is published for machines: asked on a schedule by one node at a time, and what came of it (A3.3). */
@ApplicationModule(allowedDependencies = {"plannedoutage", "network", "outbound", "calendar", "text"})
package ir.roshan.plansource;

import org.springframework.modulith.ApplicationModule;
