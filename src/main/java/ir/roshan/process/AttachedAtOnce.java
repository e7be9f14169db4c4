package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ATTACH_TO_OUTAGE;
import static ir.roshan.process.RestorationModel.REQUEST_ID;
import static ir.roshan.process.RestorationModel.REQUEST_PROCESS;

import ir.roshan.outage.Attachment;
import ir.roshan.request.RequestId;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.retry.RetryContext;
import org.springframework.retry.support.RetrySynchronizationManager;
import org.springframework.stereotype.Component;

/**
 * Begins a request's workflow and, where it is its place's turn, has the request stand in its outage in the same transaction: a
 * second one, and the job that leads to it, were about half of what a report costs. Where others are at work at the place the job is
 * written, and nobody waits for them; for an outage's own row somebody may wait a second (docs/adr/0006).
 *
 * <p>Whatever goes wrong with the outage takes the report back, and it is taken anew with the job alone. So this is tried once, and
 * only by whoever tries again.
 */
@Component
class AttachedAtOnce {
    private static final Logger log = LoggerFactory.getLogger(AttachedAtOnce.class);

    private final RuntimeService runtimeService;
    private final Attachment attachment;

    AttachedAtOnce(RuntimeService runtimeService, Attachment attachment) {
        this.runtimeService = runtimeService;
        this.attachment = attachment;
    }

    /** @throws CannotAcquireLockException if the request could not be attached; without that it can be, when it is tried again */
    ProcessInstance start(Map<String, Object> variables) {
        if (!isFirstOfSeveralTries()) {
            return begin(variables);
        }
        Beginning beginning = new Beginning(variables);
        try {
            return ((ServiceImpl) runtimeService).getCommandExecutor().execute(beginning);
        } catch (RuntimeException | Error e) {
            if (!beginning.attaching) {
                throw e;
            }
            if (!EngineConflict.isConflict(e)) {
                log.warn("A report could not be attached at once, and is taken again to be attached by a job", e);
            }
            throw new CannotAcquireLockException("not attached at once", e);
        }
    }

    private static boolean isFirstOfSeveralTries() {
        RetryContext tries = RetrySynchronizationManager.getContext();
        return tries != null && tries.getRetryCount() == 0;
    }

    private ProcessInstance begin(Map<String, Object> variables) {
        return runtimeService.startProcessInstanceByKey(REQUEST_PROCESS, variables);
    }

    /** The engine writes at the end of the outermost command, and forgets there what it has made. */
    private final class Beginning implements Command<ProcessInstance> {
        private final Map<String, Object> variables;
        private boolean attaching;

        private Beginning(Map<String, Object> variables) {
            this.variables = variables;
        }

        @Override
        public ProcessInstance execute(CommandContext context) {
            ProcessInstance begun = begin(variables);
            for (MessageEntity job : InlineJobs.before(ATTACH_TO_OUTAGE, context)) {
                if (attachment.isItsTurn(RequestId.parse(REQUEST_ID.get(job.getExecution())))) {
                    attaching = true;
                    InlineJobs.work(job, context);
                }
            }
            return begun;
        }
    }
}
