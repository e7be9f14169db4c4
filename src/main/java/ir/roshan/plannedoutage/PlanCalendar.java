package ir.roshan.plannedoutage;

import ir.roshan.text.BillId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a calendar tells of.
 *
 * @param id tells it from every other one, and nobody its address
 * @param billId null where it tells of places in words
 * @param placeIds of places in words; empty where it tells of a bill id
 */
public record PlanCalendar(String id, BillId billId, Set<Long> placeIds, Locale language, Instant openedAt) {
    /**
     * What it shows now.
     *
     * @param windows cancelled ones included, since a calendar does not notice that something is missing; by start
     * @param outlook of the coming week
     * @param places their words, in normal form; empty for a bill id
     */
    public record Shown(List<PlannedOutage> windows, PlannedOutageCheck.Outlook outlook, List<String> places) {
        /** Whether it may say that nothing else is planned now. */
        public boolean isKnown() {
            return outlook.coveredUntil().isPresent();
        }

        public Optional<Instant> asOf() {
            return outlook.asOf();
        }
    }
}
