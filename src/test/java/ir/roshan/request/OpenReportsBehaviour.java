package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.agreement.Company;
import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.testing.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which reports say once more what an open request says (A3.1). */
class OpenReportsBehaviour extends Room {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BILL_ID = "1234567804423";
    private static final String MOBILE = "09161234567";
    private static final String ADDRESS = "قم، خیابان صفائیه، کوچهٔ ۱۲، پلاک ۳";

    private final Requests requests = new Requests(jdbc);
    private final OpenReports open = new OpenReports(requests, new Company("x", 44, 1));

    private int registered;

    private static NewRequest report(String billId, String address, Integer district, String mobile) {
        return report(billId, address, district, mobile, Hazard.NONE, false);
    }

    private static NewRequest report(Hazard hazard, boolean lifeSupport) {
        return report(BILL_ID, null, null, MOBILE, hazard, lifeSupport);
    }

    private static NewRequest report(
            String billId, String address, Integer district, String mobile, Hazard hazard, boolean lifeSupport) {
        return new RequestDraft(
                        billId,
                        address,
                        district,
                        mobile,
                        null,
                        null,
                        hazard.name(),
                        lifeSupport,
                        null,
                        null,
                        null,
                        null,
                        null)
                .toNewRequest(Channel.WEBSITE, null, NOW, List.of());
    }

    /** As the process does it, where it was not made already. */
    private TrackingCode registered(NewRequest report) {
        TrackingCode code = TrackingCode.of(++registered);
        requests.add(
                code,
                "workflow-" + registered,
                report,
                open.placeKeyOf(report),
                report.district() == null ? new District(1) : report.district(),
                "",
                Priority.NORMAL,
                Knowledge.UNKNOWN,
                NOW,
                NOW.plusSeconds(3_600));
        return code;
    }

    private RequestId idOf(TrackingCode code) {
        return requests.get(code).id();
    }

    private TrackingCode registeredAtHome() {
        return registered(report(BILL_ID, null, null, MOBILE));
    }

    @ParameterizedTest
    @CsvSource({
        "1234567804423, 09161234567",
        "۱۲۳۴۵۶۷۸۰۴۴۲۳, ۰۹۱۶۱۲۳۴۵۶۷",
        "12345678-04423, +98 9161234567",
        "1234567804423, 00989161234567"
    })
    void spellingMakesNoOtherReport(String billId, String mobile) {
        TrackingCode code = registeredAtHome();
        assertThat(open.alreadyMade(report(billId, null, null, mobile))).contains(code);
        assertThat(open.alreadyMade(report(billId, "قم، کوچهٔ ۳", 2, mobile)))
                .as("a bill id says all of the place")
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ADDRESS,
                "قم، خيابان صفائيه، کوچهٔ ١٢، پلاك 3",
                "  قم  خیابان صفائیه - کوچه 12 پلاک 3. ",
                "قم،خیابان صفائیه،کوچهٔ ۱۲،پلاک ۳"
            })
    void anAddressIsTheSameInEverySpelling(String spelled) {
        TrackingCode code = registered(report(null, ADDRESS, null, MOBILE));
        assertThat(open.alreadyMade(report(null, spelled, null, MOBILE))).contains(code);
        assertThat(open.alreadyMade(report(null, spelled, 1, MOBILE)))
                .as("the district that answers where none is named")
                .contains(code);
    }

    @Test
    void anotherPlaceOrNumberIsAnotherReport() {
        registered(report(null, ADDRESS, null, MOBILE));
        assertThat(open.alreadyMade(report(null, "قم، خیابان صفائیه، کوچهٔ ۱، پلاک ۲۳", null, MOBILE)))
                .isEmpty();
        assertThat(open.alreadyMade(report(null, ADDRESS, 2, MOBILE))).isEmpty();
        assertThat(open.alreadyMade(report(null, ADDRESS, null, "09157654321"))).isEmpty();
        registeredAtHome();
        assertThat(open.alreadyMade(report("9876543204426", null, null, MOBILE)))
                .isEmpty();
        assertThat(open.alreadyMade(report(BILL_ID, null, null, "09157654321"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WIRE_DOWN, false", "SPARKING, false", "FIRE_OR_SMOKE, true", "NONE, true"})
    void aNewDangerIsNeverSwallowed(Hazard hazard, boolean lifeSupport) {
        registeredAtHome();
        NewRequest danger = report(hazard, lifeSupport);
        assertThat(open.alreadyMade(danger)).isEmpty();
        TrackingCode second = registered(danger);
        assertThat(open.alreadyMade(danger)).contains(second);
        assertThat(open.alreadyMade(report(Hazard.ELECTRIC_SHOCK, false))).isEmpty();
        assertThat(open.alreadyMade(report(Hazard.NONE, false))).isPresent();
    }

    @Test
    void whatIsKnownAsDangerousIsNoNewsAsHarmless() {
        TrackingCode code = registered(report(Hazard.WIRE_DOWN, true));
        assertThat(open.alreadyMade(report(Hazard.NONE, false))).contains(code);
        assertThat(open.alreadyMade(report(Hazard.WIRE_DOWN, false))).contains(code);
        assertThat(open.alreadyMade(report(Hazard.NONE, true))).contains(code);
    }

    /** As the version before has left them. */
    @Test
    void whereSeveralAreOpenTheNewestAnswers() {
        registeredAtHome();
        TrackingCode newer = registeredAtHome();
        assertThat(open.alreadyMade(report(Hazard.NONE, false))).contains(newer);
        TrackingCode danger = registered(report(Hazard.SPARKING, false));
        registeredAtHome();
        assertThat(open.alreadyMade(report(Hazard.SPARKING, false)))
                .as("the one that names the danger")
                .contains(danger);
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void whoHasAResultOrHasWithdrawnReportsAnew(RequestState state) {
        TrackingCode code = registeredAtHome();
        RequestId id = idOf(code);
        switch (state) {
            case CHECKING -> {}
            case IN_PLANNED_OUTAGE -> requests.planned(id, null, NOW, false, false, NOW);
            case ANNOUNCED -> requests.announced(List.of(id), true, true);
            case CLOSED -> requests.closed(id, NOW);
            case WITHDRAWN -> requests.withdrawn(id, NOW);
        }
        boolean waits = state == RequestState.CHECKING || state == RequestState.IN_PLANNED_OUTAGE;
        assertThat(open.alreadyMade(report(Hazard.NONE, false)))
                .isEqualTo(waits ? Optional.of(code) : Optional.empty());
        requests.backToChecking(id, Priority.HIGH);
        assertThat(open.alreadyMade(report(Hazard.NONE, false)))
                .as("after an objection it is the same again")
                .contains(code);
    }
}
