package ir.roshan.cockpit;

import ir.roshan.outage.OpenTasks;
import ir.roshan.security.Accounts;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * A list that people find in Tasklist, in the engine's words and in those by which all of them are counted at once.
 *
 * @param position small ones come first
 * @param steps tasks of the model that it holds; empty for all
 * @param late whether it holds those alone whose deadline has passed
 * @param groups who finds it
 */
record TaskList(
        int position,
        String name,
        String description,
        Whose whose,
        List<String> steps,
        boolean late,
        List<String> groups) {
    /** Whose tasks it holds. */
    enum Whose {
        OF_MY_GROUPS,
        EVERYBODYS,
        MINE
    }

    private static final String VERIFY = "Task_VerifyOutage";
    private static final List<String> BOTH = List.of(Accounts.DISPATCHERS, Accounts.MANAGERS);
    private static final List<String> DISPATCHERS = List.of(Accounts.DISPATCHERS);
    private static final List<String> MANAGERS = List.of(Accounts.MANAGERS);

    static final List<TaskList> ALL = List.of(
            new TaskList(
                    10,
                    "همهٔ کارهای مدیریت من",
                    "همهٔ کارهای باز که به گروه‌های من ارجاع شده است",
                    Whose.OF_MY_GROUPS,
                    List.of(),
                    false,
                    BOTH),
            new TaskList(
                    20,
                    "بررسی خاموشی",
                    "خاموشی‌هایی که هنوز بررسی نشده‌اند",
                    Whose.OF_MY_GROUPS,
                    List.of(VERIFY),
                    false,
                    DISPATCHERS),
            new TaskList(
                    30,
                    "اعزام اکیپ",
                    "خاموشی‌های تأییدشده‌ای که هنوز اکیپی برای آن نرفته است",
                    Whose.OF_MY_GROUPS,
                    List.of("Task_DispatchCrew"),
                    false,
                    DISPATCHERS),
            new TaskList(
                    40,
                    "رفع خاموشی",
                    "خاموشی‌هایی که اکیپ برای رفع آن اعزام شده است",
                    Whose.OF_MY_GROUPS,
                    List.of("Task_RestoreSupply", "Task_ReviseEstimate"),
                    false,
                    DISPATCHERS),
            new TaskList(
                    50,
                    "تماس با مشترک",
                    "مشترکانی که پیام نتیجه به آن‌ها نرسیده است",
                    Whose.OF_MY_GROUPS,
                    List.of("Task_CallSubscriber"),
                    false,
                    DISPATCHERS),
            new TaskList(
                    60,
                    "گذشته از مهلت",
                    "کارهایی که مهلت آن‌ها گذشته است",
                    Whose.OF_MY_GROUPS,
                    List.of(),
                    true,
                    DISPATCHERS),
            new TaskList(70, "کارهای من", "کارهایی که برعهدهٔ من است", Whose.MINE, List.of(), false, BOTH),
            // What is late lies with the districts: a list of managers' own tasks would be empty, and look like peace.
            new TaskList(
                    30,
                    "همهٔ کارهای گذشته از مهلت",
                    "کارهای همهٔ مدیریت‌ها که مهلت آن‌ها گذشته است",
                    Whose.EVERYBODYS,
                    List.of(),
                    true,
                    MANAGERS),
            new TaskList(
                    5, "همهٔ کارهای باز", "کارهای باز همهٔ مدیریت‌ها", Whose.EVERYBODYS, List.of(), false, MANAGERS),
            new TaskList(
                    15,
                    "رسیدگی به دیرکرد",
                    "خاموشی‌هایی که از مهلت توافقنامه گذشته است",
                    Whose.OF_MY_GROUPS,
                    List.of("Task_HandleBreach"),
                    false,
                    MANAGERS),
            new TaskList(
                    25,
                    "بررسی‌های دیرشده",
                    "خاموشی‌هایی که در زمان توافق‌شده بررسی نشده است",
                    Whose.EVERYBODYS,
                    List.of(VERIFY),
                    true,
                    MANAGERS));

    /** The most urgent first. */
    TaskQuery query(TaskService tasks) {
        TaskQuery query = tasks.createTaskQuery();
        switch (whose) {
            case OF_MY_GROUPS ->
                query.taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks();
            case MINE -> query.taskAssigneeExpression("${currentUser()}");
            case EVERYBODYS -> {}
        }
        if (!steps.isEmpty()) {
            query.taskDefinitionKeyIn(steps.toArray(String[]::new));
        }
        if (late) {
            query.dueBeforeExpression("${now()}");
        }
        return query.orderByTaskPriority().desc().orderByDueDate().asc();
    }

    /** How many it holds, of what is open of each step. */
    int counted(List<OpenTasks.Count> open) {
        return open.stream()
                .filter(count -> steps.isEmpty() || steps.contains(count.step()))
                .mapToInt(count -> late ? count.late() : count.open())
                .sum();
    }
}
