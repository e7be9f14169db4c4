package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** {@code Task_CallSubscriber} begins: a person takes over, and the message is not sent any more (A3.5). */
@Component
class CallSubscriberCreation implements TaskListener {
    private final Announcement announcement;

    CallSubscriberCreation(Announcement announcement) {
        this.announcement = announcement;
    }

    @Override
    public void notify(DelegateTask task) {
        announcement.callNeeded(RequestId.parse(REQUEST_ID.get(task)));
    }
}
