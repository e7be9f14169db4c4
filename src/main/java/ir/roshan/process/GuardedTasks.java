package ir.roshan.process;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;

/**
 * What a person may change about a task itself: when it is due or followed up, how urgent it is, and which account has it.
 * A name, a description, or anything else that holds free text would stay in the engine's history for good.
 */
final class GuardedTasks extends TaskServiceImpl {
    private static final Set<String> FREE = Set.of(TaskEntity.DUE_DATE, TaskEntity.FOLLOW_UP_DATE, TaskEntity.PRIORITY);
    private static final Set<String> ACCOUNTS = Set.of(TaskEntity.ASSIGNEE, TaskEntity.OWNER);

    private final IdentityService identityService;

    GuardedTasks(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public void saveTask(Task task) {
        if (isAPerson() && task instanceof TaskEntity entity) {
            entity.getPropertyChanges().values().stream()
                    .filter(change -> !Objects.equals(change.getOrgValue(), change.getNewValue()))
                    .filter(Predicate.not(this::isAllowed))
                    .findFirst()
                    .ifPresent(change -> {
                        throw refused();
                    });
        }
        super.saveTask(task);
    }

    @Override
    public void setAssignee(String taskId, String account) {
        requireAccount(account);
        super.setAssignee(taskId, account);
    }

    @Override
    public void setOwner(String taskId, String account) {
        requireAccount(account);
        super.setOwner(taskId, account);
    }

    @Override
    public void claim(String taskId, String account) {
        requireAccount(account);
        super.claim(taskId, account);
    }

    @Override
    public void setName(String taskId, String name) {
        refuseAPerson();
        super.setName(taskId, name);
    }

    @Override
    public void setDescription(String taskId, String description) {
        refuseAPerson();
        super.setDescription(taskId, description);
    }

    private boolean isAllowed(PropertyChange change) {
        return FREE.contains(change.getPropertyName())
                || ACCOUNTS.contains(change.getPropertyName())
                        && (change.getNewValue() == null
                                || isAccount(change.getNewValue().toString()));
    }

    private void requireAccount(String account) {
        if (isAPerson() && account != null && !isAccount(account)) {
            throw refused();
        }
    }

    private void refuseAPerson() {
        if (isAPerson()) {
            throw refused();
        }
    }

    private boolean isAccount(String name) {
        return identityService.createUserQuery().userId(name).count() > 0;
    }

    private boolean isAPerson() {
        return identityService.getCurrentAuthentication() != null;
    }

    private static AuthorizationException refused() {
        return new AuthorizationException("This is not changed through the web apps, by any account.");
    }
}
