package ir.roshan.cockpit;

import ir.roshan.security.Accounts;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** The lists that dispatchers and managers find in Tasklist, the most urgent first. One that is there already is left as it is. */
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
        List<String> both = List.of(Accounts.DISPATCHERS, Accounts.MANAGERS);
        List<String> dispatchers = List.of(Accounts.DISPATCHERS);
        filter(10, "همهٔ کارهای مدیریت من", "همهٔ کارهای باز که به گروه‌های من ارجاع شده است", ofMyGroups(), both);
        filter(20, "بررسی خاموشی", "خاموشی‌هایی که هنوز بررسی نشده‌اند", ofMyGroups("Task_VerifyOutage"), dispatchers);
        filter(
                30,
                "اعزام اکیپ",
                "خاموشی‌های تأییدشده‌ای که هنوز اکیپی برای آن نرفته است",
                ofMyGroups("Task_DispatchCrew"),
                dispatchers);
        filter(
                40,
                "رفع خاموشی",
                "خاموشی‌هایی که اکیپ برای رفع آن اعزام شده است",
                ofMyGroups("Task_RestoreSupply", "Task_ReviseEstimate"),
                dispatchers);
        filter(
                50,
                "تماس با مشترک",
                "مشترکانی که پیام نتیجه به آن‌ها نرسیده است",
                ofMyGroups("Task_CallSubscriber"),
                dispatchers);
        filter(
                60,
                "گذشته از مهلت",
                "کارهایی که مهلت آن‌ها گذشته است",
                ofMyGroups().dueBeforeExpression("${now()}"),
                dispatchers);
        filter(
                70,
                "کارهای من",
                "کارهایی که برداشته‌ام",
                urgentFirst(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")),
                both);
        // What is late lies with the districts: a list of managers' own tasks would be empty, and look like peace.
        filter(
                30,
                "همهٔ کارهای گذشته از مهلت",
                "کارهای همهٔ مدیریت‌ها که مهلت آن‌ها گذشته است",
                urgentFirst(tasks.createTaskQuery().dueBeforeExpression("${now()}")),
                List.of(Accounts.MANAGERS));
        filter(
                5,
                "همهٔ کارهای باز",
                "کارهای باز همهٔ مدیریت‌ها",
                urgentFirst(tasks.createTaskQuery()),
                List.of(Accounts.MANAGERS));
        filter(
                15,
                "رسیدگی به دیرکرد",
                "خاموشی‌هایی که از مهلت توافقنامه گذشته است",
                ofMyGroups("Task_HandleBreach"),
                List.of(Accounts.MANAGERS));
        filter(
                25,
                "بررسی‌های دیرشده",
                "خاموشی‌هایی که در زمان توافق‌شده بررسی نشده است",
                urgentFirst(tasks.createTaskQuery()
                        .taskDefinitionKey("Task_VerifyOutage")
                        .dueBeforeExpression("${now()}")),
                List.of(Accounts.MANAGERS));
    }

    private TaskQuery ofMyGroups(String... taskKeys) {
        TaskQuery query = tasks.createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .includeAssignedTasks();
        return urgentFirst(taskKeys.length == 0 ? query : query.taskDefinitionKeyIn(taskKeys));
    }

    private static TaskQuery urgentFirst(TaskQuery query) {
        return query.orderByTaskPriority().desc().orderByDueDate().asc();
    }

    private void filter(int position, String name, String description, TaskQuery query, List<String> groups) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "description",
                        description,
                        "priority",
                        position,
                        "color",
                        "#2d5f8b",
                        "refresh",
                        true,
                        "showUndefinedVariable",
                        false,
                        "variables",
                        COLUMNS));
        String id = filters.saveFilter(filter).getId();
        for (String group : groups) {
            Authorization read = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            read.setGroupId(group);
            read.setResource(Resources.FILTER);
            read.setResourceId(id);
            read.addPermission(Permissions.READ);
            authorizations.saveAuthorization(read);
        }
    }
}
