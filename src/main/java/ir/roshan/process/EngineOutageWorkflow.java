package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ESTIMATED_RESTORATION_AT;
import static ir.roshan.process.RestorationModel.ESTIMATE_TIMERS;
import static ir.roshan.process.RestorationModel.FINDING;
import static ir.roshan.process.RestorationModel.MSG_ABSORBED;
import static ir.roshan.process.RestorationModel.MSG_DEADLINE_BREACHED;
import static ir.roshan.process.RestorationModel.MSG_OUTAGE_ABANDONED;
import static ir.roshan.process.RestorationModel.MSG_OUTAGE_RESOLVED;
import static ir.roshan.process.RestorationModel.OUTAGE_PROCESS;
import static ir.roshan.process.RestorationModel.PRIORITY;
import static ir.roshan.process.RestorationModel.REVISE_ESTIMATE;

import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageState;
import ir.roshan.outage.OutageWorkflow;
import ir.roshan.request.RestorationRequest;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/** {@code OutageProcess}, as the outage sees it. */
@Component
class EngineOutageWorkflow implements OutageWorkflow {
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final WorkflowInstances instances;
    private final DistrictAccess districtAccess;

    EngineOutageWorkflow(
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService managementService,
            WorkflowInstances instances,
            DistrictAccess districtAccess) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.instances = instances;
        this.districtAccess = districtAccess;
    }

    @Override
    public String start(Outage outage) {
        return EngineConflict.translated(() -> {
            String id = runtimeService
                    .startProcessInstanceByKey(OUTAGE_PROCESS, outage.number(), WorkflowFacts.of(outage))
                    .getId();
            districtAccess.begin(id, outage.district());
            return id;
        });
    }

    @Override
    public void changed(Outage outage) {
        EngineConflict.translated(() -> {
            follow(outage);
            return null;
        });
    }

    private void follow(Outage outage) {
        VariableMap facts = WorkflowFacts.of(outage);
        runtimeService.setVariables(outage.workflowId(), facts);
        districtAccess.open(outage.workflowId(), outage.district());
        boolean unverified = outage.state() == OutageState.SUSPECTED;
        Date due = Date.from(unverified ? outage.verifyBy() : outage.restoreBy());
        taskService
                .createTaskQuery()
                .processInstanceId(outage.workflowId())
                .list()
                .forEach(task -> {
                    task.setPriority(PRIORITY.type().cast(facts.get(PRIORITY.name())));
                    task.setDueDate(due);
                    taskService.saveTask(task);
                    districtAccess.offer(task.getId(), outage.district());
                });
        managementService
                .createJobQuery()
                .processInstanceId(outage.workflowId())
                .activityId(RestorationModel.VERIFICATION_OVERDUE)
                .list()
                .forEach(timer -> managementService.setJobDuedate(timer.getId(), Date.from(outage.verifyBy())));
    }

    @Override
    public void estimateRevised(Outage outage) {
        EngineConflict.translated(() -> {
            Date estimate = Date.from(outage.estimatedRestorationAt());
            runtimeService.setVariable(outage.workflowId(), ESTIMATED_RESTORATION_AT.name(), estimate);
            ESTIMATE_TIMERS.forEach(timer -> managementService
                    .createJobQuery()
                    .processInstanceId(outage.workflowId())
                    .activityId(timer)
                    .list()
                    .forEach(job -> managementService.setJobDuedate(job.getId(), estimate)));
            taskService
                    .createTaskQuery()
                    .processInstanceId(outage.workflowId())
                    .taskDefinitionKey(REVISE_ESTIMATE)
                    .list()
                    .forEach(task -> taskService.complete(
                            task.getId(),
                            Map.of(
                                    ESTIMATED_RESTORATION_AT.name(),
                                    outage.estimatedRestorationAt().toString())));
            return null;
        });
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
    public void absorbed(Outage outage) {
        end(outage, MSG_ABSORBED);
    }

    @Override
    public void abandoned(Outage outage) {
        end(outage, MSG_OUTAGE_ABANDONED);
    }

    private void end(Outage outage, String message) {
        if (!instances.correlate(message, outage.workflowId())) {
            throw new IllegalStateException("outage " + outage.number() + " has no workflow to end");
        }
    }
}
