/** Messages owed to subscribers and crews, and their sending: what is owed commits with the work that causes it (A3.4, A3.5, A7.1). */
@ApplicationModule(allowedDependencies = {"outbound", "security", "background", "calendar", "text", "transaction"})
package ir.roshan.notification;

import org.springframework.modulith.ApplicationModule;
