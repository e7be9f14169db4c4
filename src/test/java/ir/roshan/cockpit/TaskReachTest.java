package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far an account reaches: to the tasks of its groups, as they are now, and no further. */
@OnH2
class TaskReachTest extends RoshanServer {
    private static final String FINDING = "{\"variables\": {\"finding\": {\"value\": \"NETWORK_FAULT\"}}}";
    private String own;
    private String foreign;

    @BeforeEach
    void aTaskOfTwoDistricts() {
        own = verification(1);
        foreign = verification(2);
    }

    private String verification(int district) {
        String outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}"
                        .formatted(place(district).billId()))
                .send(201)
                .at("/trackingCode"));
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .singleResult()
                .getId();
    }

    private WebAppSession tasklist(String account) {
        return WebAppSession.of(port(), "tasklist", account);
    }

    private static Set<String> ids(JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.path("id").asText())
                .collect(Collectors.toSet());
    }

    /** Whatever stands beside a group of one's own: the engine joins some of it with the group by "or". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'candidateGroupLike': '%'",
                "'candidateGroupLike': 'district-2'",
                "'candidateGroupLike': '%', 'includeAssignedTasks': true",
                "'candidateGroupLike': '%', 'orQueries': [{'candidateGroupLike': '%'}]",
                "'candidateGroups': ['district-1', 'district-2']",
                "'candidateGroups': ['district-1'], 'candidateGroupLike': '%'",
                "'candidateUser': 'dispatcher-2'",
                "'orQueries': [{'candidateGroup': 'district-2', 'candidateGroupLike': '%'}]",
                "'orQueries': [{'candidateGroups': ['district-2'], 'nameLike': '%'}]",
                "'withCandidateGroups': true, 'includeAssignedTasks': true",
                "'withoutCandidateUsers': true",
                "'assigneeLike': '%'",
                "'involvedUser': 'dispatcher-2'",
                "'owner': 'dispatcher-2'",
                "'unassigned': true",
                "'nameLike': '%'",
                "'processVariables': [{'name': 'district', 'operator': 'neq', 'value': 1}]"
            })
    void besideAnOwnGroupNothingOpensMore(String members) {
        WebAppSession dispatcher = tasklist("dispatcher-1");
        Set<String> seen = ids(dispatcher.get(ENGINE + "/task?maxResults=2000").json());
        assertThat(seen).contains(own).doesNotContain(foreign);
        for (String group : List.of("", "'candidateGroup': 'district-1', ", "'candidateGroup': 'dispatchers', ")) {
            String query = ("{" + group + members + "}").replace('\'', '"');
            WebAppSession.Answer found = dispatcher.send("POST", ENGINE + "/task?maxResults=2000", query);
            if (found.status() != 200) assertThat(found.status()).as(query).isBetween(400, 403);
            else assertThat(seen).as(query).containsAll(ids(found.json()));
            WebAppSession.Answer counted = dispatcher.send("POST", ENGINE + "/task/count", query);
            if (counted.status() == 200)
                assertThat(counted.json().path("count").asInt()).as(query).isLessThanOrEqualTo(seen.size());
        }
        WebAppSession.Answer program = tasklist("website")
                .send(
                        "POST",
                        ENGINE + "/task?maxResults=2000",
                        ("{'candidateGroup': 'channels', " + members + "}").replace('\'', '"'));
        if (program.status() == 200) assertThat(program.json()).isEmpty();
    }

    /** Who once had a task keeps no right to it: the group has it. */
    @Test
    void aTaskIsReadAndDoneByItsGroupAlone() {
        String account = "reach-" + UUID.randomUUID();
        account(account, List.of("dispatchers", "district-1"));
        WebAppSession person = tasklist(account);
        assertThat(person.send("POST", ENGINE + "/task/" + own + "/claim", "{\"userId\": \"%s\"}".formatted(account))
                        .status())
                .isEqualTo(204);
        assertThat(person.get(ENGINE + "/task/" + own).status()).isEqualTo(200);
        identityService.deleteMembership(account, "district-1");
        assertThat(reach(tasklist(account)))
                .as("still theirs by name, and of another district")
                .containsOnly(403, 404);

        identityService.createMembership(account, "district-1");
        WebAppSession again = tasklist(account);
        assertThat(again.send("POST", ENGINE + "/task/" + own + "/unclaim", "{}")
                        .status())
                .isEqualTo(204);
        identityService.deleteUser(account);
        account(account, List.of("dispatchers", "district-2"));
        assertThat(reach(tasklist(account))).as("another of the same name").containsOnly(403, 404);
        assertThat(tasklist("dispatcher-1")
                        .send("POST", ENGINE + "/task/" + own + "/complete", FINDING)
                        .status())
                .isEqualTo(204);
    }

    private List<Integer> reach(WebAppSession session) {
        String task = ENGINE + "/task/" + own;
        return List.of(
                session.get(task).status(),
                session.get(task + "/variables").status(),
                session.send("POST", task + "/unclaim", "{}").status(),
                session.send("POST", task + "/complete", FINDING).status());
    }

    /** Jobs of no process, batches and counts over everything are the engine's own, and name its classes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/job?maxResults=5",
                "/job/count",
                "/job-definition?maxResults=5",
                "/batch?maxResults=5",
                "/history/job-log?maxResults=5",
                "/history/batch?maxResults=5",
                "/process-definition/statistics?maxResults=5",
                "/process-definition/key/RestorationRequestProcess/statistics"
            })
    void theEnginesOwnWorkIsWatchedByManagersAlone(String path) {
        for (String account : List.of("website", "phone-121", "dispatcher-1"))
            assertThat(tasklist(account).get(ENGINE + path).status())
                    .as(account)
                    .isEqualTo(403);
        assertThat(tasklist("manager").get(ENGINE + path).status()).isIn(200, 404, 406);
    }
}
