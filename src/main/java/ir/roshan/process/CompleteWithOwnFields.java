package ir.roshan.process;

import ir.roshan.outage.ImpossibleValue;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * A task is completed with the fields of its form, each a text or a moment, and with nothing else: whatever else were sent
 * along would become a variable of the workflow and stay in the engine's history. Looked at before anything is set, and after
 * the engine has said whether this account may complete the task.
 */
final class CompleteWithOwnFields extends CompleteTaskCmd {
    private static final long serialVersionUID = 1L;
    private static final Set<ValueType> TYPES = Set.of(ValueType.STRING, ValueType.DATE, ValueType.NULL);
    private static final Pattern A_NAME = Pattern.compile("\\w{1,64}");

    private final transient Function<String, Set<String>> fieldsOf;

    /** @param fieldsOf what the form of a task has, by the task's name in the model */
    CompleteWithOwnFields(
            String taskId,
            Map<String, Object> variables,
            boolean returnVariables,
            boolean deserialize,
            Function<String, Set<String>> fieldsOf) {
        super(taskId, variables, returnVariables, deserialize);
        this.fieldsOf = fieldsOf;
    }

    @Override
    protected void checkCompleteTask(TaskEntity task, CommandContext context) {
        super.checkCompleteTask(task, context);
        Set<String> fields = fieldsOf.apply(task.getTaskDefinitionKey());
        VariableMap sent = Variables.fromMap(variables == null ? Map.of() : variables);
        for (String name : sent.keySet()) {
            if (!fields.contains(name)) {
                throw TaskEntries.refusal(new ImpossibleValue(shown(name), "unknown-member"));
            }
            if (!isTextOrMoment(sent.getValueTyped(name))) {
                throw TaskEntries.refusal(new ImpossibleValue(name, "type"));
            }
        }
    }

    /** A value that was sent without naming its type has none yet. */
    private static boolean isTextOrMoment(TypedValue sent) {
        return sent.getType() == null
                ? sent.getValue() == null || sent.getValue() instanceof String || sent.getValue() instanceof Date
                : TYPES.contains(sent.getType());
    }

    private static String shown(String name) {
        return name != null && A_NAME.matcher(name).matches() ? name : "variables";
    }
}
