package ir.roshan.process;

import static ir.roshan.process.RestorationModel.MSG_ANNOUNCEMENT_FAILED;
import static ir.roshan.process.RestorationModel.MSG_PLANNED_OUTAGE_CHANGED;
import static ir.roshan.process.RestorationModel.MSG_PLAN_BECAME_KNOWN;
import static ir.roshan.process.RestorationModel.MSG_REQUEST_WITHDRAWN;
import static ir.roshan.process.RestorationModel.MSG_STILL_OUT;
import static ir.roshan.process.RestorationModel.REQUEST_PROCESS;

import ir.roshan.notification.AnnouncementFailure;
import ir.roshan.request.NewRequest;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.RestorationWorkflow;
import ir.roshan.request.TrackingCode;
import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** {@code RestorationRequestProcess}, as the request and the outbox see it. */
@Component
class EngineRestorationWorkflow implements RestorationWorkflow, AnnouncementFailure {
    private final RuntimeService runtimeService;
    private final WorkflowInstances instances;
    private final Requests requests;

    EngineRestorationWorkflow(RuntimeService runtimeService, WorkflowInstances instances, Requests requests) {
        this.runtimeService = runtimeService;
        this.instances = instances;
        this.requests = requests;
    }

    @Override
    public TrackingCode start(NewRequest request) {
        ProcessInstance instance = EngineConflict.translated(
                () -> runtimeService.startProcessInstanceByKey(REQUEST_PROCESS, StartForm.toVariables(request)));
        return new TrackingCode(instance.getBusinessKey());
    }

    @Override
    public boolean withdraw(RestorationRequest request) {
        return instances.correlate(MSG_REQUEST_WITHDRAWN, request.workflowId());
    }

    @Override
    public boolean stillOut(RestorationRequest request) {
        return instances.correlate(MSG_STILL_OUT, request.workflowId());
    }

    @Override
    public boolean announcementFailed(long requestId) {
        RestorationRequest request = requests.get(new RequestId(requestId));
        return instances.correlate(MSG_ANNOUNCEMENT_FAILED, request.workflowId());
    }

    /** Where a person of the company took the report: that many calls nobody can cause who is no caller. */
    @Override
    public boolean isWorthACall(long requestId) {
        return requests.get(new RequestId(requestId)).channel().isAttended();
    }

    @Override
    public void plannedOutageChanged(Collection<String> workflowIds) {
        instances.correlateLater(MSG_PLANNED_OUTAGE_CHANGED, workflowIds, Map.of());
    }

    @Override
    public void planBecameKnown(Collection<String> workflowIds) {
        instances.correlateLater(MSG_PLAN_BECAME_KNOWN, workflowIds, Map.of());
    }
}
