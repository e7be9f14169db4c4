package ir.roshan.api;

import ir.roshan.plannedoutage.PlannedOutage;
import java.time.Instant;

/** {@code PlannedOutage} of the contract. */
record PlannedOutageView(String number, Instant startsAt, Instant endsAt, String reason, String area) {
    static PlannedOutageView of(PlannedOutage outage) {
        return new PlannedOutageView(
                outage.number(), outage.startsAt(), outage.endsAt(), present(outage.reason()), present(outage.area()));
    }

    /** An empty text says nothing and is left out. */
    private static String present(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
