/** Who wants to be told of the plan of their places before it goes dark, and who was told what (A3.3). */
@ApplicationModule(allowedDependencies = {"plannedoutage", "network", "notification", "background", "calendar", "text"})
package ir.roshan.subscription;

import org.springframework.modulith.ApplicationModule;
