package ir.roshan.process;

import ir.roshan.agreement.Priority;
import ir.roshan.outage.OpenTasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.NativeTaskQuery;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Counts in the engine's own table: its queries count one list at a time, and each open page asks for all of them every few seconds.
 * A native query answers with tasks and nothing else; so a row of counts is a task that stands for all of its step, how many are open
 * travels as its priority, and how many of those are late as its owner.
 */
@Component
class EngineOpenTasks implements OpenTasks {
    private static final String COUNTS = """
            SELECT t.TASK_DEF_KEY_ AS ID_, t.TASK_DEF_KEY_, CAST(count(*) AS integer) AS PRIORITY_,
                   CAST(count(CASE WHEN t.DUE_DATE_ < #{now} THEN 1 END) AS varchar(20)) AS OWNER_
              FROM ACT_RU_TASK t
             WHERE t.TASK_DEF_KEY_ IS NOT NULL
            """;

    /** Once a crew is sent somebody is at work on it. */
    private static final String EMERGENCIES =
            """
            SELECT t.*
              FROM ACT_RU_TASK t
             WHERE t.TASK_DEF_KEY_ IN ('%s', '%s') AND t.ASSIGNEE_ IS NULL
               AND t.PRIORITY_ >= #{emergency}
            """.formatted(RestorationModel.VERIFY_OUTAGE, RestorationModel.DISPATCH_CREW);

    private static final String LATE = """
            SELECT t.*
              FROM ACT_RU_TASK t
             WHERE t.TASK_DEF_KEY_ IN ('%s', '%s', '%s')
               AND t.DUE_DATE_ < #{now}
            """.formatted(
                    RestorationModel.VERIFY_OUTAGE, RestorationModel.DISPATCH_CREW, RestorationModel.RESTORE_SUPPLY);

    private final TaskService tasks;

    EngineOpenTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<Count> counts(Offered offered, Instant now) {
        if (offersNothing(offered)) {
            return List.of();
        }
        return asked(COUNTS, offered, " GROUP BY t.TASK_DEF_KEY_").parameter("now", Date.from(now)).list().stream()
                .map(all -> new Count(all.getTaskDefinitionKey(), all.getPriority(), Integer.parseInt(all.getOwner())))
                .toList();
    }

    @Override
    public List<Pressing> pressing(Offered offered, Instant now, int most) {
        if (offersNothing(offered)) {
            return List.of();
        }
        List<Task> emergencies = asked(EMERGENCIES, offered, " ORDER BY t.CREATE_TIME_ DESC, t.ID_")
                .parameter("emergency", WorkflowFacts.urgencyOf(Priority.EMERGENCY))
                .listPage(0, most);
        List<Task> late = asked(LATE, offered, " ORDER BY t.DUE_DATE_ DESC, t.ID_")
                .parameter("now", Date.from(now))
                .listPage(0, most);
        return Stream.concat(
                        emergencies.stream().map(task -> pressing(task, true, task.getCreateTime())),
                        late.stream().map(task -> pressing(task, false, task.getDueDate())))
                .toList();
    }

    private static Pressing pressing(Task task, boolean emergency, Date since) {
        return new Pressing(
                task.getId(),
                task.getProcessInstanceId(),
                RestorationModel.VERIFY_OUTAGE.equals(task.getTaskDefinitionKey()),
                emergency,
                since.toInstant());
    }

    @Override
    public boolean isTaken(String workflow) {
        return tasks.createTaskQuery()
                        .processInstanceId(workflow)
                        .taskDefinitionKey(RestorationModel.VERIFY_OUTAGE)
                        .taskAssigned()
                        .count()
                > 0;
    }

    @Override
    public int taken(String account) {
        return (int) tasks.createTaskQuery().taskAssignee(account).count();
    }

    private static boolean offersNothing(Offered offered) {
        return offered.groups().filter(Set::isEmpty).isPresent();
    }

    /** By the index of the groups: whoever works in a district never touches the others' tasks. */
    private NativeTaskQuery asked(String select, Offered offered, String rest) {
        Optional<List<String>> groups = offered.groups().map(List::copyOf);
        List<String> places = new ArrayList<>();
        groups.ifPresent(all -> all.forEach(group -> places.add("#{group" + places.size() + "}")));
        String only = groups.map(
                        all -> " AND t.ID_ IN (SELECT l.TASK_ID_ FROM ACT_RU_IDENTITYLINK l WHERE l.GROUP_ID_ IN ("
                                + String.join(", ", places) + ") AND l.TYPE_ = 'candidate')")
                .orElse("");
        NativeTaskQuery query = tasks.createNativeTaskQuery().sql(select + only + rest);
        groups.ifPresent(all -> {
            for (int i = 0; i < all.size(); i++) {
                query.parameter("group" + i, all.get(i));
            }
        });
        return query;
    }
}
