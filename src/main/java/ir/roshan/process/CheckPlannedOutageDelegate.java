package ir.roshan.process;

import static ir.roshan.process.RestorationModel.PLANNED_OUTAGE_CHECK;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.PlannedOutageStatus;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_CheckPlannedOutage}: step 3, first half (A3.3). */
@Component
class CheckPlannedOutageDelegate implements JavaDelegate {
    private final PlannedOutageStatus status;

    CheckPlannedOutageDelegate(PlannedOutageStatus status) {
        this.status = status;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RequestId id = RequestId.parse(REQUEST_ID.get(execution));
        PLANNED_OUTAGE_CHECK.set(execution, status.check(id).name());
    }
}
