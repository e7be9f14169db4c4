package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Lists, changes, cancellations, reports and objections follow one another as chance has it, while hours pass; and after each
 * round every request is compared with a model of the plan that is a list in memory. Whatever the order: no request waits in a
 * plan that does not reach it, none is told of an end that is not the end, and none is left out of both plan and outage. What
 * the page and the start form are told of a place (place-status), what the desk's look-up says, the model, and what then becomes of a
 * report from there are one answer.
 *
 * <p>Lets hours pass, in which other tests' timers would ring: the application ends with it.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class PlanSchedulesBehaviour extends RoshanServer {
    private static final long SEED = Long.getLong("roshan.plan.seed", 1405_09_07L);
    private static final int PLACES = Integer.getInteger("roshan.plan.places", 8);
    private static final int ROUNDS = Integer.getInteger("roshan.plan.rounds", 14);
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final Random chance = new Random(SEED);

    /** One announced switch-off, as the model knows it. */
    private static final class Window {
        private final String number;
        private final String element;
        private final Instant from;
        private Instant until;
        private boolean cancelled;

        private Window(String number, String element, Instant from, Instant until) {
            this.number = number;
            this.element = element;
            this.from = from;
            this.until = until;
        }

        private String row() {
            return plannedOutage(number, from, until, element) + (cancelled ? "true" : "");
        }
    }

    private record Whole(Instant from, Instant until) {}

    /** @param until,outage empty where nothing is */
    private record Said(String knowledge, String until, String outage) {}

    private int joined;

    /** A place with its plan, and the requests from there. */
    private final class Household {
        private final Place place = place();
        private final List<Window> windows = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();
        private final Set<String> outages = new HashSet<>();

        /** The windows that reach the place, joined as whoever is in the dark joins them. */
        private List<Whole> plan() {
            List<Whole> joined = new ArrayList<>();
            windows.stream()
                    .filter(window -> !window.cancelled)
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

        private Whole now() {
            Instant now = clock.instant();
            return plan().stream()
                    .filter(whole -> !now.isBefore(whole.from) && now.isBefore(whole.until))
                    .findFirst()
                    .orElse(null);
        }

        private String anyElement() {
            return switch (chance.nextInt(4)) {
                case 0 -> place.billId();
                case 1 -> place.transformer();
                case 2 -> place.feeder();
                default -> place.substation();
            };
        }

        /** What everybody is told who asks before they report. */
        private Said said(String when) {
            String question = "{\"billId\": \"%s\"}".formatted(place.billId());
            Call.Answer status = post("/api/v1/place-status")
                    .from(newAddress())
                    .json(question)
                    .send(200);
            Call.Answer desk = post("/api/v1/operations/look-up")
                    .as("phone-121")
                    .json(question)
                    .send(200);
            Said said = new Said(status.at("/plan/knowledge"), status.at("/plan/until"), status.at("/outage/number"));
            String about = when + place + " at " + clock.instant() + " of " + plan();
            assertThat(new Said(
                            desk.at("/place/plannedOutageCheck"),
                            desk.at("/place/plannedOutage/endsAt"),
                            desk.at("/place/outage/number")))
                    .as("the desk, " + about)
                    .isEqualTo(said);
            Whole now = now();
            assertThat(said.knowledge.equals("PLANNED")).as(about).isEqualTo(now != null);
            assertThat(said.until).as(about).isEqualTo(now == null ? "" : now.until.toString());
            return said;
        }

        /** Each from a telephone of its own: a second report from the same one is the first. */
        private void report() {
            Said said = said("before a report, seed " + SEED + ": ");
            Call.Answer report = post("/api/v1/requests")
                    .from(newAddress())
                    .json("{\"billId\": \"%s\", \"mobile\": \"0935%03d7713\"}".formatted(place.billId(), codes.size()))
                    .send(201);
            String code = report.at("/trackingCode");
            String about = "seed " + SEED + ", said " + said + ", of " + plan();
            assertThat(report.at("/plannedOutageCheck")).as(about).isEqualTo(said.knowledge);
            assertThat(report.at("/plannedOutage/endsAt")).as(about).isEqualTo(said.until);
            if (now() == null) {
                String stands = awaitOutage(code);
                if (said.outage.isEmpty()) assertThat(outages).as(about).doesNotContain(stands);
                else assertThat(stands).as(about).isEqualTo(said.outage);
                outages.add(stands);
                if (!said.outage.isEmpty()) joined++;
            } else assertThat(report.at("/state")).as(about).isEqualTo("IN_PLANNED_OUTAGE");
            codes.add(code);
        }

        /** A deed of chance, and the rows that the next list holds because of it. */
        private List<String> deed() {
            switch (chance.nextInt(8)) {
                case 0, 1 -> {
                    long from = chance.nextInt(90) - 40;
                    Window window = new Window(
                            "G-" + place.billId() + "-" + windows.size(),
                            anyElement(),
                            minutesOn(from),
                            minutesOn(from + 20 + chance.nextInt(100)));
                    windows.add(window);
                    return List.of(window.row());
                }
                case 2 -> {
                    // Slots in a row, one number for all of them.
                    List<String> rows = new ArrayList<>();
                    String number = "S-" + place.billId() + "-" + windows.size();
                    String element = anyElement();
                    long from = chance.nextInt(60) - 30;
                    for (int slot = 0; slot < 3; slot++) {
                        windows.add(new Window(
                                number, element, minutesOn(from + 30 * slot), minutesOn(from + 30 * slot + 30)));
                        rows.add(windows.get(windows.size() - 1).row());
                    }
                    return rows;
                }
                case 3 -> {
                    if (windows.isEmpty()) return List.of();
                    Window window = windows.get(chance.nextInt(windows.size()));
                    Instant until = window.until.plus(Duration.ofMinutes(chance.nextInt(60) - 20));
                    if (until.isAfter(window.from)) window.until = until;
                    return List.of(window.row());
                }
                case 4 -> {
                    if (windows.isEmpty()) return List.of();
                    Window window = windows.get(chance.nextInt(windows.size()));
                    window.cancelled = !window.cancelled;
                    return List.of(window.row());
                }
                case 5, 6 -> report();
                default -> {
                    if (!codes.isEmpty())
                        post("/api/v1/requests/{trackingCode}/still-out", codes.get(chance.nextInt(codes.size())))
                                .from(newAddress())
                                .json("{\"mobileLast4\": \"7713\"}")
                                .sendAnyhow();
                }
            }
            return List.of();
        }
    }

    @Test
    void whateverTheOrderEveryRequestFollowsThePlanOfItsPlace() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
        pass(0);
        List<Household> households = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) households.add(new Household());
        int waited = 0;
        int stood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> rows = new ArrayList<>();
            households.forEach(household -> rows.addAll(household.deed()));
            if (!rows.isEmpty())
                importPlannedOutages(rows.toArray(String[]::new)).send(200);
            quiet();
            for (Household household : households) household.said("seed " + SEED + ", round " + round + ": ");
            for (Household household : households)
                for (String code : household.codes) {
                    String state = compare(household, code, "seed " + SEED + ", round " + round + ": ");
                    if (state.equals("IN_PLANNED_OUTAGE")) waited++;
                    if (state.equals("CHECKING")) stood++;
                }
            pass(5 + chance.nextInt(25));
            quiet();
            for (Household household : households)
                for (String code : household.codes)
                    compare(household, code, "seed " + SEED + ", after round " + round + ": ");
        }
        assertThat(waited).as("some waited in a plan").isPositive();
        assertThat(stood).as("some stood in an outage").isPositive();
        assertThat(joined).as("some joined the outage that was said").isPositive();
    }

    /** All windows begin and end with a minute. */
    private Instant minutesOn(long minutes) {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(minutes, ChronoUnit.MINUTES);
    }

    /**
     * So many minutes, and on to the beginning of one: no window begins or ends between what the engine does and the look at
     * it.
     */
    private void pass(long minutes) {
        clock.shift(Duration.between(clock.instant(), minutesOn(minutes + 1).plusSeconds(1)));
    }

    private record Row(String state, Instant until, boolean stands) {}

    private String compare(Household household, String code, String when) {
        Row row = jdbc.sql("""
                        SELECT r.state, r.planned_until,
                               (SELECT count(*) FROM outage_membership m JOIN outage o ON o.outage_id = m.outage_id
                                 WHERE m.current_request_id = r.request_id AND o.closed_at IS NULL) AS stands
                          FROM restoration_request r WHERE r.tracking_code = :code
                        """)
                .param("code", code)
                .query((rs, n) -> {
                    OffsetDateTime until = rs.getObject("planned_until", OffsetDateTime.class);
                    return new Row(
                            rs.getString("state"), until == null ? null : until.toInstant(), rs.getInt("stands") == 1);
                })
                .single();
        Whole now = household.now();
        String about = when + code + " " + row + " at " + clock.instant() + " of " + household.plan();
        switch (row.state) {
            case "IN_PLANNED_OUTAGE" -> {
                Instant end = now != null ? now.until : lastEnd(household);
                assertThat(row.until).as(about).isEqualTo(end);
                assertThat(clock.instant()).as(about).isBefore(end.plus(GRACE));
                assertThat(row.stands).as(about).isFalse();
                assertThat(lastTold(code)).as(about).isEqualTo(end);
            }
            case "CHECKING" -> assertThat(row.stands).as(about).isTrue();
            default -> assertThat(row.stands).as(about).isFalse();
        }
        return row.state;
    }

    /** Of the interruption that ended last: its grace shows whether supply is back. */
    private Instant lastEnd(Household household) {
        return household.plan().stream()
                .map(Whole::until)
                .filter(until -> !until.isAfter(clock.instant()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** What the subscriber has heard, or will hear next. */
    private Instant lastTold(String code) {
        return jdbc.sql("""
                        SELECT m.estimate_at FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.kind LIKE 'PLANNED%' AND m.state <> 'SUPERSEDED' AND m.state <> 'EXPIRED'
                         ORDER BY m.owed_no DESC
                         LIMIT 1
                        """)
                .param("code", code)
                .query((rs, n) ->
                        rs.getObject("estimate_at", OffsetDateTime.class).toInstant())
                .single();
    }

    /** Everything that is due has been done, twice in a row: the engine's batches make one job of another. */
    private void quiet() {
        for (int look = 0; look < 2; look++)
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> dueJobs() == 0);
    }

    /** What has stumbled over others waits ten seconds for its next try, and is due all the same. */
    private long dueJobs() {
        return jdbc.sql("""
                        SELECT count(*) FROM ACT_RU_JOB j
                         WHERE j.RETRIES_ > 0 AND j.HANDLER_TYPE_ <> 'history-cleanup' AND j.HANDLER_TYPE_ <> 'batch-monitor-job'
                           AND (j.DUEDATE_ IS NULL OR j.DUEDATE_ <= :now
                                OR j.EXCEPTION_STACK_ID_ IS NOT NULL AND j.DUEDATE_ <= :nextTry)
                        """)
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("nextTry", java.sql.Timestamp.from(clock.instant().plusSeconds(15)))
                .query(Long.class)
                .single();
    }
}
