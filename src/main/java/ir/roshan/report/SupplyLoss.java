package ir.roshan.report;

import ir.roshan.network.ElementKind;
import java.util.Comparator;
import java.util.List;

/**
 * An outage that was restored, or a planned one, as its row has it. Moments are microseconds since 1970, as exact as the
 * tables; an end that is not after the beginning took nobody's supply.
 *
 * @param district that answers for it
 * @param servicePoints that lost their supply with it
 * @param steps the parts of it to which supply came back at another moment than the end, each point in one of them
 */
record SupplyLoss(
        boolean planned,
        String number,
        int district,
        Place place,
        long began,
        long ended,
        int servicePoints,
        List<Step> steps) {
    /** That with which an interruption began comes first: the earliest, and of one moment the widest. */
    static final Comparator<SupplyLoss> ORDER = SupplyLoss::compare;

    private static final Comparator<SupplyLoss> OF_ONE_MOMENT = Comparator.<SupplyLoss, ElementKind>comparing(
                    loss -> loss.place.kind, Comparator.reverseOrder())
            .thenComparing(SupplyLoss::number)
            .thenComparing(loss -> loss.place.code)
            .thenComparing(SupplyLoss::planned)
            .thenComparingLong(SupplyLoss::ended);

    private static int compare(SupplyLoss one, SupplyLoss other) {
        return one.began != other.began ? Long.compare(one.began, other.began) : OF_ONE_MOMENT.compare(one, other);
    }

    /** When the last of its service points got supply back. */
    long lastEnded() {
        long last = ended;
        for (Step step : steps) {
            last = Math.max(last, step.ended);
        }
        return last;
    }

    /** A service point, by its bill id, or an element of the network. */
    record Place(ElementKind kind, String code) {}

    /** @param servicePoints that came back with this step and with no other */
    record Step(Place place, long ended, int servicePoints) {}
}
