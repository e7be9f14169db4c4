package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.PlannedOutageCheck.Answer;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

/** The same on every database. Rows are put in by hand here, so that a fault of an import cannot hide one of the check. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedOutageCheckBehaviour {
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId NEIGHBOUR = new BillId("9876543204426");
    private static final BillId NOT_IN_NETWORK = new BillId("9174639504124");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestDatabase database;
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;

    PlannedOutageCheckBehaviour() {
        database = TestDatabase.ofTheRun();
        Network network = new Network(database.client);
        plannedOutages = new PlannedOutages(database.client, network);
        check = new PlannedOutageCheck(
                plannedOutages,
                network,
                new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24)),
                clock);
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 2), ('F-1', 'FEEDER', 'S-1', 1, 2), ('T-1', 'TRANSFORMER', 'F-1', 1, 1),
                    ('T-2', 'TRANSFORMER', 'F-1', 1, 1)
                """);
        database.template.update("""
                INSERT INTO service_point (bill_id, district, transformer_code)
                VALUES ('1234567804423', 1, 'T-1'), ('9876543204426', 1, 'T-2')
                """);
    }

    @BeforeEach
    void nothingIsKnown() {
        database.empty("planned_outage", "plan_coverage", "plan_refused_row", "plan_announcement");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void arrived(String about, Instant at) {
        new Announcements(database.client)
                .arrived(
                        AnnouncementSource.COMPANY_LIST,
                        at,
                        null,
                        "",
                        List.of(about),
                        List.of(new Interval(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)))),
                        List.of());
    }

    private long known(String kind, String code, String from, String to, boolean planned, boolean cancelled) {
        database.client
                .sql("""
                        INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at,
                                                    reason, area, planned, cancelled)
                        VALUES (:number, :kind, :code, :from, :to, 'سرویس', 'محله نمونه', :planned, :cancelled)
                        """)
                .param("number", from + to)
                .param("kind", kind)
                .param("code", code)
                .param("from", Instant.parse(from).atOffset(ZoneOffset.UTC))
                .param("to", to == null ? null : Instant.parse(to).atOffset(ZoneOffset.UTC))
                .param("planned", planned)
                .param("cancelled", cancelled)
                .update();
        return database.client
                .sql("SELECT max(planned_outage_id) FROM planned_outage")
                .query(Long.class)
                .single();
    }

    private long planned(String kind, String code, String from, String to) {
        return known(kind, code, from, to, true, false);
    }

    @Test
    void withoutAnyDataNothingIsKnown() {
        assertThat(check.check(HOME, NOON))
                .isEqualTo(new Answer(
                        Knowledge.UNKNOWN, Optional.empty(), Optional.of(UnknownReason.OUT_OF_DATE), Optional.empty()));
    }

    @Test
    void freshDataWithoutAnOutageSaysNotPlanned() {
        arrived("", NOON.minusSeconds(60));
        assertThat(check.check(HOME, NOON))
                .isEqualTo(new Answer(
                        Knowledge.NOT_PLANNED, Optional.empty(), Optional.empty(), Optional.of(NOON.minusSeconds(60))));
    }

    @ParameterizedTest
    @CsvSource({"PT24H, NOT_PLANNED", "PT24H0.001S, UNKNOWN", "P30D, UNKNOWN"})
    void dataOlderThanItsMaxAgeCannotSayNotPlanned(Duration age, Knowledge knowledge) {
        arrived("", NOON.minus(age));
        assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(knowledge);
    }

    @Test
    void dataAboutOneBillIdIsFreshForThatOneOnly() {
        arrived("", NOON.minus(Duration.ofDays(3)));
        arrived(HOME.value(), NOON.minusSeconds(60));
        assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(check.check(NEIGHBOUR, NOON).knowledge()).isEqualTo(Knowledge.UNKNOWN);
        assertThat(check.check(NEIGHBOUR, NOON).asOf()).contains(NOON.minus(Duration.ofDays(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_POINT, 1234567804423, PLANNED",
        "TRANSFORMER, T-1, PLANNED",
        "FEEDER, F-1, PLANNED",
        "SUBSTATION, S-1, PLANNED",
        "TRANSFORMER, T-2, NOT_PLANNED",
        "SERVICE_POINT, 9876543204426, NOT_PLANNED",
        "FEEDER, T-1, NOT_PLANNED", // a code counts together with its kind
        "NONE, '', UNKNOWN", // the words may mean this very place
    })
    void anOutageAtTheLocationOrAnywhereAboveItIsFound(String kind, String code, Knowledge knowledge) {
        arrived("", NOON);
        planned(kind, code, "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(knowledge);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:59:59Z, NOT_PLANNED",
        "2026-11-23T11:00:00Z, PLANNED",
        "2026-11-23T12:59:59Z, PLANNED",
        "2026-11-23T13:00:00Z, NOT_PLANNED"
    })
    void theIntervalIsHalfOpen(Instant at, Knowledge knowledge) {
        arrived("", NOON);
        planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(check.check(HOME, at).knowledge()).isEqualTo(knowledge);
    }

    @Test
    void ofSeveralTheOneThatEndsLastIsTheAnswer() {
        planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        long last = planned("TRANSFORMER", "T-1", "2026-11-23T11:30:00Z", "2026-11-23T14:00:00Z");
        planned("SERVICE_POINT", HOME.value(), "2026-11-23T11:00:00Z", "2026-11-23T12:30:00Z");
        PlannedInterruption whole = check.check(HOME, NOON).interruption().orElseThrow();
        assertThat(whole.windowAt(NOON).id()).isEqualTo(last);
        assertThat(whole.endsAt()).isEqualTo("2026-11-23T14:00:00Z");
    }

    @Test
    void aKnownOutageCountsHoweverOldTheDataIs() {
        arrived("", NOON.minus(Duration.ofDays(30)));
        planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(Knowledge.PLANNED);
    }

    @Test
    void cancelledAndUnplannedOnesAreNoAnswer() {
        arrived("", NOON);
        known("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z", true, true);
        known("TRANSFORMER", "T-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z", false, false);
        known("SUBSTATION", "S-1", "2026-11-23T11:00:00Z", null, false, false);
        assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(check.outlook(HOME, NOON, NOON.plusSeconds(60)).windows()).isEmpty();
        assertThat(plannedOutages.unplannedAt(HOME, NOON))
                .extracting(outage -> outage.element().code())
                .containsExactly("T-1", "S-1");
    }

    @Test
    void aBillIdOutsideTheNetworkIsKnownOnlyByItsOwnOutage() {
        arrived("", NOON);
        assertThat(check.check(NOT_IN_NETWORK, NOON).knowledge()).isEqualTo(Knowledge.UNKNOWN);
        planned("SERVICE_POINT", NOT_IN_NETWORK.value(), "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(check.check(NOT_IN_NETWORK, NOON).knowledge()).isEqualTo(Knowledge.PLANNED);
    }

    @Test
    void withoutABillIdNothingIsKnown() {
        arrived("", NOON);
        planned("NONE", "", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(check.check(null, NOON))
                .isEqualTo(new Answer(
                        Knowledge.UNKNOWN,
                        Optional.empty(),
                        Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK),
                        Optional.of(NOON)));
    }

    @Test
    void theOutagesOfAPeriodAreThoseThatOverlapIt() {
        long before = planned("FEEDER", "F-1", "2026-11-23T08:00:00Z", "2026-11-23T12:00:00Z");
        long into = planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        long last = planned("TRANSFORMER", "T-1", "2026-11-23T17:59:00Z", "2026-11-23T19:00:00Z");
        long after = planned("TRANSFORMER", "T-1", "2026-11-23T18:00:00Z", "2026-11-23T19:00:00Z");
        assertThat(check.outlook(HOME, NOON, NOON.plus(Duration.ofHours(6))).windows())
                .extracting(PlannedOutage::id)
                .containsExactly(into, last)
                .doesNotContain(before, after);
    }

    @Test
    void whatIsKnownByTextAloneIsShownWhileItLasts() {
        long now = planned("NONE", "", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        long endUnknown = known("NONE", "", "2026-11-23T09:00:00Z", null, false, false);
        known("NONE", "", "2026-11-22T11:00:00Z", null, false, false);
        known("NONE", "", "2026-11-23T11:01:00Z", "2026-11-23T13:00:00Z", true, true);
        planned("NONE", "", "2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
        planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        assertThat(plannedOutages.knownByText(new District(1), NOON, false))
                .extracting(PlannedOutage::id)
                .containsExactly(endUnknown, now);
    }

    @Test
    void oneIsFoundByItsId() {
        long id = planned("FEEDER", "F-1", "2026-11-23T11:00:00Z", "2026-11-23T13:00:00Z");
        PlannedOutage expected = new PlannedOutage(
                id,
                "2026-11-23T11:00:00Z2026-11-23T13:00:00Z",
                Instant.parse("2026-11-23T11:00:00Z"),
                Instant.parse("2026-11-23T13:00:00Z"),
                "سرویس",
                "محله نمونه",
                new NetworkElement(ElementKind.FEEDER, "F-1"),
                false,
                true,
                null,
                WindowKind.OTHER,
                false,
                null,
                null);
        assertThat(plannedOutages.byId(id)).contains(expected);
        assertThat(database.inTransaction().<Optional<PlannedOutage>>execute(status -> plannedOutages.byIdLocked(id)))
                .contains(expected);
        assertThat(plannedOutages.byId(id + 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FEEDER, F-1, 2026-11-23T13:00:00Z, 2026-11-23T13:00:00Z, ck_planned_outage_interval",
        "FEEDER, F-1, 2026-11-23T13:00:00Z, , ck_planned_outage_ends_at",
        "FEEDER, '', 2026-11-23T11:00:00Z, 2026-11-23T13:00:00Z, ck_planned_outage_element_code",
        "NONE, F-1, 2026-11-23T11:00:00Z, 2026-11-23T13:00:00Z, ck_planned_outage_element_code",
        "CABLE, F-1, 2026-11-23T11:00:00Z, 2026-11-23T13:00:00Z, ck_planned_outage_element_kind",
    })
    void theDatabaseRefusesWhatTheRecordRefuses(String kind, String code, String from, String to, String constraint) {
        assertThatThrownBy(() -> planned(kind, code, from, to))
                .isInstanceOf(DataIntegrityViolationException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase(constraint));
    }
}
