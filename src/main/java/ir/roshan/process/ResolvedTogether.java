package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ANNOUNCE_RESULT;
import static ir.roshan.process.RestorationModel.MSG_OUTAGE_RESOLVED;
import static ir.roshan.process.RestorationModel.REQUEST_ID;

import ir.roshan.outage.Resolution;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.batch.message.MessageCorrelationBatchConfiguration;
import org.camunda.bpm.engine.impl.batch.message.MessageCorrelationBatchJobHandler;
import org.camunda.bpm.engine.impl.core.variable.VariableUtil;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;

/**
 * The engine's message-correlation batch, whose portions for {@code Msg_OutageResolved} do more at once: the requests of a
 * portion are read together, woken, and announced in the same transaction, so that each kind of row is written in one batch for
 * all of them (docs/adr/0012). Nothing of the model is left out: every token goes its way, and the job before
 * {@code Task_AnnounceResult} is done before it is ever written. Where a manager holds that job, it is written and waits.
 *
 * <p>One request that stumbles takes its portion back. The portion is tried again then and only woken: each request is announced
 * by a job of its own, the others have their results, and the one shows in Cockpit at the step that it cannot take.
 */
class ResolvedTogether extends MessageCorrelationBatchJobHandler {
    /** Requests of one transaction: enough that what is paid for each portion hardly counts, and no longer than a second or so. */
    static final int TOGETHER = 250;

    private final Supplier<Requests> requests;
    private final Supplier<Resolution> resolution;

    ResolvedTogether(Supplier<Requests> requests, Supplier<Resolution> resolution) {
        this.requests = requests;
        this.resolution = resolution;
    }

    @Override
    public int calculateInvocationsPerBatchJob(String type, MessageCorrelationBatchConfiguration portion) {
        return isResolution(portion) ? TOGETHER : super.calculateInvocationsPerBatchJob(type, portion);
    }

    private static boolean isResolution(MessageCorrelationBatchConfiguration portion) {
        return MSG_OUTAGE_RESOLVED.equals(portion.getMessageName());
    }

    @Override
    public void executeHandler(
            MessageCorrelationBatchConfiguration portion,
            ExecutionEntity execution,
            CommandContext context,
            String tenant) {
        if (!isResolution(portion)) {
            super.executeHandler(portion, execution, context, tenant);
        } else {
            // Before the engine reads them: whoever withdraws has done so by then, or waits, and then has a result.
            requests.get().lockCarriedBy(portion.getIds());
            wake(context, portion);
            if (!hasFailed(context)) {
                announce(context);
            }
        }
    }

    private static boolean hasFailed(CommandContext context) {
        int untouched = context.getProcessEngineConfiguration().getDefaultNumberOfRetries();
        return context.getCurrentJob().getRetries() < untouched;
    }

    private static Map<String, Object> variables(CommandContext context, MessageCorrelationBatchConfiguration portion) {
        return Map.copyOf(VariableUtil.findBatchVariablesSerialized(portion.getBatchId(), context));
    }

    /**
     * Whoever does not wait for the result any more, since it was withdrawn as a rule, is passed over. One whose workflow is held
     * has a job of its own, which fails until nobody holds it, and shows in Cockpit.
     */
    private static void wake(CommandContext context, MessageCorrelationBatchConfiguration portion) {
        Map<String, Object> variables = variables(context, portion);
        for (ExecutionEntity instance : WholeInstances.read(context, portion.getIds())) {
            List<EventSubscriptionEntity> waiting = below(instance)
                    .flatMap(token -> token.getEventSubscriptions().stream())
                    .filter(one -> one.isSubscriptionForEventType(EventType.MESSAGE))
                    .filter(one -> MSG_OUTAGE_RESOLVED.equals(one.getEventName()))
                    .toList();
            if (!waiting.isEmpty() && instance.isSuspended() && portion.getIds().size() > 1) {
                context.getProcessEngineConfiguration()
                        .getRuntimeService()
                        .createMessageCorrelationAsync(MSG_OUTAGE_RESOLVED)
                        .processInstanceIds(List.of(instance.getId()))
                        .setVariables(variables)
                        .correlateAllAsync();
            } else {
                waiting.forEach(one -> one.eventReceived(variables, false));
            }
        }
    }

    private static Stream<ExecutionEntity> below(ExecutionEntity token) {
        return Stream.concat(Stream.of(token), token.getExecutions().stream().flatMap(ResolvedTogether::below));
    }

    /** Those whom nobody holds, and who go straight to their result. Whoever was found to be on plan has another job, and keeps it. */
    private void announce(CommandContext context) {
        List<MessageEntity> due = InlineJobs.before(ANNOUNCE_RESULT, context);
        if (due.isEmpty()) {
            return;
        }
        resolution
                .get()
                .announceTogether(due.stream()
                        .map(job -> RequestId.parse(REQUEST_ID.get(job.getExecution())))
                        .toList());
        due.forEach(job -> InlineJobs.work(job, context));
    }
}
