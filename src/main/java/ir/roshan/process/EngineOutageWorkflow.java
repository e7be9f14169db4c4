package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DISTRICT;
import static ir.roshan.process.RestorationModel.FINDING;
import static ir.roshan.process.RestorationModel.HAZARD_REPORTED;
import static ir.roshan.process.RestorationModel.MSG_DEADLINE_BREACHED;
import static ir.roshan.process.RestorationModel.MSG_OUTAGE_ABANDONED;
import static ir.roshan.process.RestorationModel.MSG_OUTAGE_RESOLVED;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;
import static ir.roshan.process.RestorationModel.OUTAGE_PROCESS;
import static ir.roshan.process.RestorationModel.PRIORITY;
import static ir.roshan.process.RestorationModel.RESTORE_BY;
import static ir.roshan.process.RestorationModel.VERIFY_BY;

import ir.roshan.agreement.Priority;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageState;
import ir.roshan.outage.OutageWorkflow;
import ir.roshan.request.Hazard;
import ir.roshan.request.RestorationRequest;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** {@code OutageProcess}, as the outage sees it. */
@Component
class EngineOutageWorkflow implements OutageWorkflow {
    private static final Map<Priority, Integer> TASK_PRIORITY =
            Map.of(Priority.NORMAL, 50, Priority.HIGH, 70, Priority.EMERGENCY, 90);

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final WorkflowInstances instances;
    private final DistrictAccess districtAccess;

    EngineOutageWorkflow(
            RuntimeService runtimeService,
            TaskService taskService,
            WorkflowInstances instances,
            DistrictAccess districtAccess) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.instances = instances;
        this.districtAccess = districtAccess;
    }

    @Override
    public String start(Outage outage) {
        String id = runtimeService
                .startProcessInstanceByKey(OUTAGE_PROCESS, outage.number(), variables(outage))
                .getId();
        districtAccess.open(id, outage.district());
        return id;
    }

    @Override
    public void changed(Outage outage) {
        runtimeService.setVariables(outage.workflowId(), variables(outage));
        districtAccess.open(outage.workflowId(), outage.district());
        for (Task task :
                taskService.createTaskQuery().processInstanceId(outage.workflowId()).list()) {
            taskService.setPriority(task.getId(), TASK_PRIORITY.get(outage.priority()));
            boolean unverified = outage.state() == OutageState.SUSPECTED;
            task.setDueDate(Date.from(unverified ? outage.verifyBy() : outage.restoreBy()));
        }
    }

    @Override
    public void resolved(Outage outage, Collection<RestorationRequest> requests) {
        List<String> waiting =
                requests.stream().map(RestorationRequest::workflowId).toList();
        instances.correlateLater(
                MSG_OUTAGE_RESOLVED,
                waiting,
                Map.of(FINDING.name(), outage.finding().name()));
    }

    @Override
    public void deadlineBreached(Outage outage) {
        instances.correlateLater(MSG_DEADLINE_BREACHED, List.of(outage.workflowId()), Map.of());
    }

    @Override
    public void abandoned(Outage outage) {
        if (!instances.correlate(MSG_OUTAGE_ABANDONED, outage.workflowId())) {
            throw new IllegalStateException("outage " + outage.number() + " has no workflow to abandon");
        }
    }

    private static VariableMap variables(Outage outage) {
        return Variables.createVariables()
                .putValue(OUTAGE_ID.name(), outage.id().toString())
                .putValue(DISTRICT.name(), outage.district().number())
                .putValue(PRIORITY.name(), TASK_PRIORITY.get(outage.priority()))
                .putValue(VERIFY_BY.name(), Date.from(outage.verifyBy()))
                .putValue(RESTORE_BY.name(), Date.from(outage.restoreBy()))
                .putValue(HAZARD_REPORTED.name(), outage.hazard() != Hazard.NONE);
    }
}
