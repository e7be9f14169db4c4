package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a dispatcher asks the engine, the answer is what is offered to the own district. */
class OfferedTasksBehaviour extends RoshanServer {
    @Autowired
    private FilterService filterService;

    private String own;
    private String other;

    @BeforeEach
    void aTaskInEachDistrict() {
        own = taskIn(1);
        other = taskIn(2);
        identityService.setAuthentication("dispatcher-1", List.of("dispatchers", "district-1"));
    }

    @AfterEach
    void nobodyAsks() {
        identityService.clearAuthentication();
    }

    @Test
    void whatIsOfferedToTheOwnGroupsIsFound() {
        assertThat(found(query -> query.taskCandidateGroup("district-1"))).containsExactly(own);
        assertThat(found(query -> query.taskCandidateGroupIn(List.of("dispatchers", "district-1"))))
                .containsExactly(own);
        // As Tasklist asks: by a filter that is kept, whose expression names the groups of whoever asks.
        identityService.clearAuthentication();
        String filter = filterService
                .createFilterQuery()
                .filterName("بررسی خاموشی")
                .singleResult()
                .getId();
        identityService.setAuthentication("dispatcher-1", List.of("dispatchers", "district-1"));
        List<Task> listed =
                filterService.listPage(filter, taskService.createTaskQuery().taskIdIn(own, other), 0, 10);
        assertThat(listed).extracting(Task::getId).containsExactly(own);
    }

    @Test
    void whatAColleagueHasClaimedIsFoundAsWell() {
        taskService.claim(own, "dispatcher-1");
        identityService.setAuthentication("colleague", List.of("dispatchers", "district-1"));
        assertThat(found(query -> query.taskCandidateGroup("district-1").includeAssignedTasks()))
                .containsExactly(own);
    }

    @Test
    void whoeverAsksForOtherGroupsIsCheckedAsEver() {
        assertThat(found(query -> query)).containsExactly(own);
        assertThat(found(query -> query.taskCandidateGroup("district-2"))).isEmpty();
        assertThat(found(query -> query.taskCandidateGroupIn(List.of("district-1", "district-2"))))
                .containsExactly(own);
        assertThat(found(query -> query.taskCandidateGroupLike("district-%"))).containsExactly(own);
        assertThat(found(query -> query.withCandidateGroups())).containsExactly(own);
        assertThat(found(query -> query.taskCandidateUser("dispatcher-2").includeAssignedTasks()))
                .isEmpty();
    }

    @Test
    void aGroupAmongAlternativesOpensNothing() {
        assertThat(found(query -> query.or()
                        .taskCandidateGroup("district-1")
                        .taskDefinitionKey("Task_VerifyOutage")
                        .endOr()))
                .containsExactly(own);
        assertThat(found(query -> query.taskCandidateGroup("district-1")
                        .or()
                        .taskCandidateGroup("district-1")
                        .taskDefinitionKey("Task_VerifyOutage")
                        .endOr()))
                .containsExactly(own);
    }

    /** Of the two tasks, those that are found. */
    private List<String> found(UnaryOperator<TaskQuery> asked) {
        return asked.apply(taskService.createTaskQuery().taskIdIn(own, other)).listPage(0, 10).stream()
                .map(Task::getId)
                .toList();
    }

    private String taskIn(int district) {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}"
                        .formatted(place(district).billId()))
                .send(201)
                .at("/trackingCode");
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(awaitOutage(code))
                .singleResult()
                .getId();
    }
}
