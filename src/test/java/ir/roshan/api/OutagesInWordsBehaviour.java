package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open outages by the names that people know, and nobody's address among them (A3.3, A4.3). */
class OutagesInWordsBehaviour extends RoshanServer {
    private static final String NAMES = "/api/v1/operations/element-names";
    private static final AtomicInteger GRIDS = new AtomicInteger();

    /** A feeder of two transformers: six houses in one street below the first, five and four in two below the second. */
    private final class Streets {
        private final String feeder = "WF-" + GRIDS.incrementAndGet();
        private final List<String> rows = new ArrayList<>();

        Streets() {
            houses("-T1", "خیابان یاس", 6);
            houses("-T2", "بلوار نرگس", 5);
            houses("-T2", "خیابان مریم", 4);
            importServicePoints(rows.toArray(String[]::new)).send(200);
        }

        private void houses(String transformer, String street, int many) {
            for (int house = 1; house <= many; house++) {
                rows.add("%s,1,%s,%s,%s,\"قم، %s، کوچهٔ %d، پلاک %d\",,,"
                        .formatted(
                                BillId.of(700_000 + GRIDS.get() * 100 + rows.size(), 44)
                                        .value(),
                                feeder.replace("WF", "WS"),
                                feeder,
                                feeder + transformer,
                                street,
                                house,
                                house));
            }
        }

        String billId(int row) {
            return rows.get(row).split(",")[0];
        }

        /** An outage that a dispatcher has placed there. */
        String outageAt(String element) {
            String code = post("/api/v1/requests")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId(0), anotherMobile()))
                    .send(201)
                    .at("/trackingCode");
            String outage = awaitOutage(code);
            post("/api/v1/operations/outages/{number}/placement", outage)
                    .as("dispatcher-1")
                    .json("{\"networkElement\": \"%s\"}".formatted(element))
                    .send(200);
            return outage;
        }
    }

    private List<String> places(String outage) {
        JsonNode outages = get("/api/v1/outages").send(200).json().path("outages");
        JsonNode one = StreamSupport.stream(outages.spliterator(), false)
                .filter(each -> each.path("number").asText().equals(outage))
                .findFirst()
                .orElseThrow();
        List<String> places = new ArrayList<>();
        one.path("places").forEach(place -> places.add(place.asText()));
        return places;
    }

    /** As an announcement has named the place, and a person has tied it. */
    private void tied(String kind, String code, String words) {
        jdbc.sql("""
                INSERT INTO planned_place (words, words_key, last_came_at, times_came)
                VALUES (:words, :words, CURRENT_TIMESTAMP, 1)
                """).param("words", words).update();
        jdbc.sql("""
                INSERT INTO planned_place_tie (place_id, element_kind, element_code, tied_by, tied_at)
                SELECT place_id, :kind, :code, 'dispatcher-1', CURRENT_TIMESTAMP FROM planned_place WHERE words = :words
                """)
                .param("kind", kind)
                .param("code", code)
                .param("words", words)
                .update();
    }

    private Call names(String... rows) {
        return put(NAMES).as("admin").csv("element,name\n" + String.join("\n", rows));
    }

    @Test
    void streetsAreNamedWhereFiveServicePointsOfThemAreWithoutSupply() {
        Streets streets = new Streets();
        String outage = streets.outageAt(streets.feeder);

        assertThat(places(outage)).containsExactly("خیابان یاس", "بلوار نرگس");
    }

    @Test
    void theCompanysNameAndThePlansWordsComeFirst() {
        Streets streets = new Streets();
        String transformer = streets.feeder + "-T1";
        tied("TRANSFORMER", transformer, "محله گلستان " + streets.feeder);
        names(transformer + ",شهرك ياسمن").send(200);

        assertThat(places(streets.outageAt(transformer)))
                .containsExactly("شهرک یاسمن", "محله گلستان " + streets.feeder, "خیابان یاس");
    }

    @Test
    void whatHasSupplyAgainIsNotNamed() {
        Streets streets = new Streets();
        String outage = streets.outageAt(streets.feeder);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));

        post("/api/v1/operations/outages/{number}/partial-restoration", outage)
                .as("dispatcher-1")
                .json("{\"networkElements\": [\"%s-T1\"], \"restoredAt\": \"%s\"}"
                        .formatted(streets.feeder, clock.instant()))
                .send(200);

        assertThat(places(outage)).containsExactly("بلوار نرگس");
    }

    /** Two of five houses of the boulevard are back, each by its own bill id. */
    @Test
    void aStreetOfWhichTooFewAreStillWithoutSupplyIsNotNamed() {
        Streets streets = new Streets();
        String outage = streets.outageAt(streets.feeder);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));

        post("/api/v1/operations/outages/{number}/partial-restoration", outage)
                .as("dispatcher-1")
                .json("{\"networkElements\": [\"%s\", \"%s\"], \"restoredAt\": \"%s\"}"
                        .formatted(streets.billId(6), streets.billId(7), clock.instant()))
                .send(200);

        assertThat(places(outage)).containsExactly("خیابان یاس");
    }

    /** A well with a post of its own, which the company's plan calls by its owner. */
    @Test
    void neitherNameNorWordsAreToldOfAnElementThatFeedsFewerThanFive() {
        Place well = place(1);
        tied("TRANSFORMER", well.transformer(), "چاه " + well.transformer());
        names(well.transformer() + ",چاه آقای فرضی").send(200);
        String outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(well.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        post("/api/v1/operations/outages/{number}/placement", outage)
                .as("dispatcher-1")
                .json("{\"networkElement\": \"%s\"}".formatted(well.transformer()))
                .send(200);

        assertThat(places(outage)).isEmpty();
    }

    @Test
    void ofASingleServicePointNoMoreIsNamedThanItsStreetIfItHasNeighboursThere() {
        Streets streets = new Streets();
        tied("SERVICE_POINT", streets.billId(1), "خانه ای در " + streets.feeder);

        assertThat(places(streets.outageAt(streets.billId(1)))).containsExactly("خیابان یاس");
        assertThat(places(new Streets().outageAt(streets.billId(12)))).isEmpty();
    }

    @Test
    void streetsFollowTheNextImport() {
        Streets streets = new Streets();
        String outage = streets.outageAt(streets.feeder);
        importServicePoints(streets.rows.stream()
                        .map(row -> row.replace("خیابان یاس", "خیابان لاله"))
                        .toArray(String[]::new))
                .send(200);

        assertThat(places(outage)).containsExactly("خیابان لاله", "بلوار نرگس");
    }

    @Test
    void aFileOfNamesIsTakenRowByRow() {
        String one = place().transformer();
        String other = place().feeder();
        names(other + ",پردیسان").send(200);

        Call.Answer report = names(one + ",شهرک قدس", "F-nowhere,نیروگاه", one + ",دوباره", other + ",")
                .send(200);

        assertThat(report.at("/accepted")).isEqualTo("2");
        assertThat(report.json().path("problems").findValuesAsText("line")).containsExactly("3", "4");
        assertThat(report.json().path("problems").findValuesAsText("code"))
                .containsExactly("unknown-element", "duplicate");
        assertThat(count("element_name WHERE element_code = '" + one + "' AND name = 'شهرک قدس'"))
                .isEqualTo(1);
        assertThat(count("element_name WHERE element_code = '" + other + "'")).isZero();
        assertThat(count("audit_entry WHERE deed = 'ELEMENT_NAMES_IMPORTED'")).isPositive();
        put(NAMES).as("admin").csv("کد;نام\n" + one + ";نیروگاه\n").send(200);
        assertThat(count("element_name WHERE element_code = '" + one + "' AND name = 'نیروگاه'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "dispatcher-1", "phone-121"})
    void namesAreTheAdministrators(String account) {
        put(NAMES).as(account).csv("element,name\n").send(403);
    }

    @Test
    void aFileWithoutItsColumnsIsRefused() {
        put(NAMES).as("admin").csv("element\nF-1\n").send(400);
        put(NAMES).csv("element,name\n").send(401);
    }
}
