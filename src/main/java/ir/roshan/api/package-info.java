/** REST: the only door for other programs, to the letter of {@code docs/api/openapi.yaml} (A3.1, A4.1, A4.3). */
@ApplicationModule(
        allowedDependencies = {
            "request",
            "subscriber",
            "outage",
            "crew",
            "inbound",
            "plannedoutage",
            "subscription",
            "network",
            "agreement",
            "notification",
            "report",
            "security",
            "snippet",
            "storage",
            "transaction",
            "calendar",
            "text"
        })
package ir.roshan.api;

import org.springframework.modulith.ApplicationModule;
