package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;
import static ir.roshan.process.RestorationModel.TRACKING_CODE;

import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** {@code Task_CallSubscriber} begins: a person takes over, and the message is not sent any more (A3.5). */
@Component
class CallSubscriberCreation implements TaskListener {
    private final Announcement announcement;
    private final Requests requests;

    CallSubscriberCreation(Announcement announcement, Requests requests) {
        this.announcement = announcement;
        this.requests = requests;
    }

    @Override
    public void notify(DelegateTask task) {
        RequestId id = RequestId.parse(REQUEST_ID.get(task));
        announcement.callNeeded(id);
        // Whoever may work on the task may read its own variables, and need not see the whole instance.
        task.setVariableLocal(
                TRACKING_CODE.name(), requests.get(id).trackingCode().value());
    }
}
