package ir.roshan.process;

import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/**
 * A task is its groups' and nobody's else: whoever takes one gets no right of their own to it. The engine would grant one and
 * never take it back, and so the task would stay with an account that has given it back, that has lost its district, or that
 * was made anew under the name of one that is gone.
 */
final class GroupsAlone extends DefaultAuthorizationProvider {
    private static final AuthorizationEntity[] NONE = {};

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String before, String account) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String before, String account) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String account, String type) {
        return NONE;
    }
}
