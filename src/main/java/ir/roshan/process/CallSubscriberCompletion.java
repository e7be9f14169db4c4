package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OBJECTION_ENDS_AT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_CallSubscriber}: a person has told the subscriber by phone; the time to object begins anew (A3.5, A7.1). */
@Component
class CallSubscriberCompletion extends TaskCompletion {
    private final Announcement announcement;

    CallSubscriberCompletion(Announcement announcement, WorkflowFacts facts) {
        super(facts, Set.of("callNote"));
        this.announcement = announcement;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        RequestId id = RequestId.parse(REQUEST_ID.get(task));
        OBJECTION_ENDS_AT.set(task, Date.from(announcement.called(id, entered.byWhom(), entered.get("callNote"))));
    }
}
