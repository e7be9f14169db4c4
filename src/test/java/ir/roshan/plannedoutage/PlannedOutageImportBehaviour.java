package ir.roshan.plannedoutage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import ir.roshan.text.RowProblem;
import ir.roshan.text.UnreadableTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/**
 * The same on every database. It is noon in UTC on 1405/09/02, half past three in Tehran.
 *
 * <p>Long because its cases share a network and the lists before, and each list is compared with those.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedOutageImportBehaviour {
    private static final String HEADER = "number,starts_at,ends_at,element,area,reason,cancelled\n";
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId NOT_IN_NETWORK = new BillId("9174639504124");
    private static final AnnouncementScope COMPANY = AnnouncementScope.wholeCompany();
    private static final District DISTRICT = new District(1);
    private static final NetworkElement FEEDER = new NetworkElement(ElementKind.FEEDER, "F-1");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PlannedOutageSettings SETTINGS =
            new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));

    private final TestDatabase database;
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final Network network;
    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;
    private final PlannedOutageImport plannedOutageImport;
    private final List<Set<Long>> changes = new ArrayList<>();
    private Consumer<PlannedOutagesChanged> listener;

    PlannedOutageImportBehaviour() {
        database = TestDatabase.ofTheRun();
        network = new Network(database.client);
        plannedOutages = new PlannedOutages(database.client, network);
        check = new PlannedOutageCheck(plannedOutages, network, SETTINGS, clock);
        plannedOutageImport = onAnotherNode();
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 1), ('F-1', 'FEEDER', 'S-1', 1, 1), ('T-1', 'TRANSFORMER', 'F-1', 1, 1)
                """);
        database.template.update(
                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES ('1234567804423', 1, 'T-1')");
    }

    /** A node has its own lock in memory, so that only the database's is between two. */
    private PlannedOutageImport onAnotherNode() {
        return new PlannedOutageImport(
                database.template,
                network,
                new ImportLock(database.client, database.transactions),
                SETTINGS,
                clock,
                event -> listener.accept((PlannedOutagesChanged) event));
    }

    @BeforeEach
    void nothingIsKnown() {
        database.empty(
                "planned_outage",
                "planned_place_tie",
                "planned_place",
                "plan_coverage",
                "plan_refused_row",
                "plan_announcement");
        clock.reset();
        changes.clear();
        listener = event -> {
            if (!event.ids().isEmpty()) changes.add(event.ids());
        };
    }

    @AfterAll
    void close() {
        database.close();
    }

    private ImportReport csv(String rows) {
        return plannedOutageImport.csv(new StringReader(HEADER + rows), COMPANY);
    }

    private ImportReport publicList(String rows) {
        return plannedOutageImport.csv(
                new StringReader("date,start_time,end_time,region,description,element\n" + rows), COMPANY);
    }

    private ImportReport national(String json, BillId about) {
        try {
            return plannedOutageImport.national(new ObjectMapper().readTree(json), about, COMPANY, null);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String fixture(String name) {
        try (InputStream file =
                Objects.requireNonNull(PlannedOutageImportBehaviour.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<PlannedOutage> known() {
        return database.client
                .sql("SELECT * FROM planned_outage ORDER BY starts_at, ends_at, planned_outage_id")
                .query(PlannedOutages::row)
                .list();
    }

    private PlannedOutage theOnlyOne() {
        assertThat(known()).hasSize(1);
        return known().get(0);
    }

    /** Number, start and end in UTC, and what else matters to the traps. */
    private List<String> intervals() {
        return known().stream()
                .map(outage -> outage.startsAt() + "/" + outage.endsAt())
                .toList();
    }

    private Knowledge knowledgeAt(Instant moment) {
        return check.check(HOME, moment).knowledge();
    }

    // Our own list

    @Test
    void bothWaysOfWritingAMomentAreUnderstood() {
        assertThat(csv("""
                        A-1,2026-11-23T14:30:00.9+03:30,2026-11-23T13:00:00Z,F-1,محله نمونه,سرويس,
                        A-2,1405/09/02 14:30,۱۴۰۵/۰۹/۰۲ ۱۶:۳۰,T-1,,,
                        A-3,2026-11-23 14:30+0330,2026-11-23t24:00:00z,T-1,,,
                        A-4,1405-09-02 14:30,1405/09/02 24:00,T-1,,,
                        """)).isEqualTo(new ImportReport(3, 1, List.of(new RowProblem(4, "date", "ends_at"))));
        assertThat(intervals())
                .containsExactly(
                        "2026-11-23T11:00:00Z/2026-11-23T13:00:00Z",
                        "2026-11-23T11:00:00Z/2026-11-23T13:00:00Z",
                        "2026-11-23T11:00:00Z/2026-11-23T20:30:00Z");
    }

    @Test
    void aRowIsKeptAsItWasAnnounced() {
        csv("۱۲۳,2026-11-23T11:00:00Z,2026-11-23T13:00:00Z,F-1,محله نمونه,سرويس,\n");
        PlannedOutage outage = theOnlyOne();
        assertThat(outage)
                .isEqualTo(new PlannedOutage(
                        outage.id(),
                        "123",
                        Instant.parse("2026-11-23T11:00:00Z"),
                        Instant.parse("2026-11-23T13:00:00Z"),
                        "سرویس",
                        "محله نمونه",
                        FEEDER,
                        false,
                        true,
                        null,
                        WindowKind.OTHER,
                        false,
                        null,
                        null));
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.PLANNED);
    }

    @Test
    void persianHeadersAreUnderstoodInAnyOrder() {
        ImportReport report = plannedOutageImport.csv(
                new StringReader(
                        "\uFEFFلغو شده,علت,محدوده,محل شبکه,پایان,شروع,شماره\r\nبله,سرویس,محله,S-1,1405/09/02 16:30,1405/09/02 14:30,A-1\r\n"),
                COMPANY);
        assertThat(report).isEqualTo(new ImportReport(1, 0, List.of()));
        assertThat(theOnlyOne().element()).isEqualTo(new NetworkElement(ElementKind.SUBSTATION, "S-1"));
        assertThat(theOnlyOne().cancelled()).isTrue();
    }

    @Test
    void aBillIdIsAnAddressEvenOutsideTheNetwork() {
        assertThat(csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,09174639504124,,,\n")
                        .refused())
                .as("fourteen digits")
                .isEqualTo(1);
        assertThat(csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,9174639504124,,,\n")
                        .accepted())
                .isEqualTo(1);
        assertThat(theOnlyOne().element()).isEqualTo(NetworkElement.of(NOT_IN_NETWORK));
        assertThat(check.check(NOT_IN_NETWORK, NOON).knowledge()).isEqualTo(Knowledge.PLANNED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A-2,,2026-11-23T13:00Z,F-1,,,|required|starts_at",
                "A-2,2026-11-23T11:00Z,,F-1,,,|required|ends_at",
                "A-2,2026-11-23T11:00Z,***,F-1,,,|required|ends_at",
                "A-2,2026-11-23T11:00:00,2026-11-23T13:00Z,F-1,,,|offset|starts_at",
                "A-2,2026-11-23T11:00Z,2026-11-23 13:00,F-1,,,|offset|ends_at",
                "A-2,tomorrow,2026-11-23T13:00Z,F-1,,,|date|starts_at",
                "A-2,2026-02-30T11:00Z,2026-11-23T13:00Z,F-1,,,|date|starts_at",
                "A-2,1405-09-02T14:30+03:30,2026-11-23T13:00Z,F-1,,,|date|starts_at",
                "A-2,2026/11/23 14:30,2026-11-23T13:00Z,F-1,,,|date|starts_at",
                "A-2,1404/12/30 14:30,2026-11-23T13:00Z,F-1,,,|impossible-day|starts_at",
                "A-2,1405/09/02 14:30,1405/09/02 25:00,F-1,,,|time|ends_at",
                "A-2,1405/09/02,1405/09/02 15:00,F-1,,,|date|starts_at",
                "A-2,2026-11-23T11:00Z,2026-11-23T11:00:00.9Z,F-1,,,|empty-interval|ends_at",
                "A-2,2026-11-23T11:00Z,2026-11-23T10:00Z,F-1,,,|end-before-start|ends_at",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,F-9,,,|unknown-element|element",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,1234567804422,,,|unknown-element|element",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,,,,|required|area",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,maybe|unknown-value|cancelled",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,a\u202Eb,,|characters|area",
                "A\u00002,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,|characters|number",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,a,b,no,x|columns|''",
                "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,\"a,,|quotes|''",
            })
    void aWrongRowIsRefusedByItselfWithLineAndReason(String row, String code, String field) {
        ImportReport report = csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n" + row
                + "\nA-3,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        assertThat(report).isEqualTo(new ImportReport(2, 1, List.of(new RowProblem(3, code, field))));
        assertThat(known()).extracting(PlannedOutage::number).containsExactly("A-1", "A-3");
    }

    @Test
    void tooLongTextsAreRefused() {
        assertThat(csv("N".repeat(65) + ",2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n"
                                + "A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1," + "ن".repeat(2_001) + ",,\n"
                                + "A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,," + "ن".repeat(501) + ",\n"
                                + "N".repeat(64) + ",2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,"
                                + "ن".repeat(2_000) + "," + "ن".repeat(500) + ",\n")
                        .problems())
                .containsExactly(
                        new RowProblem(2, "too-long", "number"),
                        new RowProblem(3, "too-long", "area"),
                        new RowProblem(4, "too-long", "reason"));
        assertThat(known()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2\n", "number,element\nA-1,F-1\n", "date,description\n1405/09/02,a\n"})
    void aFileThatIsNoSuchTableIsRefusedAsAWhole(String csv) {
        assertThatThrownBy(() -> plannedOutageImport.csv(new StringReader(csv), COMPANY))
                .isInstanceOf(UnreadableTable.class);
    }

    // What is known already

    @Test
    void loadingAListTwiceChangesNothing() {
        String list = """
                A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,محله,سرویس,
                A-1,2026-11-23T15:00Z,2026-11-23T17:00Z,F-1,محله,سرویس,
                A-1,2026-11-23T15:00Z,2026-11-23T17:00Z,T-1,محله,سرویس,
                ,2026-11-23T15:00Z,2026-11-23T17:00Z,,محله,سرویس,
                """;
        csv(list);
        List<PlannedOutage> before = known();
        assertThat(before).hasSize(4);
        assertThat(csv(list)).isEqualTo(new ImportReport(4, 0, List.of()));
        assertThat(known()).isEqualTo(before);
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T15:00Z, 2026-11-23T18:00Z, ''", // ends later
        "2026-11-23T14:00Z, 2026-11-23T17:00Z, ''", // starts earlier
        "2026-11-23T18:00Z, 2026-11-23T20:00Z, no", // postponed
        "2026-11-23T15:00Z, 2026-11-23T17:00Z, true" // cancelled
    })
    void aKnownNumberUpdatesItsOutageAndSaysSo(String startsAt, String endsAt, String cancelled) {
        csv("A-1,2026-11-23T15:00Z,2026-11-23T17:00Z,F-1,محله,سرویس,\n");
        long id = theOnlyOne().id();
        assertThat(csv("A-1,%s,%s,F-1,محله,سرویس,%s\n".formatted(startsAt, endsAt, cancelled))
                        .accepted())
                .isEqualTo(1);
        assertThat(theOnlyOne().id()).isEqualTo(id);
        assertThat(theOnlyOne().cancelled()).isEqualTo(cancelled.equals("true"));
        assertThat(intervals()).containsExactly(startsAt.replace("Z", ":00Z") + "/" + endsAt.replace("Z", ":00Z"));
        assertThat(changes).containsExactly(Set.of(id));
    }

    @Test
    void aListThatRollsFromDayToDayMovesNothing() {
        String today = "P-201,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n";
        String tomorrow = "P-201,2026-11-24T11:00Z,2026-11-24T13:00Z,F-1,,,\n";
        String dayAfter = "P-201,2026-11-25T11:00Z,2026-11-25T13:00Z,F-1,,,\n";
        csv(today + tomorrow);
        csv(tomorrow + dayAfter);
        assertThat(known()).hasSize(3);
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.PLANNED);
        csv(dayAfter); // the only one in its list, and not the only one
        csv("P-201,2026-11-26T11:00Z,2026-11-26T13:00Z,F-1,,,\n");
        assertThat(known()).hasSize(4);
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T11:00Z, 2026-11-23T11:30Z", // has begun
        "2026-11-23T11:00Z, 2026-11-23T15:00Z",
        "2026-11-23T14:00Z, 2026-11-23T17:00Z", // farther than it is from now
        "2026-11-24T08:00Z, 2026-11-25T08:00Z", // the next day's
    })
    void whatIsNotTheSameWindowMovedIsAnother(String before, String after) {
        for (String element : List.of("F-1", "")) {
            nothingIsKnown();
            csv("A-1,%s,2026-11-26T00:00Z,%s,محله,,\n".formatted(before, element));
            csv("A-1,%s,2026-11-26T00:00Z,%s,محله,,\n".formatted(after, element));
            assertThat(known()).hasSize(2);
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void aTextWithoutAnEndIsNotMovedForEver() {
        csv("A-1,2026-11-22T11:00Z,***,,محله,,\n");
        csv("A-1,2026-11-24T11:00Z,***,,محله,,\n");
        assertThat(known()).hasSize(2);
    }

    @Test
    void anOutageThatIsPutBackOnSaysSo() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,1\n");
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.NOT_PLANNED);
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,0\n");
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.PLANNED);
        assertThat(changes).containsExactly(Set.of(theOnlyOne().id()));
    }

    @Test
    void newWordsAreKeptAndWakeNobody() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,محله,سرویس,\n");
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,محله دیگر,سرویس,\n");
        assertThat(theOnlyOne().area()).isEqualTo("محله دیگر");
        assertThat(changes).isEmpty();
    }

    @Test
    void anotherElementUnderTheSameNumberIsAnotherOutage() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        csv("A-1,2026-11-23T11:30Z,2026-11-23T13:00Z,T-1,,,\n");
        assertThat(known()).hasSize(2);
        assertThat(changes).isEmpty();
    }

    @Test
    void ofTwoWindowsUnderOneNumberTheOneThatFitsStaysWhateverTheOrder() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        long id = theOnlyOne().id();
        csv("A-1,2026-11-23T15:00Z,2026-11-23T17:00Z,F-1,,,\nA-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        assertThat(known()).hasSize(2).first().extracting(PlannedOutage::id).isEqualTo(id);
        assertThat(changes).isEmpty();
        csv("A-1,2026-11-23T18:00Z,2026-11-23T19:00Z,F-1,,,\nA-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        assertThat(intervals())
                .containsExactly(
                        "2026-11-23T11:00:00Z/2026-11-23T13:00:00Z",
                        "2026-11-23T15:00:00Z/2026-11-23T17:00:00Z",
                        "2026-11-23T18:00:00Z/2026-11-23T19:00:00Z");
        assertThat(changes).as("the only one left is not the only one").isEmpty();
    }

    @Test
    void anOutageMayMoveAndAnotherTakeItsStart() {
        csv("A-1,2026-11-23T12:00Z,2026-11-23T13:00Z,F-1,,,\n");
        long id = theOnlyOne().id();
        csv("A-1,2026-11-23T12:00Z,2026-11-23T14:00Z,F-1,,,\nA-1,2026-11-23T15:00Z,2026-11-23T16:00Z,F-1,,,\n"
                + "A-1,2026-11-23T15:00Z,2026-11-23T17:00Z,F-1,,,\n");
        assertThat(intervals())
                .as("the later of two rows about one outage counts")
                .containsExactly(
                        "2026-11-23T12:00:00Z/2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z/2026-11-23T17:00:00Z");
        assertThat(changes).containsExactly(Set.of(id));
    }

    @Test
    void whatIsOverIsHistoryAndIsNotMoved() {
        csv("A-1,2026-11-22T05:00Z,2026-11-22T07:00Z,F-1,,,\n");
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        assertThat(known()).hasSize(2);
        assertThat(changes).isEmpty();
    }

    @Test
    void aListenerThatFailsUndoesTheImport() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        List<PlannedOutage> before = known();
        listener = event -> {
            assertThat(theOnlyOne().endsAt()).as("is told after the change").isEqualTo("2026-11-23T14:00:00Z");
            throw new IllegalStateException("cannot follow");
        };
        assertThatThrownBy(() -> csv("A-1,2026-11-23T11:00Z,2026-11-23T14:00Z,F-1,,,\n"))
                .hasMessage("cannot follow");
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void listsAtOnceDoubleNothing() throws Exception {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 700; i++) list.append("A-%d,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n".formatted(i));
        PlannedOutageImport anotherNode = onAnotherNode();
        List<Callable<ImportReport>> imports = List.of(
                () -> csv(list.toString()),
                () -> csv(list.toString()),
                () -> anotherNode.csv(new StringReader(HEADER + list), COMPANY),
                () -> anotherNode.csv(new StringReader(HEADER + list), COMPANY));
        ExecutorService threads = Executors.newFixedThreadPool(imports.size());
        try {
            for (Future<ImportReport> report : threads.invokeAll(imports))
                assertThat(report.get().accepted()).isEqualTo(700);
        } finally {
            threads.shutdownNow();
        }
        assertThat(known()).hasSize(700);
    }

    @Test
    void whoHoldsAnOutageMakesTheImportWait() throws Exception {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        long id = theOnlyOne().id();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ImportReport> report = database.inTransaction().execute(status -> {
                plannedOutages.byIdLocked(id);
                Future<ImportReport> waiting =
                        thread.submit(() -> csv("A-1,2026-11-23T11:00Z,2026-11-23T14:00Z,F-1,,,\n"));
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(java.util.concurrent.TimeoutException.class);
                return waiting;
            });
            assertThat(Objects.requireNonNull(report).get(60, TimeUnit.SECONDS).accepted())
                    .isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
        assertThat(plannedOutages.byId(id).orElseThrow().endsAt()).isEqualTo("2026-11-23T14:00:00Z");
    }

    @Test
    void theDatabaseKnowsAnOutageOnce() {
        csv("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,\n");
        assertThatThrownBy(() -> database.template.update("""
                        INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, reason, area,
                                                    planned, cancelled)
                        SELECT outage_number, element_kind, element_code, starts_at, '', '', FALSE, FALSE
                          FROM planned_outage
                        """)).isInstanceOf(DuplicateKeyException.class);
    }

    // The companies' public lists

    @Test
    void aPublicListIsReadWithAllItsTraps() throws IOException {
        ImportReport report;
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(PlannedOutageImportBehaviour.class.getResourceAsStream("public-list.csv")),
                UTF_8)) {
            report = plannedOutageImport.csv(csv, COMPANY);
        }
        assertThat(report)
                .isEqualTo(new ImportReport(
                        7,
                        5,
                        List.of(
                                new RowProblem(8, "time", "start_time"),
                                new RowProblem(9, "empty-interval", "end_time"),
                                new RowProblem(10, "impossible-day", "date"),
                                new RowProblem(11, "unknown-value", "region"),
                                new RowProblem(12, "required", "area"))));
        assertThat(known())
                .extracting(outage ->
                        outage.startsAt() + "/" + outage.endsAt() + " " + outage.planned() + " " + outage.area())
                .containsExactlyInAnyOrder(
                        "2026-11-23T05:30:00Z/2026-11-23T07:30:00Z true 1- شهرک نمونه، کوچه‌های 1 تا 8",
                        "2026-11-23T05:30:00Z/2026-11-23T07:30:00Z true بلوار کارگر",
                        "2026-11-23T07:05:00Z/null false 30- روستای آزمایشی (نیمه شمالی)",
                        "2026-11-23T12:30:00Z/2026-11-24T11:30:00Z true خیابان بیست و سه ساعت",
                        "2026-11-23T18:30:00Z/2026-11-23T22:30:00Z true خیابان شب",
                        "2026-11-23T18:30:00Z/2026-11-23T20:30:00Z true خیابان نیمه‌شب");
        assertThat(plannedOutages.knownByText(DISTRICT, NOON, false))
                .extracting(PlannedOutage::area)
                .containsExactly("30- روستای آزمایشی (نیمه شمالی)");
    }

    @ParameterizedTest
    @CsvSource({
        "24:00, 02:00, 2026-11-23T20:30:00Z/2026-11-23T22:30:00Z",
        "00:00, 24:00, 2026-11-22T20:30:00Z/2026-11-23T20:30:00Z",
        "23:59, 00:00, 2026-11-23T20:29:00Z/2026-11-23T20:30:00Z",
        "۰۹:۰۰, ۱۱:۰۰, 2026-11-23T05:30:00Z/2026-11-23T07:30:00Z",
        "09:00, -, 2026-11-23T05:30:00Z/null",
        "09:00, نامشخص, 2026-11-23T05:30:00Z/null",
        "09:00, '', 2026-11-23T05:30:00Z/null",
    })
    void timesOfADayAreReadAsPeopleMeanThem(String start, String end, String interval) {
        assertThat(publicList("1405/09/02,%s,%s,,خیابان,\n".formatted(start, end))
                        .problems())
                .isEmpty();
        assertThat(intervals()).containsExactly(interval);
    }

    @ParameterizedTest
    @CsvSource({
        "'1405/09/02,24:00,00:00,,خیابان,', empty-interval, end_time",
        "'1405/09/02,,11:00,,خیابان,', required, start_time",
        "'1405/09/02,***,11:00,,خیابان,', time, start_time",
        "',09:00,11:00,,خیابان,', required, date",
        "'2026-11-23,09:00,11:00,,خیابان,', date, date",
        "'1405/09/02,09:00,***,بابرنامه,خیابان,F-1', required, end_time",
    })
    void impossibleTimesAreRefused(String row, String code, String field) {
        assertThat(publicList(row + "\n").problems()).containsExactly(new RowProblem(2, code, field));
    }

    @Test
    void anUnplannedOneWithAnElementIsAPossibleReasonAndNoAnswer() {
        assertThat(publicList("1405/09/02,15:00,***,بي\u200Cبرنامه,خیابان,F-1\n")
                        .accepted())
                .isEqualTo(1);
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(plannedOutages.unplannedAt(HOME, NOON)).hasSize(1);
    }

    @Test
    void persianHeadersOfPublicListsAreUnderstood() {
        ImportReport report = plannedOutageImport.csv(
                new StringReader(
                        "نوع خاموشی,آدرس,تا ساعت,از ساعت,تاریخ\nبا\u200Cبرنامه,خیابان,11:00,09:00,1405/09/02\n"),
                COMPANY);
        assertThat(report).isEqualTo(new ImportReport(1, 0, List.of()));
        assertThat(theOnlyOne().element()).isNull();
        assertThat(theOnlyOne().number()).matches("list-[0-9a-f]{16}");
    }

    // The national service

    @Test
    void threeTimesTheSameRowIsOneOutage() {
        assertThat(national(fixture("national-same-row-thrice.json"), HOME))
                .isEqualTo(new ImportReport(3, 0, List.of()));
        PlannedOutage outage = theOnlyOne();
        assertThat(outage)
                .isEqualTo(new PlannedOutage(
                        outage.id(),
                        "40210000001",
                        Instant.parse("2026-11-23T05:30:00Z"),
                        Instant.parse("2026-11-23T07:00:00Z"),
                        "مدیریت بار",
                        "فیدرهای نمونه",
                        NetworkElement.of(HOME),
                        false,
                        true,
                        null,
                        WindowKind.LOAD_MANAGEMENT,
                        false,
                        null,
                        null));
    }

    @Test
    void anAnswerIsReadWithAllItsTraps() {
        assertThat(national(fixture("national-traps.json"), HOME))
                .isEqualTo(new ImportReport(
                        6,
                        6,
                        List.of(
                                new RowProblem(3, "time", "outage_start_time"),
                                new RowProblem(5, "empty-interval", "outage_stop_time"),
                                new RowProblem(8, "impossible-day", "outage_date"),
                                new RowProblem(9, "format", ""),
                                new RowProblem(10, "required", "outage_stop_time"),
                                new RowProblem(11, "required", "outage_date"))));
        assertThat(known())
                .extracting(outage -> outage.number().replaceAll("list-.*", "ours") + " " + outage.startsAt() + "/"
                        + outage.endsAt() + " " + outage.planned())
                .containsExactly(
                        "ours 2026-11-23T02:30:00Z/2026-11-23T03:30:00Z true",
                        "218775 2026-11-23T05:30:00Z/2026-11-23T07:30:00Z true",
                        "218775 2026-11-23T09:30:00Z/2026-11-23T11:30:00Z true",
                        "400001111111 2026-11-23T12:30:00Z/2026-11-23T14:30:00Z true",
                        "400000000000001 2026-11-23T18:30:00Z/2026-11-23T20:30:00Z true",
                        "7 2026-11-23T19:30:00Z/2026-11-23T21:30:00Z true");
    }

    @Test
    void anAnswerChangesTheEndOfAKnownOutageAndSaysSo() {
        String row = """
                [{"outage_number": 4.0210000001E10, "outage_date": "1405/09/02", "outage_start_time": "15:00",
                  "outage_stop_time": "%s", "reason_outage": "سرویس"}]
                """;
        national(row.formatted("17:00"), HOME);
        national(row.formatted("18:00"), HOME);
        assertThat(theOnlyOne().number()).isEqualTo("40210000001");
        assertThat(changes).containsExactly(Set.of(theOnlyOne().id()));
        national(row.formatted("18:00"), NOT_IN_NETWORK);
        assertThat(known()).as("about another bill id it is another outage").hasSize(2);
    }

    @Test
    void anotherStartIsAnotherOutageOfTheNationalService() {
        String row = """
                [{"outage_number": 5, "outage_date": "1405/09/02", "outage_start_time": "%s", "outage_stop_time": "20:00"}]
                """;
        national(row.formatted("17:00"), HOME);
        national(row.formatted("18:00"), HOME);
        assertThat(known()).hasSize(2);
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\": 401, \"data\": null}|401",
                "{\"status\": 403, \"message\": \"no\"}|403",
                "{\"status\": \"۵۰۰\", \"data\": [{}]}|500",
                "{\"status\": \"ERROR\", \"data\": []}|0",
                "{\"status\": {}, \"data\": []}|0"
            })
    void aRefusalInsideAnAnswerIsARefusal(String answer, int status) {
        assertThatThrownBy(() -> national(answer, HOME))
                .isInstanceOfSatisfying(
                        NationalServiceRefused.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
        assertThat(check.check(HOME, NOON).asOf()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"rows\": []}", "\"data\"", "null", "7", "{\"status\": 200, \"data\": \"[]\"}", ""})
    void whatIsNoAnswerIsRefusedAsAWhole(String answer) {
        assertThatThrownBy(() -> national(answer, HOME)).isInstanceOf(UnreadableTable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"status\": 200, \"data\": []}",
                "{\"status\": 200, \"data\": null}",
                "{\"status\": \"200\"}"
            })
    void anEmptyAnswerMayBeAGapAndMakesNothingCurrent(String answer) {
        assertThat(national(answer, HOME)).isEqualTo(new ImportReport(0, 0, List.of()));
        assertThat(check.check(HOME, NOON).asOf()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'outage_number': 1E999|''",
                "'outage_number': 1.5|''",
                "'outage_number': [1]|format",
                "'is_planned': 'perhaps'|unknown-value",
                "'reason_outage': 'a\\u0000b'|characters",
                "'outage_stop_time': 1700|time",
            })
    void strangeValuesAreRefusedOrKeptAsText(String member, String code) {
        ImportReport report = national("""
                {"status": 200, "data": {"outage_date": "1405/09/02", "outage_start_time": "15:00",
                                         "outage_stop_time": "17:00", %s}}
                """.formatted(member.replace('\'', '"')), HOME);
        if (code.isEmpty()) assertThat(report.accepted()).isEqualTo(1);
        else assertThat(report.problems()).extracting(RowProblem::code).containsExactly(code);
    }

    @Test
    void withoutTheBillIdThatWasAskedRowsAreKnownByTextAlone() {
        assertThat(national(fixture("national-same-row-thrice.json"), null).accepted())
                .isEqualTo(3);
        assertThat(theOnlyOne().element()).isNull();
        assertThat(check.check(HOME, NOON).asOf()).isEmpty();
    }

    // How current the data is

    @Test
    void aListSpeaksForTheDaysOfItsRowsAndForNoOthers() {
        csv("");
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.UNKNOWN);
        csv("A-2,2026-11-24T11:00Z,2026-11-24T13:00Z,F-9x,,,\nA-2,2026-11-24T11:00Z,2026-11-24T13:00Z,S-1,,,\n");
        assertThat(check.check(HOME, NOON).reason()).as("tomorrow's list").contains(UnknownReason.OUT_OF_DATE);
        csv("A-3,2026-11-23T03:00Z,2026-11-23T04:00Z,F-1,,,\n");
        assertThat(check.check(HOME, NOON))
                .isEqualTo(new PlannedOutageCheck.Answer(
                        Knowledge.NOT_PLANNED,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.of(NOON)));
        clock.shift(Duration.ofHours(25));
        assertThat(knowledgeAt(clock.instant())).isEqualTo(Knowledge.UNKNOWN);
    }

    @Test
    void anAnswerAboutOneBillIdMakesThatOneCurrent() {
        national("""
                [{"outage_number": 5, "outage_date": "1405/09/02", "outage_start_time": "09:00", "outage_stop_time": "11:00"}]
                """, HOME);
        assertThat(knowledgeAt(NOON)).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(check.check(null, NOON).asOf()).isEmpty();
        assertThat(check.check(NOT_IN_NETWORK, NOON).asOf()).isEmpty();
    }
}
