package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.request.RequestId;
import ir.roshan.request.Withdrawal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_RecordWithdrawal}: the subscriber withdraws, in the transaction of the call (A4.2). */
@Component
class RecordWithdrawalDelegate implements JavaDelegate {
    private final Withdrawal withdrawal;

    RecordWithdrawalDelegate(Withdrawal withdrawal) {
        this.withdrawal = withdrawal;
    }

    @Override
    public void execute(DelegateExecution execution) {
        withdrawal.record(RequestId.parse(REQUEST_ID.get(execution)));
    }
}
