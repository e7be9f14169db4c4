package ir.roshan.plansource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PastedAnnouncements;
import ir.roshan.plannedoutage.PlaceTies;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.plannedoutage.UnknownReason;
import ir.roshan.testing.StubSource;
import ir.roshan.testing.StubSource.Answer;
import ir.roshan.testing.TestDatabase;
import ir.roshan.testing.WatchedFigures;
import ir.roshan.text.BillId;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Lists that are fetched, whatever the machine does that publishes them; the same on every database.
 *
 * <p>Long because its cases share a server that publishes, fails and hangs as they need it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class PlanSourcesBehaviour {
    private static final String HEADER = "number,starts_at,ends_at,element,area,reason\n";
    private static final String HOME_IS_OFF = HEADER + "1,2026-11-23T11:00:00Z,2026-11-23T13:00:00Z,T-1,,سرویس\n";
    private static final String HOME_IS_ON = HEADER + "2,2026-11-23T11:00:00Z,2026-11-23T13:00:00Z,T-2,,سرویس\n";
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId ELSEWHERE = new BillId("9876543204426");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PlannedOutageSettings SETTINGS =
            new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));
    private static final int MOST_BYTES = 100_000;
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final TestDatabase database;
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final StubSource stub = new StubSource();
    private final PlannedOutageCheck check;
    private final PlannedOutageImport lists;
    private final Network network;
    private final SourceStates states;
    private final PastedAnnouncements pasted;
    private final FetchedAnnouncements announcements;

    PlanSourcesBehaviour() {
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
        ImportLock lock = new ImportLock(database.client, database.transactions);
        pasted = new PastedAnnouncements(
                database.client,
                lists,
                new PlaceTies(database.client, network, lock, SETTINGS, clock, event -> {}),
                lock,
                clock);
        announcements = new FetchedAnnouncements(database.client, lists, pasted, lock, clock);
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 1), ('F-1', 'FEEDER', 'S-1', 1, 1), ('T-1', 'TRANSFORMER', 'F-1', 1, 1),
                    ('S-2', 'SUBSTATION', NULL, 2, 1), ('F-2', 'FEEDER', 'S-2', 2, 1), ('T-2', 'TRANSFORMER', 'F-2', 2, 1)
                """);
        database.template.update("""
                INSERT INTO service_point (bill_id, district, transformer_code)
                VALUES ('1234567804423', 1, 'T-1'), ('9876543204426', 2, 'T-2')
                """);
    }

    @BeforeEach
    void nothingIsKnown() {
        database.empty(
                "plan_source",
                "pasted_announcement",
                "plan_text_window",
                "plan_sample_window",
                "planned_outage",
                "planned_place_tie",
                "planned_place",
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

    private PlanSource source(District district) {
        return new PlanSource(
                URI.create(stub.url("/plan?key=of-the-query")),
                PlanFormat.CSV,
                EVERY,
                Duration.ZERO,
                "Authorization",
                "Bearer of-the-header",
                district);
    }

    private Turn turn(PlanSource source) {
        return new Turn(
                source,
                states,
                new ListSource(new SourceCalls(Duration.ofSeconds(6), clock), lists, MOST_BYTES),
                clock);
    }

    private Turn turn() {
        return turn(source(null));
    }

    private void again(Turn turn) {
        clock.shift(EVERY);
        assertThat(turn.take()).isTrue();
    }

    private static Answer csv(String rows) {
        return Answer.of(200, "text/csv;charset=UTF-8", rows);
    }

    private Knowledge home() {
        return check.check(HOME, NOON).knowledge();
    }

    @Test
    void aListThatIsFetchedSaysWhatOneThatIsSentSays() {
        stub.answers(csv(HOME_IS_OFF));
        assertThat(turn().take()).isTrue();
        assertThat(home()).isEqualTo(Knowledge.PLANNED);
        assertThat(check.check(ELSEWHERE, NOON).knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(stub.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.headers()).containsEntry("authorization", "Bearer of-the-header");
            assertThat(asked.headers().get("user-agent")).startsWith("Roshan");
            assertThat(asked.headers()).doesNotContainKeys("if-none-match", "if-modified-since");
        });
        assertThat(database.client
                        .sql("SELECT by_whom FROM plan_announcement")
                        .query(String.class)
                        .single())
                .startsWith("source:")
                .endsWith(":127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,true", "windows-1256,true", "windows-1256,false", "UTF-16LE,true"})
    void itIsReadInTheEncodingThatItHas(String encoding, boolean declared) {
        byte[] bytes = HOME_IS_OFF
                .replace(',', ';')
                .replace('ی', encoding.startsWith("windows") ? 'ي' : 'ی')
                .getBytes(Charset.forName(encoding));
        stub.answers(new Answer(
                200,
                Map.of("Content-Type", declared ? "text/csv; charset=" + encoding : "application/octet-stream"),
                bytes,
                bytes.length));
        turn().take();
        assertThat(home()).isEqualTo(Knowledge.PLANNED);
        assertThat(database.client
                        .sql("SELECT reason FROM planned_outage")
                        .query(String.class)
                        .single())
                .isEqualTo("سرویس");
    }

    @Test
    void ofADistrictItSpeaksForThatOneAlone() {
        stub.answers(csv(HOME_IS_OFF + "3,2026-11-23T11:00:00Z,2026-11-23T13:00:00Z,T-2,,سرویس\n"));
        PlanSource source = source(new District(1));
        turn(source).take();
        assertThat(home()).isEqualTo(Knowledge.PLANNED);
        assertThat(check.check(ELSEWHERE, NOON).knowledge()).isEqualTo(Knowledge.UNKNOWN);
        assertThat(states.find(source).orElseThrow().refused()).isEqualTo(1);
    }

    @Test
    void ofTwoNodesOneAsksAndTheOtherWhenTheFirstHasDied() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        stub.answers(asked -> {
            arrived.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return csv(HOME_IS_OFF);
        });
        Turn first = turn();
        Turn second = turn();
        Thread asking = new Thread(first::take);
        asking.start();
        arrived.await();
        assertThat(second.take()).isFalse();
        goOn.countDown();
        asking.join();
        assertThat(second.take()).as("asked a moment ago").isFalse();
        assertThat(stub.asked()).hasSize(1);

        clock.shift(EVERY);
        states.lease(
                source(null),
                "a node that dies",
                clock.instant(),
                clock.instant().plus(Turn.LEASE));
        assertThat(second.take()).isFalse();
        clock.shift(Turn.LEASE);
        assertThat(second.take()).isTrue();
        assertThat(stub.asked()).hasSize(2);
    }

    @Test
    void whatHasNotChangedIsNotSentAgainAndIsAsYoungAsIfItHadBeen() {
        stub.answersUnlessKnown(csv(HOME_IS_ON), "\"of-today\"");
        Turn turn = turn();
        turn.take();
        assertThat(home()).isEqualTo(Knowledge.NOT_PLANNED);
        Instant evening = NOON.plus(Duration.ofHours(8));
        clock.shift(Duration.ofHours(8));
        assertThat(turn.take()).isTrue();
        assertThat(stub.asked().get(1).headers()).containsEntry("if-none-match", "\"of-today\"");
        assertThat(check.check(HOME, evening).asOf()).contains(evening);
        // It speaks for that day still, and would be out of date without the 304.
        clock.shift(Duration.ofHours(17));
        assertThat(home()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(database.client
                        .sql("SELECT count(*) FROM plan_announcement")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aDateServesWhereThereIsNoETag() {
        stub.answers(csv(HOME_IS_ON).with("Last-Modified", "Mon, 23 Nov 2026 08:00:00 GMT"));
        Turn turn = turn();
        turn.take();
        again(turn);
        assertThat(stub.asked().get(1).headers()).containsEntry("if-modified-since", "Mon, 23 Nov 2026 08:00:00 GMT");
    }

    /** A row may be right as soon as the network has its place. */
    @Test
    void whatWasRefusedIsReadAgainAlthoughTheListIsTheSame() {
        stub.answersUnlessKnown(csv(HOME_IS_OFF.replace("T-1", "T-3")), "\"same\"");
        Turn turn = turn();
        turn.take();
        assertThat(states.find(source(null)).orElseThrow().refused()).isEqualTo(1);
        again(turn);
        assertThat(stub.asked().get(1).headers()).doesNotContainKey("if-none-match");
    }

    @Test
    void theETagIsKeptOnlyOfWhatWasTaken() {
        stub.answersUnlessKnown(csv(HOME_IS_OFF), "\"good\"");
        Turn turn = turn();
        turn.take();
        stub.answers(csv("no,table\n").with("ETag", "\"bad\""));
        again(turn);
        again(turn);
        assertThat(stub.asked().get(2).headers()).containsEntry("if-none-match", "\"good\"");
    }

    @Test
    void theSameListWithout304ChangesNothing() {
        stub.answers(csv(HOME_IS_OFF));
        Turn turn = turn();
        turn.take();
        again(turn);
        again(turn);
        assertThat(database.client
                        .sql("SELECT count(*) FROM planned_outage")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(check.check(HOME, NOON).asOf()).contains(clock.instant());
    }

    private Answer broken(String mode) {
        return switch (mode) {
            case "http-500" -> Answer.of(500, "text/csv", HOME_IS_ON);
            case "http-404" -> Answer.of(404, "text/html", "<html>");
            case "http-302" -> csv(HOME_IS_ON).with("Location", stub.url("/elsewhere"));
            case "html" -> Answer.of(200, "text/csv", "\n <!DOCTYPE html><title>ورود</title>");
            case "unreadable" -> csv("یک,دو\n۱,۲\n");
            case "empty" -> Answer.of(200, "text/csv", "");
            case "connection" -> csv(HOME_IS_ON).cut();
            case "too-large" -> csv(HOME_IS_ON + "#".repeat(MOST_BYTES));
            case "http-304" -> new Answer(304, Map.of(), new byte[0], -1);
            default -> null;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-500",
                "http-404",
                "http-302",
                "html",
                "unreadable",
                "empty",
                "connection",
                "too-large",
                "http-304",
                "timeout"
            })
    void whateverGoesWrongWhatWasKnownStaysAndTheLogSaysSoOnce(String mode, CapturedOutput log) {
        stub.answers(csv(HOME_IS_OFF));
        Turn turn = turn();
        turn.take();
        stub.answers(asked -> mode.equals("http-302") && asked.path().startsWith("/plan")
                ? new Answer(302, Map.of("Location", stub.url("/elsewhere")), new byte[0], -1)
                : broken(mode));
        again(turn);
        Turn anotherNode = turn();
        again(anotherNode);
        assertThat(stub.asked()).hasSize(3);
        assertThat(home()).isEqualTo(Knowledge.PLANNED);
        SourceStates.State state = states.find(source(null)).orElseThrow();
        assertThat(state.failure()).isEqualTo(mode.equals("empty") ? "unreadable" : mode);
        assertThat(state.failingSince()).isEqualTo(NOON.plus(EVERY));
        assertThat(state.lastSuccessAt()).isEqualTo(NOON);

        stub.answers(csv(HOME_IS_OFF));
        again(anotherNode);
        again(turn);
        assertThat(states.find(source(null)).orElseThrow().failingSince()).isNull();
        assertThat(log.getOut().lines().filter(line -> line.contains("plan source")))
                .hasSize(2)
                .anyMatch(line -> line.contains("WARN") && line.contains(stub.url("/plan")) && line.contains("fails"))
                .anyMatch(line -> line.contains("INFO") && line.contains("works again"));
        assertThat(log).doesNotContain("of-the-query").doesNotContain("of-the-header");
    }

    @Test
    void whoIsNotThereIsAFailureToo() {
        PlanSource gone = new PlanSource(
                URI.create("http://127.0.0.1:1/x"), PlanFormat.CSV, EVERY, Duration.ZERO, null, null, null);
        turn(gone).take();
        assertThat(states.find(gone).orElseThrow().failure()).isEqualTo("connection");
        assertThat(check.check(HOME, NOON).reason()).contains(UnknownReason.OUT_OF_DATE);
    }

    @Test
    void whoAsksForAPauseGetsOne() {
        stub.answers(Answer.of(429, "text/plain", "").with("Retry-After", "1800"));
        Turn turn = turn();
        turn.take();
        clock.shift(Duration.ofMinutes(29));
        assertThat(turn.take()).isFalse();
        clock.shift(Duration.ofMinutes(1));
        assertThat(turn.take()).isTrue();
    }

    @Test
    void aSourceThatHangsKeepsNeitherAnotherNorTheShutdownWaiting() {
        StubSource hanging = new StubSource();
        try {
            hanging.hangs();
            stub.answers(csv(HOME_IS_OFF));
            long end = clock.instant().plus(Duration.ofDays(9)).plusSeconds(60).getEpochSecond();
            String claims = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"exp\": %d}".formatted(end).getBytes(StandardCharsets.UTF_8));
            PlanSourceSettings.Source well = new PlanSourceSettings.Source(
                    stub.url("/well"),
                    PlanFormat.CSV,
                    EVERY,
                    "Authorization: Bearer e30." + claims + ".c2ln",
                    null,
                    Duration.ZERO);
            PlanSourceSettings.Source hangs = new PlanSourceSettings.Source(
                    hanging.url("/hangs"), PlanFormat.CSV, EVERY, null, null, Duration.ZERO);
            PlanSources sources = new PlanSources(
                    new PlanSourceSettings(List.of(hangs, well)), database.client, announcements, clock);
            PrometheusMeterRegistry figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new PlanSourceFigures(sources).bindTo(figures);
            PlanSourceWatch watch = watch(sources);
            watch.start();
            await().atMost(SourceCalls.LONGEST)
                    .until(() -> home() == Knowledge.PLANNED && !hanging.asked().isEmpty());
            assertThat(hanging.asked()).hasSize(1);
            long began = System.nanoTime();
            watch.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SourceCalls.LONGEST.minusSeconds(1));
            assertThat(sources.all()).extracting(PlanSources.View::failure).containsExactly(null, null);
            assertThat(states.lease(
                            sources.sources().get(0),
                            "another",
                            clock.instant(),
                            clock.instant().plusSeconds(9)))
                    .as("its lease is given back")
                    .isTrue();
            String source = "{format=\"csv\",id=\"%s\",source=\"%s\"} "
                    .formatted(sources.sources().get(1).id(), stub.url("/well"));
            assertThat(WatchedFigures.ofPlanSources())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(figures.scrape()).contains(name + source));
            assertThat(figures.scrape())
                    .contains(
                            "roshan_plan_source_failing" + source + "0.0",
                            "roshan_plan_source_waiting" + source + "0.0",
                            "roshan_plan_source_token_days" + source + "9.0",
                            "roshan_plan_source_success_age_seconds" + source + "0.0",
                            "roshan_plan_source_rows_refused" + source + "0.0");
        } finally {
            hanging.close();
        }
    }

    private static final String TODAY = "برنامه مدیریت بار شبکه توزیع برق در روز دوشنبه مورخ ۲ آذر ماه ۱۴۰۵";
    private static final String TOMORROW = "برنامه مدیریت بار شبکه توزیع برق در روز سه شنبه مورخ ۳ آذر ماه ۱۴۰۵";
    private static final String HOURS = "\n❌ بلوک A4 - قطعی برق در ساعت ۱۵ تا ۱۷\nبه آدرس های👇\nخیابان آزمایش";
    private static final String REMARK = "\nلطفا وسایل برقی را خاموش کنید";

    private PlanSource text(PlanFormat format) {
        return new PlanSource(URI.create(stub.url("/text")), format, EVERY, Duration.ZERO, null, null, null);
    }

    private Turn texts(PlanFormat format) {
        return new Turn(
                text(format),
                states,
                new TextSource(new SourceCalls(Duration.ofSeconds(6), clock), announcements),
                clock);
    }

    private List<FetchedAnnouncements.Waiting> waiting() {
        return announcements.waiting(AnnouncementScope.wholeCompany());
    }

    private long windows() {
        return database.client
                .sql("SELECT count(*) FROM planned_outage WHERE cancelled = FALSE")
                .query(Long.class)
                .single();
    }

    @Test
    void anAnnouncementThatIsReadToTheLastLineIsInForceAtOnce() {
        stub.answersUnlessKnown(Answer.of(200, "text/plain; charset=utf-8", TODAY + HOURS), "W/\"1\"");
        Turn turn = texts(PlanFormat.ANNOUNCEMENT);
        turn.take();
        assertThat(waiting()).isEmpty();
        assertThat(windows()).isEqualTo(1);
        assertThat(check.check(HOME, NOON.plus(Duration.ofHours(3))).knowledge())
                .isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(check.check(HOME, NOON).reason()).contains(UnknownReason.NAMED_IN_WORDS);
        again(turn);
        assertThat(stub.asked().get(1).headers()).containsEntry("if-none-match", "W/\"1\"");
        assertThat(check.check(HOME, NOON).asOf()).contains(NOON.plus(EVERY));
    }

    @Test
    void aLineThatIsNotReadWaitsForAPersonAndNothingOfItIsInForce() {
        stub.answers(Answer.of(200, "text/plain", TODAY + HOURS + REMARK));
        Turn turn = texts(PlanFormat.ANNOUNCEMENT);
        turn.take();
        assertThat(windows()).isZero();
        assertThat(check.check(HOME, NOON).reason()).contains(UnknownReason.OUT_OF_DATE);
        again(turn);
        assertThat(waiting()).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo(TODAY);
            assertThat(one.unread()).isEqualTo(1);
            assertThat(one.since()).isEqualTo(NOON);
        });
        assertThat(announcements.waiting(AnnouncementScope.of(List.of(new District(1)))))
                .as("it speaks for the whole company")
                .isEmpty();
        String id = waiting().get(0).id();
        pasted.confirm(
                id,
                new PastedAnnouncements.Confirmation(
                        List.of(pasted.show(id, AnnouncementScope.wholeCompany(), "admin")
                                .unread()
                                .get(0)
                                .line()),
                        List.of(),
                        false),
                AnnouncementScope.wholeCompany(),
                "admin");
        assertThat(windows()).isEqualTo(1);
        again(turn);
        assertThat(waiting()).as("the same text was confirmed").isEmpty();
        assertThat(check.check(HOME, NOON).asOf()).contains(clock.instant());
    }

    @Test
    void anotherTextOfTheDayReplacesTheOneThatWaits() {
        stub.answers(Answer.of(200, "text/plain", TODAY + HOURS + REMARK));
        Turn turn = texts(PlanFormat.ANNOUNCEMENT);
        turn.take();
        stub.answers(Answer.of(200, "text/plain", TODAY + HOURS));
        again(turn);
        assertThat(waiting()).isEmpty();
        assertThat(windows()).isEqualTo(1);
        stub.answers(Answer.of(200, "text/plain", TODAY + HOURS + REMARK + REMARK));
        again(turn);
        assertThat(waiting()).hasSize(1);
        assertThat(windows()).as("what was known stays").isEqualTo(1);
    }

    @Test
    void onlyTheTextItselfSaysThatNothingIsPlanned() {
        stub.answers(Answer.of(200, "text/plain", TODAY));
        Turn turn = texts(PlanFormat.ANNOUNCEMENT);
        turn.take();
        assertThat(waiting()).hasSize(1);
        stub.answers(Answer.of(200, "text/plain", TODAY + "\nامروز خاموشی برنامه ریزی شده ای نداریم"));
        again(turn);
        assertThat(waiting()).isEmpty();
        assertThat(home()).isEqualTo(Knowledge.NOT_PLANNED);
    }

    private static String item(String text) {
        String[] lines = text.split("\n");
        StringBuilder item = new StringBuilder(
                "<tr><td><span class='ItemTitle AnnTitle'>" + lines[0] + "</span><div class='AnnDescription'>");
        for (int i = 1; i < lines.length; i++)
            item.append("<p>&nbsp;").append(lines[i]).append("</p>");
        return item.append("</div></td></tr>").toString();
    }

    private static Answer page(String... items) {
        return Answer.of(
                200, "text/html; charset=utf-8", "<!doctype html><table>" + String.join("", items) + "</table>");
    }

    @Test
    void ofAPageEachDayCountsOnceAndThePastNotAtAll() {
        String yesterday = TODAY.replace("دوشنبه", "یکشنبه").replace("۲ آذر", "۱ آذر");
        stub.answers(page(
                item("ثبت نام انشعاب"),
                item(TOMORROW + HOURS.replace("آزمایش", "نخست")),
                item(TODAY + HOURS + REMARK),
                item(TOMORROW + HOURS.replace("آزمایش", "دوم")),
                item(yesterday + HOURS)));
        texts(PlanFormat.ANNOUNCEMENT_PAGE).take();
        assertThat(database.client
                        .sql("SELECT area FROM planned_outage")
                        .query(String.class)
                        .list())
                .containsExactly("خیابان نخست");
        assertThat(waiting()).extracting(FetchedAnnouncements.Waiting::title).containsExactly(TODAY);
        assertThat(states.find(text(PlanFormat.ANNOUNCEMENT_PAGE)).orElseThrow().failure())
                .isNull();
    }

    @Test
    void aPageMadeAnewIsAFailureAndNotADayWithoutAPlan() {
        stub.answers(page(item(TODAY + HOURS)));
        Turn turn = texts(PlanFormat.ANNOUNCEMENT_PAGE);
        turn.take();
        stub.answers(Answer.of(200, "text/html", "<html><body><h3>" + TODAY + "</h3><p>قطعی نداریم</p></body></html>"));
        again(turn);
        assertThat(states.find(text(PlanFormat.ANNOUNCEMENT_PAGE)).orElseThrow().failure())
                .isEqualTo("no-announcement");
        assertThat(windows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body>ورود</body></html> | html",
                "'' | unreadable",
                "فردا خاموشی داریم | unreadable",
                "برنامه خاموشی در روز یکشنبه مورخ ۲ آذر ماه ۱۴۰۵ | unreadable",
                "سلام | unreadable"
            })
    void aTextWithoutItsDayIsAFailure(String body, String failure) {
        stub.answers(Answer.of(200, "text/plain; charset=utf-8", body));
        texts(PlanFormat.ANNOUNCEMENT).take();
        assertThat(states.find(text(PlanFormat.ANNOUNCEMENT)).orElseThrow().failure())
                .isEqualTo(failure);
        assertThat(waiting()).isEmpty();
    }

    private PlanSourceWatch watch(PlanSources sources) {
        return new PlanSourceWatch(sources, database.client, lists, announcements, network, clock);
    }
}
