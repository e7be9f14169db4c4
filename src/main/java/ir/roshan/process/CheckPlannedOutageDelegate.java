package ir.roshan.process;

import static ir.roshan.process.RestorationModel.PLANNED_OUTAGE_CHECK;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Resolution;
import ir.roshan.request.PlanAnswer;
import ir.roshan.request.Registration;
import ir.roshan.request.RequestId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_CheckPlannedOutage}: step 3, first half (A3.3). The first answer decides whether the first message names a deadline. */
@Component
class CheckPlannedOutageDelegate implements JavaDelegate {
    private final Resolution resolution;
    private final Registration registration;
    private final DeadlineTimers timers;

    CheckPlannedOutageDelegate(Resolution resolution, Registration registration, DeadlineTimers timers) {
        this.resolution = resolution;
        this.registration = registration;
        this.timers = timers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RequestId id = RequestId.parse(REQUEST_ID.get(execution));
        boolean first = PLANNED_OUTAGE_CHECK.find(execution).isEmpty();
        PlanAnswer answer = resolution.checkPlan(id);
        PLANNED_OUTAGE_CHECK.set(execution, answer.name());
        if (first) registration.confirm(id);
        else if (answer == PlanAnswer.NOT_PLANNED || answer == PlanAnswer.UNKNOWN) timers.follow(execution, id);
    }
}
