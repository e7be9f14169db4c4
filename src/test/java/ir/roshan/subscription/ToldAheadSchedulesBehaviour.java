package ir.roshan.subscription;

import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.notification.Language;
import ir.roshan.notification.OutboxFixture;
import ir.roshan.notification.PublicAddress;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import ir.roshan.plannedoutage.PlanAheadFixture;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Windows come, move, are called off and put back as chance has it, days pass, senders send or do not, and whoever decides is killed
 * before it commits. The texts that have left are read as their subscriber reads them; after each round each has heard what the plan
 * says from the hour on at which they want to hear of it, was told nothing twice, and nothing that is not so.
 */
class ToldAheadSchedulesBehaviour {
    private static final long SEED = Long.getLong("roshan.plan.seed", 1405_09_09L);
    private static final int NUMBERS = 6;
    private static final int ROUNDS = Integer.getInteger("roshan.plan.rounds", 120);
    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final List<Integer> EVENINGS = List.of(18 * 60, 21 * 60, 22 * 60);
    private static final Pattern DAY = Pattern.compile("\\w+ (\\d{4}/\\d{2}/\\d{2})");
    private static final Pattern LINE = Pattern.compile("(\\w+): (\\d\\d:\\d\\d) to (?:\\w+ )?(\\d\\d:\\d\\d)"
            + "(?: \\(instead of (?:(\\w+) )?(\\d\\d:\\d\\d) to (?:\\w+ )?(\\d\\d:\\d\\d)\\))?( called off)?");

    private final Random chance = new Random(SEED);
    private final CompanyClock clock =
            new CompanyClock(Clock.fixed(SolarHijri.parseMoment("1405/09/01 12:02"), SolarHijri.TEHRAN));

    private static final class Window {
        private long id;
        private String element;
        private Instant from;
        private Instant until;
        private boolean cancelled;
    }

    private record Whole(Instant from, Instant until) {}

    private record Wanted(String place, String billId, int evening, Integer before) {}

    private final List<Window> windows = new ArrayList<>();
    private final Map<Integer, List<Wanted>> wanted = new HashMap<>();
    /** By number and place, what they have read and was not said to be otherwise since. */
    private final Map<String, Set<Whole>> heard = new HashMap<>();

    private int told;
    private int corrected;
    private int calledOff;
    private int soon;
    private int killed;

    private static String mobile(int number) {
        return "0912555000" + number;
    }

    @Test
    void nobodyIsToldTwiceAndNobodyIsLeftOut() {
        try (TestDatabase database = TestDatabase.ofTheRun()) {
            network(database);
            NamedParameterJdbcTemplate batches = new NamedParameterJdbcTemplate(database.dataSource());
            Subscribers subscribers = new Subscribers(batches);
            ToldLedger ledger = new ToldLedger(batches);
            Stirring stirring = new Stirring(batches, clock);
            Looking looking = new Looking(
                    subscribers,
                    ledger,
                    PlanAheadFixture.on(database, clock),
                    OutboxFixture.planMessages(database, clock),
                    new PublicAddress(null),
                    clock);
            Subscriptions subscriptions = new Subscriptions(
                    subscribers,
                    ledger,
                    PlanAheadFixture.on(database, clock),
                    OutboxFixture.planMessages(database, clock),
                    OutboxFixture.erasure(database, clock),
                    clock,
                    new StoppedPlaces(
                            database.client,
                            OutboxFixture.planMessages(database, clock),
                            clock,
                            new io.micrometer.core.instrument.simple.SimpleMeterRegistry()));
            subscribe(database, subscriptions);
            for (int round = 0; round < ROUNDS; round++) {
                int deeds = chance.nextInt(4);
                for (int i = 0; i < deeds; i++)
                    database.inTransaction().executeWithoutResult(status -> deed(database, stirring));
                work(database, stirring, looking);
                // Now and then the gateway is away: what waits is decided anew with the next change.
                if (chance.nextInt(4) > 0) {
                    send(database);
                    compare("seed " + SEED + ", round " + round + ", " + clock.instant() + ": ");
                }
                pass();
            }
            assertThat(List.of(told, corrected, calledOff, killed))
                    .as("told, corrected, called off, killed")
                    .allMatch(many -> many > 3);
        }
    }

    private void network(TestDatabase database) {
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 4), ('F-1', 'FEEDER', 'S-1', 1, 2), ('F-2', 'FEEDER', 'S-1', 1, 2),
                    ('T-1', 'TRANSFORMER', 'F-1', 1, 1), ('T-2', 'TRANSFORMER', 'F-1', 1, 1), ('T-3', 'TRANSFORMER', 'F-2', 1, 1)
                """);
        for (int i = 1; i <= 3; i++)
            database.template.update(
                    "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, 1, ?)",
                    bill(i),
                    "T-" + i);
    }

    private static String bill(int number) {
        return BillId.of(number, 44).value();
    }

    private void subscribe(TestDatabase database, Subscriptions subscriptions) {
        for (int number = 0; number < NUMBERS; number++) {
            List<Wanted> places = new ArrayList<>();
            for (int i = 1; i <= 3; i++)
                if (i == 1 + number % 3 || chance.nextBoolean())
                    places.add(new Wanted(
                            "P" + i,
                            bill(i),
                            EVENINGS.get(chance.nextInt(EVENINGS.size())),
                            chance.nextBoolean() ? 30 : null));
            wanted.put(number, places);
            MobileNumber mobile = new MobileNumber(mobile(number));
            for (Wanted one : places)
                database.inTransaction()
                        .executeWithoutResult(status -> subscriptions.add(
                                mobile,
                                new Subscription.Wish(
                                        one.place,
                                        new Spot(new BillId(one.billId), Set.of()),
                                        one.evening,
                                        true,
                                        one.before,
                                        Language.EN)));
        }
    }

    private String anyElement() {
        return List.of("S-1", "F-1", "F-2", "T-1", "T-2", "T-3", bill(1), bill(2), bill(3))
                .get(chance.nextInt(9));
    }

    private static Set<String> path(String billId) {
        for (int i = 1; i <= 3; i++)
            if (bill(i).equals(billId)) return Set.of(billId, "T-" + i, i == 3 ? "F-2" : "F-1", "S-1");
        throw new IllegalArgumentException(billId);
    }

    private void deed(TestDatabase database, Stirring stirring) {
        List<Window> ahead =
                windows.stream().filter(w -> w.until.isAfter(clock.instant())).toList();
        int deed = ahead.isEmpty() ? 0 : chance.nextInt(6);
        if (deed <= 1) {
            Window one = new Window();
            one.element = anyElement();
            one.from = clock.instant()
                    .truncatedTo(ChronoUnit.HOURS)
                    .plus(Duration.ofMinutes(30L * (1 + chance.nextInt(72))));
            one.until = one.from.plus(Duration.ofMinutes(30L * (1 + chance.nextInt(6))));
            GeneratedKeyHolder key = new GeneratedKeyHolder();
            database.client
                    .sql("""
                            INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area,
                                                        planned, cancelled)
                            VALUES (:number, :kind, :code, :from, :until, '', '', TRUE, FALSE)
                            """)
                    .param("number", "G-" + windows.size())
                    .param("kind", kind(one.element).name())
                    .param("code", one.element)
                    .param("from", utc(one.from))
                    .param("until", utc(one.until))
                    .update(key, "planned_outage_id");
            one.id = key.getKeyAs(Long.class);
            windows.add(one);
            stir(stirring, one);
            return;
        }
        Window one = ahead.get(chance.nextInt(ahead.size()));
        if (deed <= 3) {
            Duration by = Duration.ofMinutes(30L * (chance.nextInt(9) - 4));
            if (chance.nextBoolean() && one.from.plus(by).isAfter(clock.instant())) one.from = one.from.plus(by);
            if (one.until.plus(by).isAfter(one.from)) one.until = one.until.plus(by);
            if (!one.until.isAfter(one.from)) one.until = one.from.plus(Duration.ofHours(1));
        } else one.cancelled = !one.cancelled;
        database.client
                .sql("""
                        UPDATE planned_outage SET starts_at = :from, ends_at = :until, cancelled = :cancelled
                         WHERE planned_outage_id = :id
                        """)
                .param("from", utc(one.from))
                .param("until", utc(one.until))
                .param("cancelled", one.cancelled)
                .param("id", one.id)
                .update();
        stir(stirring, one);
    }

    private static ElementKind kind(String element) {
        return switch (element.charAt(0)) {
            case 'S' -> ElementKind.SUBSTATION;
            case 'F' -> ElementKind.FEEDER;
            case 'T' -> ElementKind.TRANSFORMER;
            default -> ElementKind.SERVICE_POINT;
        };
    }

    private static void stir(Stirring stirring, Window one) {
        stirring.on(new PlannedOutagesChanged(
                Set.of(one.id), Set.of(new NetworkElement(kind(one.element), one.element)), Set.of(), Set.of()));
    }

    /** Each step a transaction, as in the house; some are killed before they commit, and another node does them. */
    private void work(TestDatabase database, Stirring stirring, Looking looking) {
        while (step(database, stirring::step)) {}
        while (step(database, () -> looking.look() > 0)) {}
    }

    private boolean step(TestDatabase database, java.util.function.BooleanSupplier deed) {
        return Boolean.TRUE.equals(database.inTransaction().execute(status -> {
            boolean isMore = deed.getAsBoolean();
            if (isMore && chance.nextInt(5) == 0) {
                status.setRollbackOnly();
                killed++;
            }
            return isMore;
        }));
    }

    private void send(TestDatabase database) {
        database.client
                .sql(
                        "SELECT recipient, kind, text FROM subscriber_message WHERE state = 'OWED' AND expires_at > :now ORDER BY owed_no")
                .param("now", utc(clock.instant()))
                .query((row, n) ->
                        new String[] {row.getString("recipient"), row.getString("kind"), row.getString("text")})
                .list()
                .forEach(message -> read(message[0], message[1], message[2]));
        database.client.sql("""
                        UPDATE subscriber_message
                           SET state = CASE WHEN expires_at > :now THEN 'ACCEPTED' ELSE 'EXPIRED' END, settled_at = :now,
                               sent_at = CASE WHEN expires_at > :now THEN CAST(:now AS timestamp with time zone) END
                         WHERE state = 'OWED'
                        """).param("now", utc(clock.instant())).update();
    }

    /** As its subscriber does. */
    private void read(String recipient, String kind, String text) {
        LocalDate day = null;
        for (String line : text.split("\n")) {
            Matcher isDay = DAY.matcher(line);
            if (isDay.matches()) day = SolarHijri.parseDate(isDay.group(1));
            Matcher hours = LINE.matcher(line);
            if (!hours.matches()) continue;
            String about = "seed " + SEED + ", " + clock.instant() + " " + recipient + " " + text;
            Set<Whole> known = heard.computeIfAbsent(
                    recipient + hours.group(1),
                    place -> new TreeSet<>(Comparator.comparing(Whole::from).thenComparing(Whole::until)));
            Whole whole = whole(day, hours.group(2), hours.group(3));
            if (kind.equals("PLAN_SOON")) {
                soon++;
                assertThat(known).as(about).contains(whole);
                continue;
            }
            if (kind.equals("PLAN_AHEAD_CANCELLED") || hours.group(7) != null) {
                calledOff++;
                assertThat(known.remove(whole)).as(about).isTrue();
                continue;
            }
            if (hours.group(5) != null) {
                corrected++;
                LocalDate before = hours.group(4) == null ? day : null;
                assertThat(known.removeIf(one -> time(one.from).equals(hours.group(5))
                                && time(one.until).equals(hours.group(6))
                                && (before == null || dayOf(one.from).equals(before))))
                        .as(about)
                        .isTrue();
            } else told++;
            // What is part of it now need not be said apart.
            known.removeIf(one -> one.until.isAfter(clock.instant())
                    && one.from.isBefore(whole.until)
                    && whole.from.isBefore(one.until)
                    && !one.equals(whole)
                    && wholes(recipient, hours.group(1)).stream().noneMatch(one::equals));
            assertThat(known.add(whole)).as("told once, " + about).isTrue();
        }
    }

    private static Whole whole(LocalDate day, String from, String until) {
        Instant begin = SolarHijri.moment(day, SolarHijri.parseMinuteOfDay(from));
        Instant end = SolarHijri.moment(day, SolarHijri.parseMinuteOfDay(until));
        return new Whole(begin, end.isAfter(begin) ? end : end.plus(Duration.ofDays(1)));
    }

    private static String time(Instant moment) {
        return SolarHijri.formatTime(moment, java.util.Locale.ENGLISH);
    }

    private static LocalDate dayOf(Instant moment) {
        return Subscription.dayOf(moment);
    }

    private List<Whole> wholes(String recipient, String place) {
        int number = recipient.charAt(10) - '0';
        return wanted.get(number).stream()
                .filter(one -> one.place.equals(place))
                .flatMap(one -> plan(one.billId).stream())
                .toList();
    }

    private List<Whole> plan(String billId) {
        List<Whole> joined = new ArrayList<>();
        windows.stream()
                .filter(window -> !window.cancelled && path(billId).contains(window.element))
                .sorted(Comparator.comparing(window -> window.from))
                .forEach(window -> {
                    Whole last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                    if (last == null || window.from.isAfter(last.until.plus(GRACE)))
                        joined.add(new Whole(window.from, window.until));
                    else if (window.until.isAfter(last.until))
                        joined.set(joined.size() - 1, new Whole(last.from, window.until));
                });
        return joined;
    }

    /** What each has in mind of what is ahead is what the plan says, as far as they want to know it by now. */
    private void compare(String when) {
        Instant now = clock.instant();
        wanted.forEach((number, places) -> {
            for (Wanted one : places) {
                Set<Whole> known = heard.getOrDefault(mobile(number) + one.place, Set.of()).stream()
                        .filter(whole -> whole.until.isAfter(now))
                        .collect(Collectors.toSet());
                List<Whole> plan = plan(one.billId);
                String about = when + mobile(number) + " " + one + " knows " + known + " of " + plan;
                assertThat(plan)
                        .as("nothing that is not so: " + about)
                        .containsAll(known.stream()
                                // What has ended before its time is over for whoever was told a later end.
                                .filter(whole -> plan.stream()
                                        .noneMatch(other -> !other.until.isAfter(now)
                                                && other.from.isBefore(whole.until)
                                                && whole.from.isBefore(other.until)))
                                .toList());
                List<Whole> due = plan.stream()
                        .filter(whole -> whole.until.isAfter(now.plus(Telling.LEAST_LEFT)))
                        .filter(whole -> !now.isBefore(
                                SolarHijri.moment(dayOf(whole.from).minusDays(1), one.evening)))
                        .toList();
                assertThat(known).as("nobody is left out: " + about).containsAll(due);
            }
        });
    }

    private void pass() {
        Instant next =
                clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(15L * (1 + chance.nextInt(8))));
        clock.shift(Duration.between(clock.instant(), next));
    }
}
