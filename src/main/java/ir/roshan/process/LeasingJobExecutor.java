package ir.roshan.process;

import ir.roshan.background.Leases;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.util.function.SingletonSupplier;

/** The engine's own, which says what it has in hand, from when it has taken a job until it is through with it. */
class LeasingJobExecutor extends SpringJobExecutor {
    private final Supplier<Leases> leases;

    /** @param leases of whom, and for how long; made when work begins, since by then the engine has made its tables */
    LeasingJobExecutor(BiFunction<String, Duration, Leases> leases) {
        this.leases =
                SingletonSupplier.of(() -> leases.apply(getLockOwner(), Duration.ofMillis(getLockTimeInMillis())));
        setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler() {
            @Override
            public void jobsRejected(List<String> jobs, ProcessEngineImpl engine, JobExecutor executor) {
                LeasingJobExecutor.this.leases.get().done(jobs);
                super.jobsRejected(jobs, engine, executor);
            }
        });
    }

    @Override
    protected void startExecutingJobs() {
        super.startExecutingJobs();
        leases.get().begin();
    }

    @Override
    protected void stopExecutingJobs() {
        leases.get().end();
        super.stopExecutingJobs();
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobs, ProcessEngineImpl engine) {
        List<String> taken = List.copyOf(jobs);
        leases.get().taken(taken);
        Runnable work = new ExecuteJobsRunnable(jobs, engine) {
            /** One after another, and after them those of the same instance that they have led to. */
            @Override
            protected void executeJob(String job, CommandExecutor commands, JobFailureCollector failures) {
                leases.get().taken(List.of(job));
                try {
                    super.executeJob(job, commands, failures);
                } finally {
                    leases.get().done(List.of(job));
                }
            }
        };
        return () -> {
            try {
                work.run();
            } finally {
                leases.get().done(taken);
            }
        };
    }
}
