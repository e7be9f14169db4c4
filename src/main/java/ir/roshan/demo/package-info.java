/** A small network, planned outages around now, accounts and reports to look at: the profile {@code demo} and nothing else. */
@ApplicationModule(
        allowedDependencies = {
            "network",
            "plannedoutage",
            "request",
            "subscriber",
            "crew",
            "outage",
            "notification",
            "agreement",
            "security",
            "calendar",
            "text"
        })
package ir.roshan.demo;

import org.springframework.modulith.ApplicationModule;
