package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.RefusedRow;
import ir.roshan.text.Sha256;
import ir.roshan.text.Words;
import java.time.Instant;

/**
 * One row of a list of planned outages, checked by itself and not yet compared with what is known.
 *
 * @param element null where only {@code area} or {@code reason} says where
 * @param probable whether the list itself calls it likely, and not certain
 * @param district as the list names it; null where it does not. It is kept for places that only a text names
 */
record AnnouncedOutage(
        String number,
        AnnouncedInterval interval,
        String reason,
        String area,
        NetworkElement element,
        boolean cancelled,
        boolean planned,
        District district,
        WindowKind kind,
        boolean probable) {
    static final int LONGEST_NUMBER = 64;
    static final int LONGEST_REASON = 500;
    static final int LONGEST_AREA = 2_000;
    private static final int DIGITS_OF_OURS = 16;

    /**
     * @param number empty where the list has none; then one of our own making, which is the same whenever the same row
     *     comes again
     * @throws RefusedRow {@code required} if nothing says where it is
     */
    AnnouncedOutage {
        if (element == null && area.isEmpty() && reason.isEmpty()) throw new RefusedRow("required", "area");
        if (mustEnd(element, planned) && interval.endsAt() == null)
            throw new IllegalArgumentException("an outage that is waited out needs an end");
        if (number.isEmpty()) number = numberOfOurOwn(interval, area, reason);
    }

    /**
     * A place that the company's announcement names below a time.
     *
     * @param district null where it is not known
     */
    static AnnouncedOutage ofText(AnnouncementText.Slot slot, String place, WindowKind kind, District district) {
        AnnouncedInterval interval = new AnnouncedInterval(slot.startsAt(), slot.endsAt());
        String number = "text-"
                + shortened(slot.day() + "|" + (district == null ? "" : district.number()) + "|" + interval.startsAt()
                        + "|" + interval.endsAt() + "|" + PlannedPlaces.normalForm(place));
        String reason = kind == WindowKind.OTHER ? "" : Words.PERSIAN.of("window", kind);
        return new AnnouncedOutage(number, interval, reason, place, null, false, true, district, kind, slot.probable());
    }

    /** Whether a subscriber may be told to wait for its end, so that it must have one. */
    static boolean mustEnd(NetworkElement element, boolean planned) {
        return element != null && planned;
    }

    /** Whether the list itself gave the number, so that it names the outage wherever that is. */
    boolean isNumbered() {
        return !number.equals(numberOfOurOwn(interval, area, reason));
    }

    AnnouncedOutage in(District district) {
        return new AnnouncedOutage(
                number, interval, reason, area, element, cancelled, planned, district, kind, probable);
    }

    boolean isPlannedAt(Instant moment) {
        Instant endsAt = interval.endsAt();
        return planned
                && !cancelled
                && endsAt != null
                && !interval.startsAt().isAfter(moment)
                && moment.isBefore(endsAt);
    }

    /** The words by which a row without an element names its place. */
    String words() {
        return area.isEmpty() ? reason : area;
    }

    private static String numberOfOurOwn(AnnouncedInterval interval, String area, String reason) {
        return "list-"
                + Sha256.of(interval.startsAt() + "|" + interval.endsAt() + "|" + area + "|" + reason)
                        .substring(0, 16);
    }

    private static String shortened(String text) {
        return Sha256.of(text).substring(0, DIGITS_OF_OURS);
    }
}
