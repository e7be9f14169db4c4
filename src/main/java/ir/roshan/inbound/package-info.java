/** What subscribers write by SMS: kept before it is worked on, and answered; a report, a question where it stands, or a wish to hear no more (A3.1). */
@ApplicationModule(
        allowedDependencies = {
            "request",
            "outage",
            "network",
            "notification",
            "security",
            "background",
            "calendar",
            "text"
        })
package ir.roshan.inbound;

import org.springframework.modulith.ApplicationModule;
