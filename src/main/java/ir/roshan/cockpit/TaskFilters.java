package ir.roshan.cockpit;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** Puts the lists ({@link TaskList}) before dispatchers and managers. One that is there already is left as it is. */
@Component
@DependsOn("accountsSetup")
class TaskFilters implements SmartInitializingSingleton {
    /**
     * What the list shows below a task's name besides the card of its outage ({@link TaskCards}): of a task to call a
     * subscriber the request. Tasklist leaves out what a task does not have.
     */
    private static final List<Map<String, String>> COLUMNS =
            List.of(Map.of("name", "trackingCode", "label", "کد رهگیری"));

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TaskFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        TaskList.ALL.forEach(this::filter);
    }

    private void filter(TaskList list) {
        if (filters.createFilterQuery().filterName(list.name()).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(list.name())
                .setQuery(list.query(tasks))
                .setProperties(Map.of(
                        "description",
                        list.description(),
                        "priority",
                        list.position(),
                        "color",
                        "#2d5f8b",
                        "refresh",
                        true,
                        "showUndefinedVariable",
                        false,
                        "variables",
                        COLUMNS));
        String id = filters.saveFilter(filter).getId();
        for (String group : list.groups()) {
            Authorization read = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            read.setGroupId(group);
            read.setResource(Resources.FILTER);
            read.setResourceId(id);
            read.addPermission(Permissions.READ);
            authorizations.saveAuthorization(read);
        }
    }
}
