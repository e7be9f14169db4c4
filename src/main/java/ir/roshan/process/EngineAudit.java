package ir.roshan.process;

import ir.roshan.security.AuditLog;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/**
 * What a person changes in Admin or Cockpit, written to the audit log in the transaction that changes it: accounts, groups,
 * rights, and interventions in running work. The work of tasks is told by the timelines.
 */
final class EngineAudit implements HistoryEventHandler {
    private final Supplier<AuditLog> audit;

    EngineAudit(Supplier<AuditLog> audit) {
        this.audit = audit;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        handleEvents(List.of(event));
    }

    /** One operation comes as one list, with an event for each property that it touches. */
    @Override
    public void handleEvents(List<HistoryEvent> events) {
        List<UserOperationLogEntryEventEntity> entries = events.stream()
                .filter(UserOperationLogEntryEventEntity.class::isInstance)
                .map(UserOperationLogEntryEventEntity.class::cast)
                .filter(entry -> entry.getUserId() != null
                        && !UserOperationLogEntry.CATEGORY_TASK_WORKER.equals(entry.getCategory()))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        UserOperationLogEntryEventEntity first = entries.get(0);
        String properties = entries.stream()
                .filter(entry -> entry.getProperty() != null)
                .map(entry -> entry.getProperty() + "=" + Objects.toString(entry.getNewValue(), entry.getOrgValue()))
                .collect(Collectors.joining(", "));
        audit.get()
                .append(
                        first.getUserId(),
                        deed(first),
                        subject(first),
                        first.getOperationType() + " " + first.getEntityType() + ": " + properties);
    }

    private static AuditLog.Deed deed(UserOperationLogEntryEventEntity entry) {
        if (UserOperationLogEntry.CATEGORY_OPERATOR.equals(entry.getCategory())) {
            return AuditLog.Deed.WORKFLOW_CHANGED;
        }
        return EntityTypes.AUTHORIZATION.equals(entry.getEntityType())
                ? AuditLog.Deed.RIGHTS_CHANGED
                : AuditLog.Deed.ACCOUNTS_CHANGED;
    }

    private static String subject(UserOperationLogEntryEventEntity entry) {
        if (entry.getProcessInstanceId() != null) {
            return entry.getProcessInstanceId();
        }
        return entry.getNewValue() != null ? entry.getNewValue() : entry.getOrgValue();
    }
}
