package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DISTRICT;
import static ir.roshan.process.RestorationModel.REQUEST_ID;
import static ir.roshan.process.RestorationModel.RESTORE_BY;

import ir.roshan.request.Registration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_RegisterRequest}: step 2, in the caller's transaction (A3.2). What the form brought leaves the engine with it. */
@Component
class RegisterRequestDelegate implements JavaDelegate {
    private final Registration registration;
    private final StartForm startForm;

    RegisterRequestDelegate(Registration registration, StartForm startForm) {
        this.registration = registration;
        this.startForm = startForm;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Registration.Registered registered =
                registration.register(startForm.take(execution), execution.getProcessInstanceId());
        execution.setProcessBusinessKey(registered.trackingCode().value());
        REQUEST_ID.set(execution, registered.id().toString());
        DISTRICT.set(execution, registered.district().number());
        RESTORE_BY.set(execution, Date.from(registered.restoreBy()));
    }
}
