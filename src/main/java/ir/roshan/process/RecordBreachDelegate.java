package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DEADLINE_BREACHED;
import static ir.roshan.process.RestorationModel.DEADLINE_LATER;
import static ir.roshan.process.RestorationModel.REQUEST_ID;
import static ir.roshan.process.RestorationModel.RESTORE_BY;

import ir.roshan.outage.Breaches;
import ir.roshan.request.RequestId;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
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
        RequestId id = RequestId.parse(REQUEST_ID.get(execution));
        boolean breached = breaches.record(id);
        Optional<Instant> later = breached ? Optional.empty() : breaches.later(id);
        later.ifPresent(moment -> RESTORE_BY.set(execution, Date.from(moment)));
        DEADLINE_BREACHED.set(execution, breached);
        DEADLINE_LATER.set(execution, later.isPresent());
    }
}
