package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DEADLINE_TIMERS;
import static ir.roshan.process.RestorationModel.RESTORE_BY;

import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** A request that was on plan and is a fault by now has another deadline, and its timer rings then (A2.1). */
@Component
class DeadlineTimers {
    private final ManagementService managementService;
    private final Requests requests;

    DeadlineTimers(ManagementService managementService, Requests requests) {
        this.managementService = managementService;
        this.requests = requests;
    }

    void follow(DelegateExecution execution, RequestId id) {
        Date restoreBy = Date.from(requests.get(id).restoreBy());
        if (restoreBy.equals(RESTORE_BY.get(execution))) return;
        RESTORE_BY.set(execution, restoreBy);
        DEADLINE_TIMERS.forEach(timer -> managementService
                .createJobQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .activityId(timer)
                .list()
                .forEach(job -> managementService.setJobDuedate(job.getId(), restoreBy)));
    }
}
