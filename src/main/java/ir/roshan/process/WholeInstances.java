package ir.roshan.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.util.BitMaskUtil;

/**
 * Many instances read at once: tokens, variables, jobs and the messages they wait for, in one statement each, as the engine itself
 * restores one instance when it is migrated. Whatever the command does with them then finds them read, where the engine would
 * go to the database some ten times for each.
 */
final class WholeInstances {
    private static final String STATEMENTS = "/engine/WholeInstances.xml";

    private WholeInstances() {}

    /** The engine knows our statements beside its own. */
    static void teach(ProcessEngineConfigurationImpl engine) {
        Configuration statements = engine.getSqlSessionFactory().getConfiguration();
        try (InputStream file = WholeInstances.class.getResourceAsStream(STATEMENTS)) {
            new XMLMapperBuilder(file, statements, STATEMENTS, statements.getSqlFragments()).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return of these jobs those before the activity that have never failed */
    static List<String> untriedJobsBefore(String activity, CommandContext context, Collection<String> jobs) {
        return rows(context, "selectUntriedJobsBefore", Map.of("activity", activity, "jobs", jobs), String.class);
    }

    /** @return the id of the instance to which each of these jobs belongs; a job that is done is not in it */
    static Map<String, String> ofJobs(CommandContext context, Collection<String> jobs) {
        return rows(context, "selectInstancesOfJobs", List.copyOf(jobs), Map.class).stream()
                .collect(Collectors.toMap(row -> (String) row.get("job"), row -> (String) row.get("instance")));
    }

    /** @return the instances that are there still; whoever has ended is not in it */
    static List<ExecutionEntity> read(CommandContext context, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> asked = List.copyOf(ids);
        Map<String, List<ExecutionEntity>> tokens =
                rows(context, "selectExecutionsOfInstances", asked, ExecutionEntity.class).stream()
                        .collect(Collectors.groupingBy(ExecutionEntity::getProcessInstanceId));
        Map<String, List<VariableInstanceEntity>> variables =
                rows(context, "selectVariablesOfInstances", asked, VariableInstanceEntity.class).stream()
                        .collect(Collectors.groupingBy(VariableInstanceEntity::getProcessInstanceId));
        Map<String, List<EventSubscriptionEntity>> messages =
                rows(context, "selectEventSubscriptionsOfInstances", asked, EventSubscriptionEntity.class).stream()
                        .collect(Collectors.groupingBy(EventSubscriptionEntity::getProcessInstanceId));
        Map<String, List<JobEntity>> jobs = rows(context, "selectJobsOfInstances", asked, JobEntity.class).stream()
                .collect(Collectors.groupingBy(JobEntity::getProcessInstanceId));
        PortionEntities.readAhead(
                context,
                rows(
                        context,
                        "selectBegunActivities",
                        whereTheyAre(tokens),
                        HistoricActivityInstanceEventEntity.class));
        List<ExecutionEntity> instances = new ArrayList<>();
        for (String id : asked) {
            for (ExecutionEntity token : tokens.getOrDefault(id, List.of())) {
                if (token.isProcessInstanceExecution()) {
                    tokens.get(id).forEach(WholeInstances::withoutJobsYet);
                    token.restoreProcessInstance(
                            tokens.get(id),
                            messages.getOrDefault(id, List.of()),
                            variables.getOrDefault(id, List.of()),
                            null,
                            jobs.getOrDefault(id, List.of()),
                            null,
                            null);
                    instances.add(token);
                }
            }
        }
        return instances;
    }

    /** Of each token that has none below it, which entry of the history says since when it has been there. */
    private static List<String> whereTheyAre(Map<String, List<ExecutionEntity>> tokens) {
        List<ExecutionEntity> all =
                tokens.values().stream().flatMap(List::stream).toList();
        Set<String> above = all.stream().map(ExecutionEntity::getParentId).collect(Collectors.toSet());
        return all.stream()
                .filter(token -> !above.contains(token.getId()))
                .map(ExecutionEntity::getActivityInstanceId)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Else it would ask for its jobs as soon as it is given the first of them. */
    private static void withoutJobsYet(ExecutionEntity token) {
        token.setCachedEntityState(
                BitMaskUtil.setBit(token.getCachedEntityStateRaw(), ExecutionEntity.JOBS_STATE_BIT, false));
    }

    private static <T> List<T> rows(CommandContext context, String statement, Object asked, Class<T> type) {
        if (asked instanceof Collection<?> ids && ids.isEmpty()) {
            return List.of();
        }
        DbEntityManager rows = context.getDbEntityManager();
        List<?> found = rows.selectList(statement, asked);
        return found.stream().map(type::cast).toList();
    }
}
