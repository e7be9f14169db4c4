package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Verification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_EscalateVerification}: nobody has verified in the agreed time; the managers see it (A2.1, A3.3). */
@Component
class EscalateVerificationDelegate implements JavaDelegate {
    private final Verification verification;

    EscalateVerificationDelegate(Verification verification) {
        this.verification = verification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        verification.escalate(OutageId.parse(OUTAGE_ID.get(execution)));
    }
}
