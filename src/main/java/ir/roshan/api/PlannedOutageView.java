package ir.roshan.api;

import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedPlaceCheck;
import ir.roshan.plannedoutage.WindowKind;
import java.time.Instant;

/**
 * {@code PlannedOutage} of the contract.
 *
 * @param place in the company's words, where only they say where it is
 */
record PlannedOutageView(
        String number,
        Instant startsAt,
        Instant endsAt,
        String reason,
        String area,
        WindowKind kind,
        boolean probable,
        String place,
        Instant changedAt) {
    static PlannedOutageView of(PlannedOutage outage) {
        return of(outage, outage.startsAt(), outage.endsAt(), outage.probable());
    }

    /** @param place in the company's words, for whoever asked for it in words; null where none is told */
    PlannedOutageView at(String place) {
        return new PlannedOutageView(
                number, startsAt, endsAt, reason, area, kind, probable, place == null ? this.place : place, changedAt);
    }

    static PlannedOutageView of(PlannedPlaceCheck.Named named) {
        return of(named.window()).at(named.place());
    }

    /** The whole time in the dark, under the name of the window that is under way. */
    static PlannedOutageView of(PlannedInterruption whole, Instant at) {
        return of(whole.windowAt(at), whole.startsAt(), whole.endsAt(), whole.probable());
    }

    static PlannedOutageView of(PlannedOutage outage, Instant startsAt, Instant endsAt, boolean probable) {
        return new PlannedOutageView(
                outage.number(),
                startsAt,
                endsAt,
                present(outage.reason()),
                present(outage.area()),
                outage.kind(),
                probable,
                outage.element() == null ? present(outage.area().isEmpty() ? outage.reason() : outage.area()) : null,
                outage.changedAt());
    }

    /** An empty text says nothing and is left out. */
    private static String present(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
