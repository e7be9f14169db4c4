package ir.roshan.process;

import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;

/**
 * Jobs that are done within a command of which they are not the only work. One that the command itself has made is never written then: the
 * step of the model before which a token may wait is left out by nobody, and costs no transaction of its own.
 */
final class InlineJobs {
    private InlineJobs() {}

    /** @return those before the activity that this command has made, or has read, and that nobody holds */
    static List<MessageEntity> before(String activity, CommandContext context) {
        // By the type under which the engine keeps all kinds of jobs: asked for one kind alone it finds none (7.24.0).
        return context.getDbEntityManager().getCachedEntitiesByType(AcquirableJobEntity.class).stream()
                .filter(MessageEntity.class::isInstance)
                .map(MessageEntity.class::cast)
                .filter(job -> job.getExecutionId() != null)
                .filter(job -> activity.equals(job.getActivityId()) && !job.isSuspended())
                .toList();
    }

    /** As the engine does a job, but for its incident. @param job has never failed, so that it has none */
    @SuppressWarnings({"unchecked", "rawtypes"}) // each job's handler reads what it has written
    static void work(JobEntity job, CommandContext context) {
        ExecutionEntity token = job.getExecution();
        JobHandler handler =
                context.getProcessEngineConfiguration().getJobHandlers().get(job.getJobHandlerType());
        handler.execute(job.getJobHandlerConfiguration(), token, context, job.getTenantId());
        context.getJobManager().deleteJob(job, false);
        token.removeJob(job);
    }
}
