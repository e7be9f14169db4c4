package ir.roshan.process;

import ir.roshan.demo.NothingToDo;
import ir.roshan.demo.Workplace;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Outage;
import ir.roshan.security.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The engine as the demo's workplace: tasks are claimed and completed with the rights of the account that does it, as through Tasklist. */
@Component
@Profile("demo")
class EngineWorkplace implements Workplace {
    private static final String KEPT = "roshan.demo";

    private final AccountsSetup accountsSetup;
    private final Accounts accounts;
    private final IdentityService identityService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final Clock clock;

    EngineWorkplace(
            AccountsSetup accountsSetup,
            Accounts accounts,
            IdentityService identityService,
            TaskService taskService,
            ManagementService managementService,
            Clock clock) {
        this.accountsSetup = accountsSetup;
        this.accounts = accounts;
        this.identityService = identityService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.clock = clock;
    }

    @Override
    public void open(Account account) {
        accountsSetup.account(
                account.name(), account.firstName(), account.lastName(), account.password(), account.groups());
    }

    @Override
    public void verify(Outage outage, String account, Finding finding, String networkElement, String note) {
        Map<String, Object> entered = new HashMap<>();
        entered.put("finding", finding.name());
        entered.put("networkElement", networkElement);
        entered.put("verificationNote", note);
        complete(outage, RestorationModel.VERIFY_OUTAGE, account, entered);
    }

    @Override
    public void dispatchCrew(Outage outage, String account, String crew, Instant estimatedRestorationAt) {
        complete(
                outage,
                RestorationModel.DISPATCH_CREW,
                account,
                Map.of("crew", crew, "estimatedRestorationAt", estimatedRestorationAt.toString()));
    }

    @Override
    public void takeUpRestoration(Outage outage, String account) {
        as(account, outage, RestorationModel.RESTORE_SUPPLY, task -> taskService.claim(task.getId(), account));
    }

    @Override
    public void reviseEstimate(Outage outage, String account, Instant estimatedRestorationAt) {
        complete(
                outage,
                RestorationModel.REVISE_ESTIMATE,
                account,
                Map.of("estimatedRestorationAt", estimatedRestorationAt.toString()));
    }

    @Override
    public void restore(Outage outage, String account, Cause cause, Instant restoredAt, String note) {
        Map<String, Object> entered = new HashMap<>();
        entered.put("cause", cause.name());
        entered.put("restoredAt", restoredAt.toString());
        entered.put("restorationNote", note);
        complete(outage, RestorationModel.RESTORE_SUPPLY, account, entered);
    }

    @Override
    public void handleBreach(Outage outage, String account, String action) {
        complete(outage, "Task_HandleBreach", account, Map.of("breachAction", action));
    }

    private void complete(Outage outage, String taskKey, String account, Map<String, Object> entered) {
        as(account, outage, taskKey, task -> {
            taskService.claim(task.getId(), account);
            taskService.complete(task.getId(), entered);
        });
    }

    private void as(String account, Outage outage, String taskKey, Consumer<Task> deed) {
        Task task = taskService
                .createTaskQuery()
                .processInstanceId(outage.workflowId())
                .taskDefinitionKey(taskKey)
                .singleResult();
        if (task == null) throw new NothingToDo(taskKey);
        identityService.setAuthentication(account, List.copyOf(accounts.groupsOf(account)));
        try {
            deed.accept(task);
        } finally {
            identityService.clearAuthentication();
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return nextJob().map(this::dueAt);
    }

    @Override
    public void doWhatIsDue() {
        for (Optional<Job> job = dueJob(); job.isPresent(); job = dueJob())
            execute(job.get().getId());
    }

    /**
     * The sender, which hands to a person what no gateway takes, may move the same workflow at this moment; what is due is
     * then looked for anew.
     */
    private void execute(String jobId) {
        try {
            managementService.executeJob(jobId);
        } catch (ProcessEngineException e) {
            boolean gone = managementService.createJobQuery().jobId(jobId).count() == 0;
            if (!gone && !EngineConflict.isConflict(e)) throw e;
        }
    }

    private Optional<Job> dueJob() {
        return nextJob().filter(job -> !dueAt(job).isAfter(clock.instant()));
    }

    /** One at a time: a job that is done may take others away. The engine's own housekeeping has no definition, and never ends. */
    private Optional<Job> nextJob() {
        return managementService.createJobQuery().active().withRetriesLeft().list().stream()
                .filter(job -> job.getJobDefinitionId() != null)
                .min(Comparator.comparing(this::dueAt));
    }

    /** A job without a date is due since it was made. */
    private Instant dueAt(Job job) {
        return Optional.ofNullable(job.getDuedate())
                .map(Date::toInstant)
                .orElse(job.getCreateTime().toInstant());
    }

    @Override
    public Optional<String> kept() {
        return Optional.ofNullable(managementService.getProperties().get(KEPT));
    }

    @Override
    public void keep(String note) {
        managementService.setProperty(KEPT, note);
    }
}
