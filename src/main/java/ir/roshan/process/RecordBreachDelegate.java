package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DEADLINE_BREACHED;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Breaches;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_RecordBreach}: the agreed deadline has passed (A2.1). */
@Component
class RecordBreachDelegate implements JavaDelegate {
    private final Breaches breaches;

    RecordBreachDelegate(Breaches breaches) {
        this.breaches = breaches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DEADLINE_BREACHED.set(execution, breaches.record(RequestId.parse(REQUEST_ID.get(execution))));
    }
}
