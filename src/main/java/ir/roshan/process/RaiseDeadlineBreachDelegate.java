package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Breaches;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code EndEvent_DeadlineBreachRaised}: the outage of a late request hears of it, once (A2.1). */
@Component
class RaiseDeadlineBreachDelegate implements JavaDelegate {
    private final Breaches breaches;

    RaiseDeadlineBreachDelegate(Breaches breaches) {
        this.breaches = breaches;
    }

    @Override
    public void execute(DelegateExecution execution) {
        breaches.raise(RequestId.parse(REQUEST_ID.get(execution)));
    }
}
