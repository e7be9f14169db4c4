package ir.roshan.process;

import java.util.List;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Answers quickly what is offered to somebody's own groups. The engine lets a group read each task that is offered to it, by
 * a row of authorization for each, and joins those rows with the tasks whenever somebody asks: with thousands of open tasks
 * that takes seconds, only to find what the question holds already. Every other question is checked as before.
 */
class OfferedTasks extends AuthorizationManager {
    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        if (asksForOwnGroups(query)) {
            query.getAuthCheck().setAuthorizationCheckEnabled(false);
        }
    }

    /** Conditions that are joined by "or" stand in queries of their own, and leave the outer one without a group. */
    private boolean asksForOwnGroups(TaskQueryImpl query) {
        Authentication caller = getCurrentAuthentication();
        List<String> asked = query.getCandidateGroups();
        return caller != null
                && caller.getGroupIds() != null
                && query.getCandidateUser() == null
                // The engine joins it with the groups by "or".
                && query.getCandidateGroupLike() == null
                && !query.isOrQueryActive()
                && asked != null
                && !asked.isEmpty()
                && caller.getGroupIds().containsAll(asked);
    }

    static SessionFactory factory() {
        return new OurSession(AuthorizationManager.class, OfferedTasks::new);
    }
}
