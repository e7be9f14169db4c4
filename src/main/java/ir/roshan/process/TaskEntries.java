package ir.roshan.process;

import ir.roshan.network.District;
import ir.roshan.outage.ImpossibleValue;
import ir.roshan.security.Accounts;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;

/**
 * What a person has entered into a task: taken out of the engine before anything is written, since free text is personal
 * data and our tables keep it.
 */
final class TaskEntries {
    private final DelegateTask task;
    private final Map<String, String> entered = new LinkedHashMap<>();

    private TaskEntries(DelegateTask task) {
        this.task = task;
    }

    /**
     * Takes the named variables out. A moment that came as the engine's own date is read as ISO 8601.
     *
     * @throws FormFieldValidationException if one is neither a text nor a moment; Tasklist answers it as 400
     */
    static TaskEntries take(DelegateTask task, Set<String> names) {
        TaskEntries entries = new TaskEntries(task);
        for (String name : names) {
            Object value = task.getVariable(name);
            if (value instanceof Date date) {
                entries.entered.put(name, date.toInstant().toString());
            } else if (value instanceof String text) {
                entries.entered.put(name, text);
            } else if (value != null) {
                throw refusal(new ImpossibleValue(name, "type"));
            }
        }
        task.getExecution().removeVariables(names);
        return entries;
    }

    /** @return null if it was not entered */
    String get(String name) {
        return entered.get(name);
    }

    /** The account that completes the task; null where no account is signed in, as in a job. */
    String byWhom() {
        var authentication =
                task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        return authentication == null ? task.getAssignee() : authentication.getUserId();
    }

    /** Whether the work of that district is open to the account that completes the task; to a job it is. */
    boolean maySee(District district) {
        var authentication =
                task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (authentication == null) {
            return true;
        }
        List<String> groups = authentication.getGroupIds();
        return groups != null && Accounts.seesDistrict(groups, district.number());
    }

    /** The way in which Tasklist's API hears of a refusal: a 400 with the sentence, and the task stays open. */
    static FormFieldValidationException refusal(ImpossibleValue e) {
        return new FormFieldValidationException(
                e.code(), "The task cannot be completed: " + e.field() + " (" + e.code() + ")");
    }
}
