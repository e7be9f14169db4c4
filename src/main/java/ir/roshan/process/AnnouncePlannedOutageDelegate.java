package ir.roshan.process;

import static ir.roshan.process.RestorationModel.PLANNED_OUTAGE_GUARD_ENDS_AT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Resolution;
import ir.roshan.request.RequestId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_AnnouncePlannedOutage}: the subscriber is told until when, and the guarded wait is set (A3.3, A3.5). */
@Component
class AnnouncePlannedOutageDelegate implements JavaDelegate {
    private final Resolution resolution;

    AnnouncePlannedOutageDelegate(Resolution resolution) {
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RequestId id = RequestId.parse(REQUEST_ID.get(execution));
        PLANNED_OUTAGE_GUARD_ENDS_AT.set(execution, Date.from(resolution.announcePlanned(id)));
    }
}
