package ir.roshan.process;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a person meets who completes a task. A refusal reaches them as the refusal that it is: the engine wraps what a task
 * listener throws, and Tasklist's API would answer 500 and not 400. And a timer that fires at the same moment, or another
 * request that joins the outage, costs them nothing: the completion is tried again on what the other has left. Any command
 * that finds its workflow gone halfway ends in the engine's own word for a conflict.
 */
final class CompletionInterceptor extends CommandInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionInterceptor.class);
    private static final int TRIES = 4;

    @Override
    public <T> T execute(Command<T> command) {
        boolean canBeRepeated =
                command instanceof CompleteTaskCmd && !TransactionSynchronizationManager.isActualTransactionActive();
        for (int tries = 1; ; tries++) {
            try {
                return next.execute(command);
            } catch (ProcessEngineException e) {
                if (!EngineConflict.isConflict(e)) {
                    throw told(command, e);
                }
                if (!canBeRepeated || tries == TRIES) {
                    throw e;
                }
            } catch (NullPointerException e) {
                if (!isVanishedInstance(command, e)) {
                    throw e;
                }
                if (!canBeRepeated || tries == TRIES) {
                    throw new OptimisticLockingException("another transaction ended the workflow meanwhile", e);
                }
            }
        }
    }

    /**
     * What has no trace could be a failure of the model as well: a job then has to fail, and to be an incident in the end. A person
     * is told of a conflict, and the log of what was not known.
     */
    private static boolean isVanishedInstance(Command<?> command, NullPointerException e) {
        if (EngineConflict.isVanishedInstance(e)) {
            return true;
        }
        if (!EngineConflict.hasNoTrace(e) || command instanceof ExecuteJobsCmd) {
            return false;
        }
        LOG.warn(
                "{} has stumbled, and Java does not tell any more where; taken for a workflow that another transaction ended",
                command.getClass().getSimpleName());
        return true;
    }

    private static RuntimeException told(Command<?> command, ProcessEngineException e) {
        Optional<FormFieldValidationException> refusal = refusalIn(e);
        if (refusal.isPresent() && command instanceof StartProcessInstanceCmd) {
            // The engine's resource that starts without a form takes every exception of the engine's for a failure of
            // its own.
            return new InvalidRequestException(
                    Response.Status.BAD_REQUEST, refusal.get().getMessage());
        }
        return refusal.isPresent() ? refusal.get() : e;
    }

    private static Optional<FormFieldValidationException> refusalIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FormFieldValidationException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
