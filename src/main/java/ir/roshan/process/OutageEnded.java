package ir.roshan.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The end of {@code OutageProcess}, whichever it is: what was granted for the instance goes with it. */
@Component("outageEndedListener")
class OutageEnded implements ExecutionListener {
    private final DistrictAccess districtAccess;

    OutageEnded(DistrictAccess districtAccess) {
        this.districtAccess = districtAccess;
    }

    @Override
    public void notify(DelegateExecution execution) {
        districtAccess.close(execution.getProcessInstanceId());
    }
}
