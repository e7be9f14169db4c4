/** The only room that speaks Camunda's engine: it binds the model in {@code bpmn/} to the house, and knows no rule of its own. */
@ApplicationModule(
        allowedDependencies = {
            "request",
            "outage",
            "notification",
            "agreement",
            "tariff",
            "network",
            "plannedoutage",
            "background",
            "calendar",
            "text",
            "security",
            "report",
            "demo",
            "transaction"
        })
package ir.roshan.process;

import org.springframework.modulith.ApplicationModule;
