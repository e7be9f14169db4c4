package ir.roshan.process;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;

/**
 * What a person may change about a task itself: when it is due or followed up, how urgent it is, and that it is their own. A
 * name, a description, or anything else that holds free text would stay in the engine's history for good, and whoever had
 * the task instead would not see it, so that it lay with nobody.
 */
final class GuardedTasks extends TaskServiceImpl {
    private static final Set<String> DATES = Set.of(TaskEntity.DUE_DATE, TaskEntity.FOLLOW_UP_DATE);
    private static final Set<String> ACCOUNTS = Set.of(TaskEntity.ASSIGNEE, TaskEntity.OWNER);
    private static final int MOST_URGENT = 100;
    /** What both databases keep, and more than anybody plans. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final IdentityService identityService;
    private final Function<String, Set<String>> fieldsOf;

    /** @param fieldsOf what the form of a task has, by the task's name in the model */
    GuardedTasks(IdentityService identityService, Function<String, Set<String>> fieldsOf) {
        this.identityService = identityService;
        this.fieldsOf = fieldsOf;
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        commandExecutor.execute(new CompleteWithOwnFields(taskId, variables, false, false, fieldsOf));
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        return commandExecutor.execute(new CompleteWithOwnFields(taskId, variables, true, deserializeValues, fieldsOf));
    }

    @Override
    public void saveTask(Task task) {
        if (isAPerson() && task instanceof TaskEntity entity) {
            entity.getPropertyChanges().values().stream()
                    .filter(change -> !Objects.equals(change.getOrgValue(), change.getNewValue()))
                    .forEach(this::check);
        }
        super.saveTask(task);
    }

    @Override
    public void setAssignee(String taskId, String account) {
        requireThemselves(account);
        super.setAssignee(taskId, account);
    }

    @Override
    public void claim(String taskId, String account) {
        requireThemselves(account);
        super.claim(taskId, account);
    }

    private void check(PropertyChange change) {
        String property = change.getPropertyName();
        Object value = change.getNewValue();
        if (DATES.contains(property)) {
            requireInRange(value == null || !((Date) value).toInstant().isAfter(LATEST), property);
        } else if (TaskEntity.PRIORITY.equals(property)) {
            int priority = (Integer) value;
            requireInRange(priority >= 0 && priority <= MOST_URGENT, property);
        } else if (ACCOUNTS.contains(property)) {
            requireThemselves((String) value);
        } else {
            throw WebAppCommandInterceptor.refused();
        }
    }

    private static void requireInRange(boolean isInRange, String property) {
        if (!isInRange) {
            throw new InvalidRequestException(
                    Response.Status.BAD_REQUEST, "The task cannot be planned so: " + property + " (range)");
        }
    }

    private void requireThemselves(String account) {
        if (isAPerson()
                && account != null
                && !account.equals(identityService.getCurrentAuthentication().getUserId())) {
            throw WebAppCommandInterceptor.refused();
        }
    }

    private boolean isAPerson() {
        return identityService.getCurrentAuthentication() != null;
    }
}
