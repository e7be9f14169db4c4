package ir.roshan.process;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.outage.Resolution;
import ir.roshan.request.Requests;
import ir.roshan.security.AuditLog;
import ir.roshan.security.Logins;
import ir.roshan.security.RecentAccounts;
import ir.roshan.security.RefusedExpressions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What of the engine cannot be set in {@code application.yaml}: guarded expressions, the lean history, our clock,
 * portions of a batch, how tasks that are offered are found, and how a refused completion is told.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EngineSettings extends AbstractProcessEnginePlugin {
    /** Requests woken by one job, but for a result ({@link ResolvedTogether}): short enough that a failed portion is cheap to repeat. */
    private static final int REQUESTS_PER_JOB = 50;

    private final BeanFactory beans;
    private final CompanyClock clock;

    EngineSettings(BeanFactory beans, CompanyClock clock) {
        this.beans = beans;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        AdaptiveHash hash = new AdaptiveHash();
        configuration.setIdentityService(new GuardedIdentity(
                () -> beans.getBean(Logins.class), () -> beans.getBean(RecentAccounts.class), new Passwords(hash)));
        configuration.setAuthorizationService(new GuardedRights(configuration.getIdentityService()));
        configuration.setTaskService(new GuardedTasks(configuration.getIdentityService(), this::fieldsOf));
        configuration.setFormService(new GuardedForms(configuration.getTaskService()));
        configuration.setCommandCheckers(List.of(new TenantCommandChecker(), new GuardedStarts()));
        configuration.setPasswordEncryptor(hash);
        configuration.setResourceAuthorizationProvider(new GroupsAlone());
        configuration.setCustomHistoryEventHandlers(List.of(new EngineAudit(() -> beans.getBean(AuditLog.class))));
        configuration.setExpressionManager(
                new GuardedExpressions(beans, () -> beans.getBean(RefusedExpressions.class)));
        configuration.setCustomSessionFactories(List.of(
                OfferedTasks.factory(),
                MessagesWaitedFor.factory(),
                PortionEntities.factory(configuration::getIdGenerator),
                JoinedSession.factory(configuration::getDbSqlSessionFactory)));
        configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
        configuration.setCustomBatchJobHandlers(List.of(
                new ResolvedTogether(() -> beans.getBean(Requests.class), () -> beans.getBean(Resolution.class))));
        configuration.setInvocationsPerBatchJobByBatchType(Map.of(Batch.TYPE_CORRELATE_MESSAGE, REQUESTS_PER_JOB));
        configuration.setCustomPreCommandInterceptorsTxRequired(
                List.of(new WebAppCommandInterceptor(configuration.getIdentityService()), new CompletionInterceptor()));
        clock.onShift(distance -> ClockUtil.offset(distance.toMillis()));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        WholeInstances.teach(configuration);
    }

    /** What the form of a task has, by the task's name in the model. */
    private Set<String> fieldsOf(String task) {
        return beans.getBeanProvider(TaskCompletion.class).stream()
                .filter(completion -> completion.task().equals(task))
                .findFirst()
                .map(TaskCompletion::names)
                .orElse(Set.of());
    }
}
