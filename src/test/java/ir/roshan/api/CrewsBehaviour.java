package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who mends what is faulty: kept by managers, seen by the dispatchers of the district (A3.4). */
class CrewsBehaviour extends RoshanServer {
    private static final String CREWS = "/api/v1/operations/crews";
    private static final String CREW = CREWS + "/{id}";

    @BeforeEach
    void noCrewIsThere() {
        jdbc.sql("DELETE FROM crew").update();
    }

    private Call load(String... rows) {
        return put(CREWS).as("manager").csv("name,district,mobile\n" + String.join("\n", rows));
    }

    private static String crew(String name, int district, String mobile) {
        return "{\"name\": \"%s\", \"district\": %d, \"mobile\": \"%s\"}".formatted(name, district, mobile);
    }

    private List<String> seenBy(String account) {
        return StreamSupport.stream(
                        get(CREWS).as(account).send(200).json().path("crews").spliterator(), false)
                .map(c -> c.path("district").asInt() + " " + c.path("name").asText() + " "
                        + c.path("mobile").asText())
                .toList();
    }

    @Test
    void aFileIsTakenAndWhatItChangedIsWrittenDown() {
        Call.Answer report = load("اکیپ 11,1,09120000001", "اکیپ 12,1,12345").send(200);
        assertThat(report.at("/accepted")).isEqualTo("1");
        assertThat(report.at("/refused")).isEqualTo("1");
        assertThat(report.json().path("problems").findValuesAsText("code")).containsExactly("format");
        assertThat(seenBy("manager")).containsExactly("1 اکیپ 11 09120000001");
        assertThat(count("audit_entry WHERE deed = 'CREWS_IMPORTED'")).isPositive();
    }

    @Test
    void dispatchersSeeTheCrewsOfTheirDistrictWithWhatTheyHaveInHand() {
        load("اکیپ 11,1,09120000001", "اکیپ 21,2,09120000002").send(200);
        String outage = awaitOutage(report());
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۱۱",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));

        assertThat(seenBy("dispatcher-1")).containsExactly("1 اکیپ 11 09120000001");
        assertThat(get(CREWS).as("dispatcher-1").send(200).at("/crews/0/openOutages"))
                .isEqualTo("1");
        assertThat(get(CREWS).as("dispatcher-2").send(200).at("/crews/0/openOutages"))
                .isEqualTo("0");
        assertThat(get(CREWS).with("district", 2).as("dispatcher-1").send(403).at("/type"))
                .isEqualTo("/problems/other-district");
        assertThat(get(CREWS).with("district", "x").as("dispatcher-1").send(400).at("/errors/0/field"))
                .isEqualTo("district");
    }

    private String report() {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place(1).billId()))
                .send(201)
                .at("/trackingCode");
    }

    @Test
    void aManagerKeepsThem() {
        Call.Answer added =
                post(CREWS).as("manager").json(crew("اکیپ ۱", 3, "۰۹۱۲۰۰۰۰۰۰۱")).send(201);
        String id = added.at("/id");
        assertThat(added.header("Location")).isEqualTo(CREWS + "/" + id);
        assertThat(post(CREWS)
                        .as("admin")
                        .json(crew("اکیپ 1", 3, "09120000002"))
                        .send(409)
                        .at("/type"))
                .isEqualTo("/problems/crew-exists");
        String other = post(CREWS)
                .as("admin")
                .json(crew("اکیپ 2", 3, "09120000002"))
                .send(201)
                .at("/id");
        put(CREW, other).as("manager").json(crew("اکیپ 1", 3, "09120000002")).send(409);

        put(CREW, id).as("manager").json(crew("اکیپ شب", 4, "09120000003")).send(200);
        assertThat(seenBy("manager")).containsExactly("3 اکیپ 2 09120000002", "4 اکیپ شب 09120000003");

        call("DELETE", CREW, id).as("manager").send(204);
        assertThat(call("DELETE", CREW, id).as("manager").send(404).at("/type")).isEqualTo("/problems/unknown-crew");
        put(CREW, "nobody").as("manager").json(crew("اکیپ", 1, "09120000003")).send(404);
        assertThat(seenBy("manager")).containsExactly("3 اکیپ 2 09120000002");
        assertThat(count("audit_entry WHERE deed = 'CREW_CHANGED' AND subject = '" + id + "'"))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"district\": 1, \"mobile\": \"09120000001\"} | name | required",
                "{\"name\": \"x\", \"mobile\": \"09120000001\"} | district | required",
                "{\"name\": \"x\", \"district\": 100, \"mobile\": \"09120000001\"} | district | range",
                "{\"name\": \"x\", \"district\": 1} | mobile | required",
                "{\"name\": \"x\", \"district\": 1, \"mobile\": \"123\"} | mobile | format",
                "{\"name\": \"x\", \"district\": 1, \"mobile\": \"09120000001\", \"car\": \"y\"} | car | unknown-member"
            })
    void whatIsWrongIsNamed(String body, String field, String code) {
        Call.Answer refused = post(CREWS).as("manager").json(body).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-1", "phone-121"})
    void othersChangeNothing(String account) {
        post(CREWS).as(account).json(crew("اکیپ", 1, "09120000001")).send(403);
        put(CREWS).as(account).csv("name,district,mobile\n").send(403);
        put(CREW, 1).as(account).json(crew("اکیپ", 1, "09120000001")).send(403);
        call("DELETE", CREW, 1).as(account).send(403);
    }

    @Test
    void channelsSeeNoCrew() {
        get(CREWS).as("phone-121").send(403);
        get(CREWS).send(401);
    }
}
