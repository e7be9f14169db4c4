/** How the agreement is kept: figures, what is behind them, how far announcements have come, and the story of what has ended; from our tables, and from the workflow what it alone knows (A1.2, A2.1, A3.5, A6.1). */
@ApplicationModule(
        allowedDependencies = {"network", "agreement", "plannedoutage", "plansource", "request", "calendar", "security"
        })
package ir.roshan.report;

import org.springframework.modulith.ApplicationModule;
