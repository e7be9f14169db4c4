package ir.roshan.plannedoutage;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import ir.roshan.text.ImportTally;
import ir.roshan.text.RefusedRow;
import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes in lists of planned outages, each in one transaction: every row that is right, and a problem for every row that is
 * wrong. Loading a list twice changes nothing. An outage that a list no longer names stays until it is cancelled.
 */
@Component
public class PlannedOutageImport {
    /** Whoever changes the plan, or what reaches a place, does it alone. */
    static final String SUBJECT = "planned-outages";

    private static final String ELEMENT_COLUMN = "element";
    private static final String DISTRICT_COLUMN = "district";
    private static final String BILL_ID_PARAMETER = "billId";
    private static final String WHOLE_ROW = "";

    private final Network network;
    private final ImportLock lock;
    private final PlannedOutageSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Announcements announcements;
    private final PlannedPlaces places;
    private final PlanStatements plan;

    public PlannedOutageImport(
            JdbcTemplate jdbc,
            Network network,
            ImportLock lock,
            PlannedOutageSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        JdbcClient client = JdbcClient.create(jdbc);
        this.network = network;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.announcements = new Announcements(client);
        this.places = new PlannedPlaces(client);
        this.plan = new PlanStatements(jdbc, places);
    }

    /** A whole list, of the days of its rows. */
    public ImportReport csv(Reader csv, AnnouncementScope scope) {
        return csv(csv, Delivery.of(scope, null));
    }

    /**
     * A list of the company, ours or the public one. It speaks for the days on which its rows begin, unless it says for which,
     * and for the whole company or the districts of whoever announces it.
     *
     * @param csv read to its end while a transaction is open: hand over what has arrived, not a slow upload
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport csv(Reader csv, Delivery delivery) {
        return fetched(csv, delivery).report();
    }

    /** @param announcement to be named when it comes again; null where nothing of it says anything of anybody */
    public record Arrival(ImportReport report, Long announcement) {}

    /** As {@link #csv(Reader, Delivery)}, for whoever is told later that the list has not changed. */
    public Arrival fetched(Reader csv, Delivery delivery) {
        PlannedOutageTable table = PlannedOutageTable.read(csv, network);
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(delivery.scope(), true);
            table.forEach(row -> taking.take(
                    row.line(),
                    () -> taking.own(table.announced(row), ELEMENT_COLUMN, DISTRICT_COLUMN),
                    () -> table.unread(row)));
            taking.keep();
            Long arrived = taking.arrived(
                    AnnouncementSource.COMPANY_LIST, delivery, "", Announcements.scopesOf(delivery.scope()));
            return new Arrival(taking.tally.report(), arrived);
        });
    }

    /** The same has come again, unchanged: what it still speaks for is as young as if it had been sent. */
    public void arrivedAgain(long announcement) {
        lock.alone(SUBJECT, () -> announcements.arrivedAgain(announcement, clock.instant()));
    }

    /**
     * The company's announcement, of which a person has confirmed what was read, or nothing was unread. It speaks for its whole day, and replaces the one before of that
     * day, for the whole company or district by district.
     */
    Arrival text(AnnouncementText text, AnnouncementScope scope, String byWhom) {
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(scope, false);
            TextReplacement replacement = taking.replacement(text);
            taking.keep(replacement);
            replacement.added().forEach(row -> plan.remember(row, text.day(), scope));
            Instant from = SolarHijri.moment(text.day(), 0);
            Instant until = SolarHijri.moment(text.day().plusDays(1), 0);
            Long arrived = taking.arrived(
                    AnnouncementSource.COMPANY_TEXT,
                    new Delivery(scope, byWhom, from, until, false),
                    text.title(),
                    Announcements.scopesOf(scope));
            return new Arrival(taking.tally.report(), arrived);
        });
    }

    /** What {@link #text} would change, if it came now. */
    TextReplacement.Replaces replaces(AnnouncementText text, AnnouncementScope scope) {
        return new Taking(scope, false).replacement(text).counted();
    }

    /**
     * An answer of the national service. It speaks for that bill id, on the days on which its rows begin; an empty answer may
     * be a gap of the service and says nothing.
     *
     * @param about the bill id that the service was asked about; null if that is not known, and then the rows are known
     *     by their text alone
     * @param byWhom an account; null where nobody sent it
     * @throws NationalServiceRefused if the answer is a refusal; nothing was taken then
     * @throws ir.roshan.text.UnreadableTable if it is no answer of the service; nothing was taken then
     */
    public ImportReport national(JsonNode answer, BillId about, AnnouncementScope scope, String byWhom) {
        NationalAnswer national = new NationalAnswer(answer, about);
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(scope, false);
            int number = 0;
            for (JsonNode row : national.rows())
                taking.take(
                        ++number,
                        () -> taking.own(national.announced(row), WHOLE_ROW, BILL_ID_PARAMETER),
                        () -> national.unread(row));
            taking.keep();
            taking.arrived(
                    AnnouncementSource.NATIONAL_SERVICE,
                    new Delivery(scope, byWhom, null, null, about == null),
                    "",
                    List.of(about == null ? Announcements.COMPANY : about.value()));
            return taking.tally.report();
        });
    }

    /** Whether an answer of the national service names no outage, which may be a gap of the service. */
    public static boolean namesNone(JsonNode answer) {
        return new NationalAnswer(answer, (NetworkElement) null).rows().isEmpty();
    }

    /**
     * An answer of the national service about a sample, which holds of all that its transformer feeds and of nobody else. It
     * speaks for the days on which its rows begin; one that names none, and was asked for twice, for the first day alone, since
     * the plan of the days behind it may not be published yet. What an earlier answer has named and this one does not is cancelled.
     *
     * @param first,last the days that were asked for; rows of others are left out
     * @param askedTwice whether an answer without rows is to be believed
     * @param byWhom the source
     * @throws NationalServiceRefused if the answer is a refusal; nothing was taken then
     * @throws ir.roshan.text.UnreadableTable if it is no answer of the service; nothing was taken then
     */
    public ImportReport sample(
            JsonNode answer,
            NetworkElement transformer,
            LocalDate first,
            LocalDate last,
            boolean askedTwice,
            AnnouncementScope scope,
            String byWhom) {
        NationalAnswer national = new NationalAnswer(answer, transformer);
        Interval asked = new Interval(SolarHijri.moment(first, 0), SolarHijri.moment(last.plusDays(1), 0));
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(scope, false);
            int number = 0;
            for (JsonNode row : national.rows()) {
                int line = ++number;
                if (national.isOutside(row, asked)) continue;
                taking.take(
                        line,
                        () -> taking.own(national.announced(row), WHOLE_ROW, WHOLE_ROW),
                        () -> national.unread(row));
            }
            boolean none = national.rows().isEmpty() && askedTwice;
            Delivery delivery = none
                    ? new Delivery(scope, byWhom, asked.from(), SolarHijri.moment(first.plusDays(1), 0), false)
                    : Delivery.of(scope, byWhom);
            taking.arrived(
                    AnnouncementSource.NATIONAL_SERVICE, delivery, "", List.of(Announcements.scopeOf(transformer)));
            if ((none || !taking.list.isEmpty()) && taking.unread.isEmpty())
                taking.list.addAll(gone(taking, transformer, asked));
            taking.keep().forEach(plan::rememberSample);
            return taking.tally.report();
        });
    }

    /** What an earlier answer has named in that time and this one does not; what has begun stays. */
    private List<AnnouncedOutage> gone(Taking taking, NetworkElement transformer, Interval asked) {
        return plan.saidBySample(transformer, asked, taking.now).stream()
                .filter(known -> taking.list.stream()
                        .noneMatch(row -> row.number().equals(known.number())
                                && row.interval().startsAt().equals(known.startsAt())))
                .map(known -> new AnnouncedOutage(
                        known.number(),
                        new AnnouncedInterval(known.startsAt(), known.endsAt()),
                        known.reason(),
                        known.area(),
                        known.element(),
                        true,
                        known.planned(),
                        null,
                        known.kind(),
                        known.probable()))
                .toList();
    }

    /** One list while it is taken in. */
    private final class Taking {
        private final ImportTally tally = new ImportTally();
        private final List<AnnouncedOutage> list = new ArrayList<>();
        private final List<Unread> unread = new ArrayList<>();
        private final Map<String, List<PlannedOutage>> known = new HashMap<>();
        private final Instant now = clock.instant();
        private final Instant over = now.minus(settings.grace());
        private final OwnPlaces ownPlaces;
        private final boolean mayMove;

        /** @param mayMove of {@link Reconciliation#compare} */
        private Taking(AnnouncementScope scope, boolean mayMove) {
            this.ownPlaces = new OwnPlaces(scope, network, over);
            this.mayMove = mayMove;
        }

        /** @param otherwise what can be read of a row that cannot be taken */
        private void take(int line, Supplier<AnnouncedOutage> row, Supplier<Unread> otherwise) {
            tally.take(line, () -> {
                try {
                    list.add(row.get());
                } catch (RefusedRow refused) {
                    // What somebody says of another's places says nothing of them, right or wrong.
                    if (!OwnPlaces.OTHER_DISTRICT.equals(refused.at(line).code())) unread.add(otherwise.get());
                    throw refused;
                }
            });
        }

        private AnnouncedOutage own(AnnouncedOutage row, String elementField, String districtField) {
            AnnouncedOutage own = ownPlaces.checked(row, known(row.number()), mayMove, elementField, districtField);
            if (own.element() == null && !places.isOwn(own.words(), ownPlaces))
                throw new RefusedRow(OwnPlaces.OTHER_DISTRICT, elementField);
            return own;
        }

        /** Takes the rows of the text, and compares them with the text before. */
        private TextReplacement replacement(AnnouncementText text) {
            Set<String> unsaid = new HashSet<>();
            for (AnnouncementText.Slot slot : text.slots())
                for (AnnouncementText.PlaceLine place : slot.places()) {
                    String words = PlannedPlaces.normalForm(place.text());
                    int taken = list.size();
                    District district = ownPlaces.isOfTheCompany()
                            ? null
                            : places.districtOf(words, network)
                                    .or(ownPlaces.scope()::theOnlyOne)
                                    .orElse(null);
                    AnnouncedInterval interval = new AnnouncedInterval(slot.startsAt(), slot.endsAt());
                    take(
                            place.line(),
                            () -> own(
                                    AnnouncedOutage.ofText(slot, place.text(), text.kind(), district),
                                    WHOLE_ROW,
                                    DISTRICT_COLUMN),
                            () -> new Unread(interval, null, district));
                    if (list.size() == taken) unsaid.add(words);
                }
            TextReplacement replacement = new TextReplacement(
                    plan.saidByText(text.day(), ownPlaces.scope()).stream()
                            .filter(ownPlaces::isOwn)
                            .toList(),
                    over,
                    now);
            replacement.compare(list, unsaid);
            return replacement;
        }

        /** @return what is new */
        private List<AnnouncedOutage> keep() {
            Reconciliation reconciliation = new Reconciliation(
                    list.stream()
                            .map(AnnouncedOutage::number)
                            .distinct()
                            .flatMap(number -> known(number).stream())
                            .filter(ownPlaces::isOwn)
                            .toList(),
                    over,
                    now);
            reconciliation.compare(list, mayMove);
            keep(reconciliation);
            return reconciliation.added();
        }

        private void keep(PlanChanges reconciliation) {
            // Updates first: an outage that moves may clear the start of one that is added.
            plan.update(reconciliation.updated(), now);
            plan.stamp(reconciliation.changed(), now);
            plan.add(reconciliation.added(), now);
            tell(reconciliation);
        }

        /** Whoever waits below a place of which the plan has changed, or may find that it is planned now. */
        private void tell(PlanChanges reconciliation) {
            Set<NetworkElement> changed = new HashSet<>();
            Set<Long> inWords = new HashSet<>();
            Set<NetworkElement> underWay = new HashSet<>();
            Stream.concat(
                            reconciliation.added().stream().filter(row -> row.planned() && !row.cancelled()),
                            reconciliation.changed().stream()
                                    .map(id -> reconciliation.updated().get(id)))
                    .forEach(row -> {
                        Set<NetworkElement> at;
                        if (row.element() == null) {
                            long place = places.of(row.words(), now);
                            inWords.add(place);
                            at = places.tiedTo(place);
                        } else at = Set.of(row.element());
                        changed.addAll(at);
                        if (row.isPlannedAt(now)) underWay.addAll(at);
                    });
            if (!reconciliation.changed().isEmpty() || !changed.isEmpty() || !inWords.isEmpty())
                events.publishEvent(new PlannedOutagesChanged(reconciliation.changed(), changed, inWords, underWay));
        }

        /** @return its id; null where it says nothing */
        private Long arrived(AnnouncementSource source, Delivery delivery, String title, List<String> scopes) {
            List<Interval> covered = AnnouncedDays.covered(delivery, list);
            if (covered.isEmpty() && list.isEmpty() && unread.isEmpty()) return null;
            return announcements.arrived(
                    source,
                    now,
                    delivery.byWhom(),
                    title,
                    scopes,
                    covered,
                    AnnouncedDays.refused(unread, scopes, covered, now));
        }

        private List<PlannedOutage> known(String number) {
            return known.computeIfAbsent(number, plan::ofNumber);
        }
    }
}
