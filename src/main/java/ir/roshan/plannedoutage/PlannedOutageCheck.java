package ir.roshan.plannedoutage;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.network.ServicePoint;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OneTrip;
import ir.roshan.transaction.OneTrip.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The one answer to the one question: is this place off on plan (A3.3)? Whoever wants to know asks here, so that the subscriber
 * at registration, a request that waits, the public look-up and a dispatcher are never told two things at once.
 */
@Component
public class PlannedOutageCheck {
    private final PlannedOutages plannedOutages;
    private final Network network;
    private final PlannedOutageSettings settings;
    private final Clock clock;

    public PlannedOutageCheck(
            PlannedOutages plannedOutages, Network network, PlannedOutageSettings settings, Clock clock) {
        this.plannedOutages = plannedOutages;
        this.network = network;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What may be said of a place at a moment.
     *
     * @param interruption present if and only if {@code knowledge} is PLANNED; its end is the end of the whole
     * @param reason present if and only if {@code knowledge} is UNKNOWN
     * @param asOf when an announcement that speaks for the place last arrived; empty if never
     */
    public record Answer(
            Knowledge knowledge,
            Optional<PlannedInterruption> interruption,
            Optional<UnknownReason> reason,
            Optional<Instant> asOf) {}

    /**
     * What may be said of a place in a time.
     *
     * @param windows that are known of it, by start
     * @param inWords windows that could be here, as far as their words say
     * @param reason present if and only if {@code knowledge} is UNKNOWN: of the earliest moment that is not known
     * @param coveredUntil how far the plan is known without a gap; empty where it is not even at the beginning
     * @param usuallyBy when the plan of the first day that is not known is usually there; empty where {@code reason} is not
     *     NOT_PUBLISHED_YET, or where nothing is usual
     */
    public record Outlook(
            Knowledge knowledge,
            List<PlannedOutage> windows,
            List<PlannedOutage> inWords,
            Optional<UnknownReason> reason,
            Optional<Instant> asOf,
            Optional<Instant> coveredUntil,
            Optional<Instant> usuallyBy) {}

    /** @param billId null where the subscriber could not name it, which is always UNKNOWN */
    public Answer check(BillId billId, Instant at) {
        return answerFor(place(billId), at);
    }

    Answer answerFor(Place place, Instant at) {
        OneTrip.Answers<PlannedOutages.OfPlace, Announcements.Known> asked = asked(place, at, justAfter(at));
        PlannedOutages.OfPlace known = asked.first();
        Announcements.Known announced = asked.second();
        Optional<PlannedInterruption> interruption = PlannedInterruption.at(at, known.reaching(), settings.grace());
        Optional<UnknownReason> reason = interruption.isPresent()
                ? Optional.empty()
                : firstUnknown(place, known.inWords(), announced, at, justAfter(at));
        return new Answer(
                knowledge(interruption.isPresent(), reason),
                interruption,
                reason,
                Optional.ofNullable(announced.asOf()));
    }

    /** The time {@code [from, to)}, or a moment where both are the same. */
    public Outlook outlook(BillId billId, Instant from, Instant to) {
        return outlookFor(place(billId), from, to);
    }

    Outlook outlookFor(Place place, Instant from, Instant to) {
        Instant until = to.isAfter(from) ? to : justAfter(from);
        OneTrip.Answers<PlannedOutages.OfPlace, Announcements.Known> asked = asked(place, from, until);
        PlannedOutages.OfPlace known = asked.first();
        Announcements.Known announced = asked.second();
        List<PlannedOutage> windows = known.reaching().stream()
                .filter(window ->
                        window.startsAt().isBefore(until) && window.endsAt().isAfter(from))
                .toList();
        Optional<UnknownReason> reason =
                windows.isEmpty() ? firstUnknown(place, known.inWords(), announced, from, until) : Optional.empty();
        return new Outlook(
                knowledge(!windows.isEmpty(), reason),
                windows,
                known.inWords(),
                reason,
                Optional.ofNullable(announced.asOf()),
                coveredUntil(announced, from),
                usuallyBy(reason, place.district(), announced, from));
    }

    /**
     * The plan of a district, or of the whole company, in the time {@code [from, to)}.
     *
     * @param district null for the whole company
     * @param atMost windows
     */
    public Outlook outlook(District district, Instant from, Instant to, int atMost) {
        Instant until = to.isAfter(from) ? to : justAfter(from);
        List<PlannedOutage> windows = plannedOutages.ahead(district, from, until, atMost);
        // Words of which no district is known could be here.
        List<PlannedOutage> inWords = district == null
                ? List.of()
                : plannedOutages.ofPlace(List.of(), district, from, until).inWords().stream()
                        .filter(window -> !windows.contains(window))
                        .toList();
        Announcements.Known announced =
                plannedOutages.announced(Announcements.ofAll(district, from, until, youngEnough()));
        Place anywhere = Place.of(List.of(), district);
        Optional<UnknownReason> reason =
                windows.isEmpty() ? firstUnknown(anywhere, inWords, announced, from, until) : Optional.empty();
        return new Outlook(
                knowledge(!windows.isEmpty(), reason),
                windows,
                inWords,
                reason,
                Optional.ofNullable(announced.asOf()),
                coveredUntil(announced, from),
                usuallyBy(reason, district, announced, from));
    }

    /** Of the first day that is not known. */
    private Optional<Instant> usuallyBy(
            Optional<UnknownReason> reason, District district, Announcements.Known announced, Instant from) {
        if (reason.filter(UnknownReason.NOT_PUBLISHED_YET::equals).isEmpty()) return Optional.empty();
        LocalDate day = AnnouncedDays.dayOf(coveredUntil(announced, from).orElse(from));
        return plannedOutages.announcements().usual().by(district, day);
    }

    static Knowledge knowledge(boolean isPlanned, Optional<UnknownReason> reason) {
        if (isPlanned) return Knowledge.PLANNED;
        return reason.isPresent() ? Knowledge.UNKNOWN : Knowledge.NOT_PLANNED;
    }

    /**
     * The interruption of a place of which a window is or was part, as it is announced now; empty where the window does not
     * reach the place any more.
     */
    public Optional<PlannedInterruption> around(BillId billId, PlannedOutage window) {
        if (billId == null || window.endsAt() == null) return Optional.empty();
        List<PlannedOutage> reaching =
                known(place(billId), window.startsAt(), window.endsAt()).reaching();
        return reaching.stream().anyMatch(known -> known.id() == window.id())
                ? PlannedInterruption.of(window, reaching, settings.grace())
                : Optional.empty();
    }

    /** The windows under way at an element of the network, or above it, and what they make together. */
    public Optional<PlannedInterruption> at(NetworkElement element, Instant at) {
        List<NetworkElement> path = network.pathOf(element);
        return PlannedInterruption.at(
                at,
                plannedOutages
                        .ofPlace(path.isEmpty() ? List.of(element) : path, null, at, justAfter(at))
                        .reaching(),
                settings.grace());
    }

    /**
     * Of what it is asked whether it is off on plan.
     *
     * @param path from narrow to wide; a bill id that the network data does not have stands for itself; empty where nothing of
     *     the network is known
     * @param inWords of the plan, where only words say where it is; null else
     */
    record Place(
            BillId billId,
            List<NetworkElement> path,
            District district,
            boolean inNetwork,
            PlannedPlaces.Known inWords) {
        static Place of(PlannedPlaces.Known inWords) {
            return new Place(null, List.of(), inWords.district(), false, inWords);
        }

        static Place of(List<NetworkElement> path, District district) {
            return new Place(null, path, district, true, null);
        }
    }

    private Place place(BillId billId) {
        if (billId == null) return new Place(null, List.of(), null, false, null);
        Optional<ServicePoint> point = network.servicePoint(billId);
        return new Place(
                billId,
                point.map(ServicePoint::path).orElseGet(() -> List.of(NetworkElement.of(billId))),
                point.map(ServicePoint::district).orElse(null),
                point.isPresent(),
                null);
    }

    private PlannedOutages.OfPlace known(Place place, Instant from, Instant until) {
        if (place.inWords() != null)
            return plannedOutages.ofWords(place.inWords().id(), from, until);
        return place.path().isEmpty()
                ? new PlannedOutages.OfPlace(List.of(), List.of())
                : plannedOutages.ofPlace(place.path(), place.district(), from, until);
    }

    /** Both in one trip, where something of the network is known. */
    private OneTrip.Answers<PlannedOutages.OfPlace, Announcements.Known> asked(
            Place place, Instant from, Instant until) {
        Question<Announcements.Known> announced =
                Announcements.of(place.billId(), place.path(), place.district(), from, until, youngEnough());
        return place.inWords() == null && !place.path().isEmpty()
                ? plannedOutages.ofPlace(place.path(), place.district(), from, until, announced)
                : new OneTrip.Answers<>(known(place, from, until), plannedOutages.announced(announced));
    }

    private Instant youngEnough() {
        return clock.instant().minus(settings.maxAge());
    }

    private record Unknown(Instant at, UnknownReason reason) {}

    /** Why the earliest moment that is not known is not; where several hold of it, what says most. */
    private Optional<UnknownReason> firstUnknown(
            Place place, List<PlannedOutage> inWords, Announcements.Known announced, Instant from, Instant until) {
        if (!place.inNetwork() && place.inWords() == null) return Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK);
        List<Unknown> unknown = new ArrayList<>();
        inWords.stream()
                .map(window -> window.startsAt().isBefore(from) ? from : window.startsAt())
                .forEach(at -> unknown.add(new Unknown(at, UnknownReason.NAMED_IN_WORDS)));
        if (announced.refusedAt() != null) unknown.add(new Unknown(announced.refusedAt(), UnknownReason.ROWS_REFUSED));
        Instant uncovered = coveredUntil(announced, from).orElse(from);
        if (uncovered.isBefore(until)) unknown.add(new Unknown(uncovered, notCovered(uncovered)));
        // Of words that no list of the time names, nobody knows whether another name stands for the same place.
        if (place.inWords() != null) unknown.add(new Unknown(until, UnknownReason.PLACE_NOT_IN_NETWORK));
        return unknown.stream()
                .min(Comparator.comparing(Unknown::at)) // the first of several, in the order above
                .map(Unknown::reason);
    }

    private UnknownReason notCovered(Instant at) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN);
        return LocalDate.ofInstant(at, SolarHijri.TEHRAN).isAfter(today)
                ? UnknownReason.NOT_PUBLISHED_YET
                : UnknownReason.OUT_OF_DATE;
    }

    private static Optional<Instant> coveredUntil(Announcements.Known announced, Instant from) {
        return announced.covered().stream()
                .filter(interval -> interval.contains(from))
                .map(Interval::until)
                .findFirst();
    }

    /** What the databases can tell from the moment itself. */
    static Instant justAfter(Instant moment) {
        return moment.plus(1, ChronoUnit.MILLIS);
    }
}
