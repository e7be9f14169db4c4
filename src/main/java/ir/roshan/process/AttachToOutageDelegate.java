package ir.roshan.process;

import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Attachment;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_AttachToOutage}: step 3, second half (A3.3). */
@Component
class AttachToOutageDelegate implements JavaDelegate {
    private final Attachment attachment;

    AttachToOutageDelegate(Attachment attachment) {
        this.attachment = attachment;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            attachment.attach(RequestId.parse(REQUEST_ID.get(execution)));
        } catch (Attachment.NotOpen e) {
            throw isGone(execution) ? new OptimisticLockingException("withdrawn while it was about to join", e) : e;
        }
    }

    /** Whether another transaction has ended the instance since the engine has read it. */
    private static boolean isGone(DelegateExecution execution) {
        return execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(execution.getProcessInstanceId())
                        .count()
                == 0;
    }
}
