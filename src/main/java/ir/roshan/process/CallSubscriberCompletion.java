package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OBJECTION_ENDS_AT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.ImpossibleValue;
import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * {@code Task_CallSubscriber}: a person has told the subscriber by phone, and the time to object begins anew; or nobody
 * answered, and the same wait leads back to this task (A3.5, A7.1).
 */
@Component
class CallSubscriberCompletion extends TaskCompletion {
    private static final String NOT_REACHED = "NOT_REACHED";
    /** Who says nothing has told the subscriber. */
    static final Set<String> OUTCOMES = Set.of("REACHED", NOT_REACHED);

    private final Announcement announcement;

    CallSubscriberCompletion(Announcement announcement, WorkflowFacts facts) {
        super("Task_CallSubscriber", facts, Set.of("callOutcome", "callNote"));
        this.announcement = announcement;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        RequestId id = RequestId.parse(REQUEST_ID.get(task));
        String note = entered.get("callNote");
        String outcome = entered.get("callOutcome");
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw new ImpossibleValue("callOutcome", "unknown");
        }
        Instant waitEndsAt = NOT_REACHED.equals(outcome)
                ? announcement.notReached(id, entered.byWhom(), note)
                : announcement.called(id, entered.byWhom(), note);
        OBJECTION_ENDS_AT.set(task, Date.from(waitEndsAt));
    }
}
