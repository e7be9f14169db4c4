package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OBJECTION_ENDS_AT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Resolution;
import ir.roshan.request.RequestId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_AnnounceResult}: step 5 (A3.5, A7.1, A7.2). */
@Component
class AnnounceResultDelegate implements JavaDelegate {
    private final Resolution resolution;

    AnnounceResultDelegate(Resolution resolution) {
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RequestId id = RequestId.parse(REQUEST_ID.get(execution));
        OBJECTION_ENDS_AT.set(execution, Date.from(resolution.announce(id)));
    }
}
