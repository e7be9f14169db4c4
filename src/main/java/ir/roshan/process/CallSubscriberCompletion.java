package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OBJECTION_ENDS_AT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.RequestId;
import ir.roshan.request.SubscriberCall;
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
    private final SubscriberCall call;

    CallSubscriberCompletion(SubscriberCall call, WorkflowFacts facts) {
        super("Task_CallSubscriber", facts, Set.of("callOutcome", "callNote"));
        this.call = call;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        RequestId id = RequestId.parse(REQUEST_ID.get(task));
        OBJECTION_ENDS_AT.set(
                task, Date.from(call.made(id, entered.get("callOutcome"), entered.get("callNote"), entered.byWhom())));
    }
}
