package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.Announcement;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_CloseRequest}: the subscriber was told and did not object; the service ends (A7.1). */
@Component
class CloseRequestDelegate implements JavaDelegate {
    private final Announcement announcement;

    CloseRequestDelegate(Announcement announcement) {
        this.announcement = announcement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        announcement.close(RequestId.parse(REQUEST_ID.get(execution)));
    }
}
