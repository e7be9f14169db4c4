package ir.roshan.process;

import ir.roshan.outage.ImpossibleValue;
import ir.roshan.request.FieldError;
import ir.roshan.request.InvalidRequest;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** A person completes a task: what was entered is checked and kept in our tables, whoever completes it and by whichever way. */
abstract class TaskCompletion implements TaskListener {
    private final String task;
    private final WorkflowFacts facts;
    private final Set<String> names;

    /**
     * @param task as the model names it
     * @param names of the variables that the task's form brings
     */
    TaskCompletion(String task, WorkflowFacts facts, Set<String> names) {
        this.task = task;
        this.facts = facts;
        this.names = names;
    }

    /** As the model names it. */
    final String task() {
        return task;
    }

    /** Of the variables that the task's form brings. */
    final Set<String> names() {
        return names;
    }

    @Override
    public final void notify(DelegateTask task) {
        TaskEntries entered = TaskEntries.take(task, names);
        facts.restore(task);
        try {
            complete(task, entered);
        } catch (ImpossibleValue e) {
            throw TaskEntries.refusal(e);
        } catch (InvalidRequest e) {
            FieldError first = e.errors().get(0);
            throw TaskEntries.refusal(new ImpossibleValue(first.field(), first.code()));
        }
    }

    abstract void complete(DelegateTask task, TaskEntries entered);
}
