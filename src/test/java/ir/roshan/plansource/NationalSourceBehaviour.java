package ir.roshan.plansource;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.testing.StubSource;
import ir.roshan.testing.StubSource.Answer;
import ir.roshan.testing.StubSource.Asked;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The national service, in every mood that its clients tell of; the same on every database. It is half past three on 1405/09/02. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationalSourceBehaviour {
    private static final BillId SAMPLE = new BillId("1234567804423");
    private static final BillId NEIGHBOUR = new BillId("9174639504124");
    private static final BillId ELSEWHERE = new BillId("9876543204426");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PlannedOutageSettings SETTINGS =
            new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String NOW_OFF = row("1", "1405/09/02", "15:00", "17:00");

    private final TestDatabase database;
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final StubSource stub = new StubSource();
    private final PlannedOutageCheck check;
    private final PlannedOutageImport lists;
    private final SourceStates states;
    private final Network network;

    NationalSourceBehaviour() {
        database = TestDatabase.ofTheRun();
        network = new Network(database.client);
        states = new SourceStates(database.client);
        check = new PlannedOutageCheck(new PlannedOutages(database.client, network), network, SETTINGS, clock);
        lists = new PlannedOutageImport(
                database.template,
                network,
                new ImportLock(database.client, database.transactions),
                SETTINGS,
                clock,
                event -> {});
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 3), ('F-1', 'FEEDER', 'S-1', 1, 3), ('T-1', 'TRANSFORMER', 'F-1', 1, 2),
                    ('T-2', 'TRANSFORMER', 'F-1', 2, 1)
                """);
        database.template.update("""
                INSERT INTO service_point (bill_id, district, transformer_code)
                VALUES ('1234567804423', 1, 'T-1'), ('9174639504124', 1, 'T-1'), ('9876543204426', 2, 'T-2')
                """);
    }

    @BeforeEach
    void nothingIsKnown() {
        database.empty(
                "plan_source",
                "plan_sample_window",
                "planned_outage",
                "plan_coverage",
                "plan_refused_row",
                "plan_announcement");
        clock.reset();
        stub.forget();
    }

    @AfterAll
    void close() {
        stub.close();
        database.close();
    }

    private static String row(String number, String day, String from, String to) {
        return "{\"outage_number\": %s, \"outage_date\": \"%s\", \"outage_start_time\": \"%s\", \"outage_stop_time\": \"%s:00\", \"reason_outage\": \"مديريت بار\", \"is_planned\": false, \"outage_address\": \"خیابان\"}"
                .formatted(number, day, from, to);
    }

    private static Answer envelope(String... rows) {
        return Answer.of(
                200,
                "application/json",
                "{\"TimeStamp\": \"1\", \"status\": 200, \"message\": \"\", \"data\": [" + String.join(",", rows)
                        + "], \"error\": null}");
    }

    private static String about(Asked asked) {
        return asked.body().replaceAll(".*\"bill_id\":\"(\\d+)\".*", "$1");
    }

    /** About the sample these rows; about everybody else none. */
    private void ofTheSample(String... rows) {
        stub.answers(asked -> about(asked).equals(SAMPLE.value()) ? envelope(rows) : envelope());
    }

    private PlanSource source(District district, String token) {
        return new PlanSource(
                URI.create(stub.url("")),
                PlanFormat.NATIONAL,
                EVERY,
                Duration.ZERO,
                "Authorization",
                "Bearer " + token,
                district);
    }

    private PlanSource source() {
        return source(null, "token");
    }

    private Turn turn(PlanSource source) {
        return new Turn(
                source,
                states,
                new NationalSource(new SourceCalls(Duration.ofSeconds(6), clock), states, lists, network),
                clock);
    }

    private void again(Turn turn) {
        clock.shift(EVERY);
        assertThat(turn.take()).isTrue();
    }

    private Knowledge of(BillId billId) {
        return check.check(billId, NOON).knowledge();
    }

    private List<String> starts() {
        return database.client
                .sql("SELECT starts_at FROM planned_outage WHERE cancelled = FALSE ORDER BY starts_at")
                .query((row, number) -> row.getObject(1, java.time.OffsetDateTime.class)
                        .toInstant()
                        .toString())
                .list();
    }

    @Test
    void oneSampleSpeaksForAllThatItsTransformerFeedsAndForNobodyElse() {
        stub.answers(
                asked -> about(asked).equals(SAMPLE.value()) ? envelope(NOW_OFF) : Answer.of(500, "text/plain", ""));
        turn(source()).take();
        assertThat(stub.asked()).hasSize(2);
        assertThat(stub.asked().get(0)).satisfies(asked -> {
            assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/ebills/PlannedBlackoutsReport");
            assertThat(asked.body())
                    .isEqualTo(
                            "{\"bill_id\":\"1234567804423\",\"from_date\":\"1405/09/02\",\"to_date\":\"1405/09/09\"}");
            assertThat(asked.headers())
                    .containsEntry("authorization", "Bearer token")
                    .containsEntry("content-type", "application/json; charset=utf-8");
        });
        assertThat(of(SAMPLE)).isEqualTo(Knowledge.PLANNED);
        assertThat(of(NEIGHBOUR)).isEqualTo(Knowledge.PLANNED);
        assertThat(of(ELSEWHERE)).isEqualTo(Knowledge.UNKNOWN);
        Instant evening = NOON.plus(Duration.ofHours(3));
        assertThat(check.check(NEIGHBOUR, evening).knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(check.check(NEIGHBOUR, evening.plus(Duration.ofDays(1))).knowledge())
                .isEqualTo(Knowledge.UNKNOWN);
        assertThat(check.check(ELSEWHERE, evening).knowledge()).isEqualTo(Knowledge.UNKNOWN);
    }

    @Test
    void whatIsBrokenOffGoesOnWhereItStopped() {
        stub.answers(
                asked -> about(asked).equals(SAMPLE.value()) ? envelope(NOW_OFF) : Answer.of(503, "text/plain", ""));
        Turn turn = turn(source());
        turn.take();
        assertThat(states.find(source()).orElseThrow().failure()).isEqualTo("http-503");
        ofTheSample(NOW_OFF);
        stub.forget();
        again(turn);
        assertThat(stub.asked()).extracting(NationalSourceBehaviour::about).containsOnly(ELSEWHERE.value());
        again(turn);
        assertThat(stub.asked()).extracting(NationalSourceBehaviour::about).contains(SAMPLE.value());
    }

    @Test
    void ofADistrictOnlyItsOwnTransformersAreAskedFor() {
        ofTheSample(NOW_OFF);
        turn(source(new District(2), "token")).take();
        assertThat(stub.asked()).extracting(NationalSourceBehaviour::about).containsOnly(ELSEWHERE.value());
    }

    @Test
    void anEmptyListIsBelievedOnlyIfItComesTwice() {
        ofTheSample(NOW_OFF, row("2", "1405/09/02", "20:00", "22:00"));
        Turn turn = turn(source());
        turn.take();
        assertThat(of(ELSEWHERE)).as("asked twice").isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(starts()).hasSize(2);

        boolean[] gap = {true};
        stub.answers(asked -> {
            boolean none = gap[0] || !about(asked).equals(SAMPLE.value());
            gap[0] = false;
            return none ? envelope() : envelope(NOW_OFF, row("2", "1405/09/02", "20:00", "22:00"));
        });
        again(turn);
        assertThat(starts()).as("a gap").contains("2026-11-23T16:30:00Z");
        stub.answers(envelope());
        again(turn);
        assertThat(starts()).as("what has begun stays").containsExactly("2026-11-23T11:30:00Z");
        assertThat(check.check(SAMPLE, NOON.plus(Duration.ofHours(5))).knowledge())
                .isEqualTo(Knowledge.NOT_PLANNED);
    }

    @Test
    void rowsOfOtherDaysAreLeftOutAndDoublesAreOne() {
        ofTheSample(
                NOW_OFF,
                NOW_OFF,
                row("3", "1405/09/01", "09:00", "11:00"),
                row("4", "1405/09/10", "09:00", "11:00"),
                row("5", "1405/09/09", "09:00", "11:00"));
        turn(source()).take();
        assertThat(starts()).containsExactly("2026-11-23T11:30:00Z", "2026-11-30T05:30:00Z");
        assertThat(states.find(source()).orElseThrow().refused()).isZero();
    }

    /** A list of the company may name the same place. */
    @Test
    void onlyWhatTheServiceHasNamedIsTakenBackByIt() {
        lists.csv(
                new java.io.StringReader(
                        "number,starts_at,ends_at,element\n9,2026-11-23T18:00:00Z,2026-11-23T19:00:00Z,T-1\n"),
                ir.roshan.plannedoutage.AnnouncementScope.wholeCompany());
        ofTheSample(NOW_OFF);
        turn(source()).take();
        assertThat(starts()).containsExactly("2026-11-23T11:30:00Z", "2026-11-23T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "http-401,1",
        "http-500,1",
        "refused-401,1",
        "refused-403,1",
        "html,1",
        "unreadable,1",
        "timeout,1",
        "http-429,1"
    })
    void whateverGoesWrongTheRoundEndsAndWhatWasKnownStays(String mode, int calls) {
        ofTheSample(NOW_OFF);
        Turn turn = turn(source());
        turn.take();
        stub.forget();
        stub.answers(asked -> switch (mode) {
            case "refused-401", "refused-403" ->
                Answer.of(200, "application/json", "{\"status\": " + mode.substring(8) + ", \"data\": null}");
            case "html" -> Answer.of(200, "application/json", "<html>");
            case "unreadable" -> Answer.of(200, "application/json", "{\"status\": 200, \"data\": [{\"outage_");
            case "timeout" -> null;
            default -> Answer.of(Integer.parseInt(mode.substring(5)), "application/json", "{}");
        });
        again(turn);
        assertThat(states.find(source()).orElseThrow().failure()).isEqualTo(mode);
        assertThat(stub.asked()).hasSize(calls);
        assertThat(of(SAMPLE)).isEqualTo(Knowledge.PLANNED);
    }

    @Test
    void aShortPauseIsWaitedOutAndALongOneLeftToTheNextTurn() {
        int[] times = {0};
        stub.answers(asked ->
                times[0]++ == 0 ? Answer.of(429, "text/plain", "").with("Retry-After", "1") : envelope(NOW_OFF));
        Turn turn = turn(source());
        turn.take();
        assertThat(states.find(source()).orElseThrow().failure()).isNull();
        assertThat(of(SAMPLE)).isEqualTo(Knowledge.PLANNED);
        stub.answers(Answer.of(429, "text/plain", "").with("Retry-After", "3000"));
        again(turn);
        assertThat(states.find(source()).orElseThrow().failure()).isEqualTo("http-429");
        clock.shift(EVERY);
        assertThat(turn.take()).isFalse();
    }

    private static String jwt(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    @Test
    void theTokenSaysItselfWhenItEnds() {
        assertThat(Token.endOf(source(
                        null,
                        jwt("{\"exp\": " + NOON.plusSeconds(86_400 * 9 + 5).getEpochSecond() + "}"))))
                .contains(NOON.plusSeconds(86_400 * 9 + 5));
        for (String none : List.of(
                "token", jwt("{}"), jwt("{\"exp\": \"soon\"}"), jwt("nothing"), "a.%.c", jwt("{\"exp\": 9e99}")))
            assertThat(Token.endOf(source(null, none))).as(none).isEmpty();
    }
}
