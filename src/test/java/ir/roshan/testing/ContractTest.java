package ir.roshan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness bites: each way in which an answer can leave the contract is seen. */
class ContractTest {
    private static final String TRACK = "/api/v1/requests/{trackingCode}";
    private static final String STATUS = """
            {"trackingCode": "180259433142", "state": "CHECKING", "channel": "WEBSITE", "priority": "NORMAL",
             "submittedAt": "2026-11-23T08:00:00Z",
             "steps": [{"step": "SUBMITTED", "state": "DONE", "at": "2026-11-23T08:00:00Z"},
                       {"step": "REGISTERED", "state": "DONE"}, {"step": "CHECKED", "state": "CURRENT"},
                       {"step": "ACTED", "state": "PENDING"}, {"step": "ANNOUNCED", "state": "PENDING"}],
             "plannedOutageCheck": "NOT_PLANNED",
             "outage": {"number": "1405-000017", "state": "SUSPECTED", "district": 1, "detectedAt": "2026-11-23T08:00:00Z"}}
            """;
    private static final String PROBLEM = """
            {"type": "/problems/unknown-request", "title": "No such request", "status": 404}
            """;

    private final Contract contract = Contract.ours();

    @Test
    void anAnswerToTheLetterPasses() {
        assertThatCode(() -> check(200, "application/json;charset=UTF-8", STATUS))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(404, "application/problem+json", PROBLEM)).doesNotThrowAnyException();
        assertThatCode(() -> contract.check("PUT", TRACK + "/feedback", new Contract.Answered(204, null, "")))
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingMemberIsSeen() {
        assertRefused(200, "application/json", STATUS.replace("\"channel\": \"WEBSITE\",", ""))
                .hasMessageContaining("channel");
    }

    @Test
    void aMemberOfTheWrongTypeIsSeen() {
        assertRefused(200, "application/json", STATUS.replace("\"district\": 1", "\"district\": \"1\""))
                .hasMessageContaining("district");
    }

    @Test
    void anUnknownMemberIsSeenWhereverItIs() {
        assertRefused(200, "application/json", STATUS.replaceFirst("\\{", "{\"mobile\": \"09121234567\", "))
                .hasMessageContaining("mobile");
        assertRefused(200, "application/json", STATUS.replace("\"district\": 1", "\"district\": 1, \"crew\": \"2\""))
                .hasMessageContaining("crew");
        assertRefused(200, "application/json", STATUS.replace("\"CURRENT\"", "\"CURRENT\", \"note\": \"x\""))
                .hasMessageContaining("note");
        assertRefused(404, "application/problem+json", PROBLEM.replaceFirst("\\{", "{\"exception\": \"x\", "))
                .hasMessageContaining("exception");
    }

    @Test
    void membersOfBothPartsOfAnAllOfAreKnown() {
        String withFields =
                STATUS.replaceFirst("\\{", "{\"mobile\": \"09121234567\", \"timeline\": [], \"messages\": [], ");
        String path = "/api/v1/operations/requests/{trackingCode}";
        assertThatCode(() -> contract.check("GET", path, new Contract.Answered(200, "application/json", withFields)))
                .doesNotThrowAnyException();
        String withMore = STATUS.replaceFirst("\\{", "{\"messages\": [], \"name\": \"x\", ");
        assertThatThrownBy(() -> contract.check("GET", path, new Contract.Answered(200, "application/json", withMore)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-23T08:00:00", "2026-11-23", "1405/09/02 14:30", "yesterday", "2026-02-30T08:00:00Z"})
    void aMomentThatIsNoneIsSeen(String moment) {
        assertRefused(200, "application/json", STATUS.replace("2026-11-23T08:00:00Z", moment))
                .hasMessageContaining("date-time");
    }

    @Test
    void anUnknownValueOfAnEnumIsSeen() {
        assertRefused(200, "application/json", STATUS.replace("\"CHECKING\"", "\"checking\""))
                .hasMessageContaining("CHECKING");
    }

    @Test
    void aStatusThatIsNotDeclaredIsSeen() {
        assertRefused(201, "application/json", STATUS).hasMessageContaining("not declared");
        assertRefused(500, "application/problem+json", PROBLEM).hasMessageContaining("not declared");
        assertRefused(409, "application/problem+json", PROBLEM).hasMessageContaining("not declared");
    }

    @Test
    void aRefusalThatIsNoProblemIsSeen() {
        assertRefused(404, "text/html", "<html>").hasMessageContaining("media type");
        assertRefused(404, null, "").hasMessageContaining("media type");
        assertRefused(405, "application/json", "{}").hasMessageContaining("media type");
        assertRefused(404, "application/problem+json", PROBLEM.replace("404", "403"))
                .hasMessageContaining("another status");
        assertRefused(404, "application/problem+json", PROBLEM.replace("\"title\"", "\"titel\""))
                .hasMessageContaining("title");
    }

    @Test
    void aBodyWhereNoneIsDeclaredIsSeen() {
        assertThatThrownBy(() -> contract.check(
                        "PUT", TRACK + "/feedback", new Contract.Answered(204, "application/json", "{}")))
                .hasMessageContaining("no body");
    }

    @Test
    void anOperationThatIsNotInTheContractIsSeen() {
        assertThatThrownBy(() -> contract.check("PATCH", TRACK, new Contract.Answered(200, "application/json", STATUS)))
                .hasMessageContaining("no PATCH");
    }

    @Test
    void itReadsTheWholeContract() {
        assertThat(contract.operations())
                .hasSizeGreaterThanOrEqualTo(13)
                .contains("POST /api/v1/requests", "GET " + TRACK);
        assertThat(contract.statuses("POST", "/api/v1/requests"))
                .containsExactly(200, 201, 400, 401, 408, 413, 415, 422, 429);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(int status, String contentType, String body) {
        return assertThatThrownBy(() -> check(status, contentType, body)).isInstanceOf(AssertionError.class);
    }

    private void check(int status, String contentType, String body) {
        contract.check("GET", TRACK, new Contract.Answered(status, contentType, body));
    }
}
