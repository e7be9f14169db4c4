package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who looked at or changed what is written down, and read by managers. */
abstract class AuditBehaviour extends RoshanServer {
    private static final String AUDIT = "/api/v1/operations/audit";

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
    }

    @Test
    void aLookAtPersonalDataIsFoundByItsSubject() {
        String code = report(place(1));
        get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-1")
                .send(200);
        var answer = get(AUDIT).as("manager").with("subject", code).send(200);
        assertThat(answer.json().at("/entries")).hasSize(1);
        assertThat(answer.at("/entries/0/account")).isEqualTo("dispatcher-1");
        assertThat(answer.at("/entries/0/deed")).isEqualTo("REQUEST_SHOWN");
        assertThat(get(AUDIT)
                        .as("manager")
                        .with("subject", code)
                        .with("deed", "OUTAGE_PLACED")
                        .send(200)
                        .json()
                        .at("/entries"))
                .isEmpty();
        assertThat(get(AUDIT)
                        .as("manager")
                        .with("subject", code)
                        .with("to", clock.instant().minus(Duration.ofHours(1)))
                        .send(200)
                        .json()
                        .at("/entries"))
                .isEmpty();
    }

    @Test
    void whatAnAdministratorChangesIsWrittenDown() {
        WebAppSession admin = WebAppSession.of(port(), "admin", "admin");
        String engine = WebAppSession.ENGINE;
        String name = "audited-" + System.nanoTime();
        admin.send("POST", engine + "/user/create", """
                {"profile": {"id": "%s", "firstName": "مریم", "lastName": "مریمی"},
                 "credentials": {"password": "Roshan-demo-1405"}}
                """.formatted(name));
        admin.send("PUT", engine + "/group/dispatchers/members/" + name, "{}");
        admin.send("POST", engine + "/authorization/create", """
                {"type": 1, "permissions": ["READ"], "userId": "%s", "groupId": null, "resourceType": 5, "resourceId": "x"}
                """.formatted(name));
        var entries = get(AUDIT)
                .as("manager")
                .with("account", "admin")
                .with("deed", "ACCOUNTS_CHANGED")
                .with("deed", "RIGHTS_CHANGED")
                .send(200);
        assertThat(StreamSupport.stream(entries.json().at("/entries").spliterator(), false)
                        .map(e -> e.get("note").asText())
                        .filter(note -> note.contains(name)))
                .anySatisfy(note -> assertThat(note).startsWith("Create User:"))
                .anySatisfy(note -> assertThat(note).startsWith("Create Group membership:"))
                .anySatisfy(note -> assertThat(note).startsWith("Create Authorization:"));
        assertThat(entries.body()).doesNotContain("مریم", "Roshan-demo");
    }

    @Test
    void aSpreadsheetRunsNothingOfIt() {
        jdbc.sql("INSERT INTO audit_entry (at, account, deed, subject) VALUES (:at, '=cmd', 'AUDIT_READ', '@formula')")
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        var csv = get(AUDIT)
                .as("manager")
                .accept("text/csv")
                .with("subject", "@formula")
                .send(200);
        assertThat(csv.body()).startsWith("at,account,deed,subject,note").contains(",'=cmd,AUDIT_READ,'@formula,");
    }

    @Test
    void onlyManagersAndAdministratorsReadIt() {
        get(AUDIT).send(401);
        get(AUDIT).as("dispatcher-1").send(403);
        get(AUDIT).as("website").send(403);
        get(AUDIT).as("admin").send(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deed=NONE", "from=yesterday", "offset=-1", "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"})
    void whatCannotBeIsRefused(String query) {
        var call = get(AUDIT).as("manager");
        for (String parameter : query.split("&"))
            call.with(parameter.split("=")[0], parameter.split("=")[1]);
        assertThat(call.send(400).at("/type")).isEqualTo("/problems/invalid-request");
    }
}
