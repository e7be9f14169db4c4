package ir.roshan.process;

import ir.roshan.background.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The engine's own, which says what it has in hand, from when it has taken a job until it is through with it; and which has reports that it
 * has taken at once attached together ({@link AttachedTogether}).
 */
class LeasingJobExecutor extends SpringJobExecutor {
    private static final Logger log = LoggerFactory.getLogger(LeasingJobExecutor.class);

    private final Supplier<Leases> leases;
    private final Supplier<AttachedTogether> together;

    /** Jobs of one place that are done in one transaction, where the engine's own lists are done one after another. */
    private static final class Attaching extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        private Attaching(Collection<String> jobs) {
            super(jobs);
        }
    }

    /** @param leases of whom, and for how long; made when work begins, since by then the engine has made its tables */
    LeasingJobExecutor(BiFunction<String, Duration, Leases> leases, Supplier<AttachedTogether> together) {
        this.together = together;
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
    public Command<AcquiredJobs> getAcquireJobsCmd(int most) {
        Command<AcquiredJobs> acquiring = super.getAcquireJobsCmd(most);
        return context -> {
            AcquiredJobs acquired = acquiring.execute(context);
            if (acquired.size() > 1) {
                group(acquired, context);
            }
            return acquired;
        };
    }

    private void group(AcquiredJobs acquired, CommandContext context) {
        List<List<String>> lists = acquired.getJobIdBatches();
        List<String> alone = lists.stream()
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0))
                .toList();
        for (List<String> ofOnePlace : together.get().ofOnePlace(alone, context)) {
            lists.removeIf(list -> list.size() == 1 && ofOnePlace.contains(list.get(0)));
            acquired.addJobIdBatch(new Attaching(ofOnePlace));
        }
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
                if (jobs instanceof Attaching) {
                    attach(jobs, engine.getProcessEngineConfiguration());
                }
                work.run();
            } finally {
                leases.get().done(taken);
            }
        };
    }

    /** @param jobs of which those stay that are left to be done one after another, where it does not go together */
    private void attach(List<String> jobs, ProcessEngineConfigurationImpl engine) {
        try {
            while (jobs.size() > 1 && isActive()) {
                List<String> done = engine.getCommandExecutorTxRequired()
                        .execute(context -> together.get().attach(jobs, context));
                jobs.removeAll(done);
                leases.get().done(done);
            }
        } catch (RuntimeException | Error e) {
            // An error too: the engine's own way counts it, and shows it in Cockpit.
            if (EngineConflict.isConflict(e)) {
                log.debug("{} reports are attached one by one", jobs.size(), e);
            } else {
                log.warn("{} reports could not be attached together, and are attached one by one", jobs.size(), e);
            }
        }
    }
}
