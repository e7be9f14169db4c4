/** Unplanned outages: suspected by a report, verified, sent a crew, restored, and the answer to every request that stood in them (A3.3, A3.4, A3.5). */
@ApplicationModule(
        allowedDependencies = {
            "network",
            "request",
            "crew",
            "plannedoutage",
            "tariff",
            "agreement",
            "notification",
            "calendar",
            "text",
            "transaction"
        })
package ir.roshan.outage;

import org.springframework.modulith.ApplicationModule;
