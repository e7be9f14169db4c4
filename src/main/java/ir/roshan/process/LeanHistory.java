package ir.roshan.process;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;

/**
 * What the engine remembers of work: process, activity and task instances, to which group a task was offered, and what people
 * did. Variables, jobs and all other identity links are left out: facts are in our tables, and the rest is only write load
 * (docs/adr/0004).
 */
final class LeanHistory implements HistoryLevel {
    static final String NAME = "roshan-lean";

    private static final Set<HistoryEventTypes> KEPT = EnumSet.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.ACTIVITY_INSTANCE_START,
            HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_END,
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_UPDATE,
            HistoryEventTypes.TASK_INSTANCE_MIGRATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.TASK_INSTANCE_DELETE,
            HistoryEventTypes.USER_OPERATION_LOG);

    /** The engine keeps the id in the database and refuses to start with another level on it; the built-in ones end at 3. */
    @Override
    public int getId() {
        return 117;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
        return KEPT.stream().anyMatch(kept -> kept.equals(type)) || isOffer(type, entity);
    }

    /** Out of these Cockpit counts which open tasks are of a group; without them it calls all of them unassigned. */
    private static boolean isOffer(HistoryEventType type, Object entity) {
        return HistoryEventTypes.IDENTITY_LINK_ADD.equals(type)
                && entity instanceof IdentityLink link
                && link.getGroupId() != null
                && IdentityLinkType.CANDIDATE.equals(link.getType());
    }
}
