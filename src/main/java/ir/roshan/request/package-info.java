/** A subscriber's restoration request from registration to result: tracking code, planned-outage status, withdrawal, objection, feedback (A1.2, A3.1, A3.2, A4.2, A7). */
@ApplicationModule(
        allowedDependencies = {
            "network",
            "plannedoutage",
            "agreement",
            "notification",
            "calendar",
            "security",
            "subscription",
            "text",
            "transaction"
        })
package ir.roshan.request;

import org.springframework.modulith.ApplicationModule;
