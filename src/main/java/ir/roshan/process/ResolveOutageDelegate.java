package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Resolution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** {@code Task_ResolveOutage}: the outage has its result, and its requests are answered (A3.5). */
@Component
class ResolveOutageDelegate implements JavaDelegate {
    private final Resolution resolution;

    ResolveOutageDelegate(Resolution resolution) {
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        resolution.resolve(OutageId.parse(OUTAGE_ID.get(execution)));
    }
}
