package ir.roshan.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.DatabaseSearch;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whoever works on an outage is told where it is, also where an address is all that is known: on the card, at the head of the form,
 * to the crew, and in Cockpit as much as a list may say. What is announced is a possible reason in its own street alone.
 */
class PlaceForWorkBehaviour extends RoshanServer {
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";

    @Autowired
    private DataSource dataSource;

    /** In no other test's words. */
    private final String mark = Long.toString(System.nanoTime());

    /** In letters, since a number behind a street's name is a house. */
    private final String name = "یاقوت"
            + mark.chars()
                    .mapToObj(digit -> "ابپتجحدرسش".substring(digit - '0', digit - '0' + 1))
                    .collect(joining());

    private final String street = "خیابان " + name;
    private final String address = "قم، " + street + "، کوچهٔ ۳، پلاک ۸، زنگ سوم";

    @BeforeEach
    void nothingOfOtherTestsIsAnnouncedInWords() {
        plannedOutageDataIsFresh();
    }

    private String report(String members) {
        return awaitOutage(post("/api/v1/requests")
                .json("{\"mobile\": \"%s\", %s}".formatted(anotherMobile(), members))
                .send(201)
                .at("/trackingCode"));
    }

    private String reportByAddress() {
        return report("\"address\": \"%s\", \"district\": 1, \"hazard\": \"WIRE_DOWN\"".formatted(address));
    }

    private JsonNode cards(String outage, String account) {
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .singleResult()
                .getId();
        return get("/api/v1/operations/tasks")
                .with("id", task)
                .as(account)
                .send(200)
                .json()
                .path("tasks");
    }

    private Call.Answer dossier(String outage) {
        return get(OUTAGE, outage).as("dispatcher-1").send(200);
    }

    /** As it is stored, and so as everybody is shown it. */
    private String stored() {
        return jdbc.sql("SELECT address FROM restoration_request WHERE address LIKE :mark")
                .param("mark", "%" + name + "%")
                .query(String.class)
                .list()
                .get(0);
    }

    private long looks(String outage, String account) {
        return count("audit_entry WHERE deed = 'OUTAGE_SHOWN' AND subject = '%s' AND account = '%s'"
                .formatted(outage, account));
    }

    @Test
    void anAddressThatIsAllWeKnowStandsOnTheCardOfItsOwnDistrict() {
        String outage = reportByAddress();
        JsonNode card = cards(outage, "dispatcher-1").get(0);
        assertThat(card.at("/where/words/0").asText()).isEqualTo(stored());
        assertThat(card.at("/where/reported").asBoolean()).isTrue();
        assertThat(card.has("element")).isFalse();
        assertThat(cards(outage, "dispatcher-2")).isEmpty();
    }

    /** The card stands on the screen all day and is asked for each second. */
    @Test
    void whoIsShownAnAddressByACardIsWrittenDownOnce() {
        String outage = reportByAddress();
        for (int look = 0; look < 3; look++) cards(outage, "dispatcher-1");
        cards(outage, "dispatcher-2");
        assertThat(looks(outage, "dispatcher-1")).isEqualTo(1);
        assertThat(looks(outage, "dispatcher-2")).isZero();
        cards(outage, "manager");
        assertThat(looks(outage, "manager")).isEqualTo(1);
    }

    @Test
    void theHeadOfTheFormHasTheAddress() {
        Call.Answer shown = dossier(reportByAddress());
        assertThat(shown.at("/where/words/0")).isEqualTo(stored());
        assertThat(shown.at("/where/reported")).isEqualTo("true");
    }

    @Test
    void theCrewIsToldTheAddress() {
        String crew = "اکیپ " + mark;
        put("/api/v1/operations/crews")
                .as("manager")
                .csv("name,district,mobile\n%s,1,0912%s".formatted(crew, mark.substring(mark.length() - 7)))
                .send(200);
        String outage = reportByAddress();
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        crew,
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        assertThat(jdbc.sql("SELECT text FROM subscriber_message WHERE kind = 'CREW_ORDER' AND text LIKE :mark")
                        .param("mark", "%" + name + "%")
                        .query(String.class)
                        .single())
                .contains("نشانی: ", "زنگ سوم");
    }

    /** Managers' first page is no file of somebody: the street says where it is, the file has the rest and the look is written down. */
    @Test
    void cockpitsListHasTheStreetAndNobodysHouse() {
        // Ten are shown, and other tests have reported dangers as well.
        jdbc.sql("UPDATE outage SET hazard = 'NONE', priority = 'NORMAL' WHERE closed_at IS NULL")
                .update();
        String outage = reportByAddress();
        Call.Answer board =
                get("/api/v1/operations/reports/dashboard").as("manager").send(200);
        JsonNode row = StreamSupport.stream(board.json().path("urgentOutages").spliterator(), false)
                .filter(one -> one.path("number").asText().equals(outage))
                .findFirst()
                .orElseThrow();
        assertThat(row.path("street").asText()).contains(name).doesNotContain("پلاک", "کوچه");
        assertThat(board.body()).doesNotContain("زنگ سوم");
    }

    @Test
    void noProcessVariableAndNothingElseOfTheEngineHasTheAddress() throws SQLException {
        String outage = reportByAddress();
        cards(outage, "dispatcher-1");
        dossier(outage);
        assertThat(DatabaseSearch.tablesWith(dataSource, List.of(name)))
                .contains("restoration_request")
                .noneMatch(table -> table.startsWith("act_"))
                .doesNotContain("audit_entry", "outage", "outage_event");
    }

    @Test
    void aPlaceOfTheNetworkGoesByItsStreetAndAWideOneByItsStreets() {
        String transformer = "PW-" + mark.substring(mark.length() - 6);
        String[] rows = new String[6];
        for (int i = 0; i < rows.length; i++)
            rows[i] = "%s,1,%s-S,%s-F,%s,\"قم، %s، کوچهٔ %d، پلاک %d\",,,"
                    .formatted(billId(i), transformer, transformer, transformer, street, i + 1, i + 1);
        importServicePoints(rows).send(200);
        String outage = report("\"billId\": \"%s\"".formatted(billId(0)));
        JsonNode card = cards(outage, "dispatcher-1").get(0);
        assertThat(card.at("/where/words/0").asText()).contains(name).doesNotContain("پلاک", "کوچه");
        assertThat(card.at("/where/reported").asBoolean()).isFalse();
        assertThat(looks(outage, "dispatcher-1")).as("nobody's house was shown").isZero();
        assertThat(dossier(outage).at("/where/words/0")).contains(name, "پلاک");
        post(OUTAGE + "/placement", outage)
                .as("dispatcher-1")
                .json("{\"networkElement\": \"%s\"}".formatted(transformer))
                .send(200);
        assertThat(cards(outage, "dispatcher-1").get(0).at("/where/words/0").asText())
                .contains(name);
    }

    private String billId(int house) {
        return BillId.of(Integer.parseInt(mark.substring(mark.length() - 5)) * 10 + 5_000_000 + house, 44)
                .value();
    }

    @Test
    void anAnnouncementInWordsIsAPossibleReasonInItsOwnStreetAlone() {
        String outage = reportByAddress();
        importPlannedOutages(inWords("here", street + " از پل تا میدان"), inWords("there", "خیابان مرجان" + mark))
                .send(200);
        Call.Answer shown = dossier(outage);
        assertThat(numbers(shown, "possiblePlannedOutages")).containsExactly("here" + mark);
        assertThat(numbers(shown, "plannedOutagesOfDistrict")).isEmpty();
    }

    @Test
    void whereNothingSaysInWhichStreetItIsTheDistrictsAreBeside() {
        String outage = report("\"billId\": \"%s\", \"district\": 1".formatted(unknownBillId()));
        importPlannedOutages(inWords("there", "خیابان مرجان" + mark)).send(200);
        Call.Answer shown = dossier(outage);
        assertThat(numbers(shown, "possiblePlannedOutages")).isEmpty();
        assertThat(numbers(shown, "plannedOutagesOfDistrict")).containsExactly("there" + mark);
    }

    /** A tie says where the words are: then they are here, or they are elsewhere. */
    @Test
    void wordsThatAreTiedElsewhereAreNoReasonHere() {
        Place elsewhere = place(1);
        importPlannedOutages(inWords("tied", street)).send(200);
        long id = jdbc.sql("SELECT place_id FROM planned_place WHERE words LIKE :mark")
                .param("mark", "%" + name + "%")
                .query(Long.class)
                .single();
        put("/api/v1/operations/planned-places/{id}", Long.toString(id))
                .as("admin")
                .json("{\"elements\": [\"%s\"]}".formatted(elsewhere.feeder()))
                .send(200);
        Place here = place(1);
        String ofNetwork = report("\"billId\": \"%s\", \"address\": \"%s\"".formatted(here.billId(), address));
        assertThat(numbers(dossier(ofNetwork), "possiblePlannedOutages")).isEmpty();
        assertThat(numbers(dossier(reportByAddress()), "possiblePlannedOutages"))
                .containsExactly("tied" + mark);
    }

    private String inWords(String number, String area) {
        return "%s%s,%s,%s,,%s,تعمیرات,".formatted(number, mark, minutesFromNow(-20), minutesFromNow(60), area);
    }

    private static List<String> numbers(Call.Answer dossier, String member) {
        return dossier.json().path(member).findValuesAsText("number");
    }
}
