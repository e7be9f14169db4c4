package ir.roshan.process;

import static ir.roshan.process.RestorationModel.FEE;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Resolution;
import ir.roshan.tariff.Fee;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The end of {@code Task_DetermineFee}: what the tariff's table has answered becomes a fact of the outage at once (A5.1). */
@Component("feeDeterminedListener")
class FeeDetermined implements ExecutionListener {
    private final Resolution resolution;

    FeeDetermined(Resolution resolution) {
        this.resolution = resolution;
    }

    @Override
    public void notify(DelegateExecution execution) {
        OutageId id = OutageId.parse(OUTAGE_ID.get(execution));
        resolution.feeDetermined(id, new Fee(FEE.get(execution).longValue()));
    }
}
