package ir.roshan.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * What a command of the engine will ask for as soon as it knows which job it does, or which version of a model it starts: read
 * together, with the engine's own questions. Each answer is given once, in the same transaction and before anything is written; who
 * moves an instance meanwhile is found out by the revisions of its rows, as ever.
 */
final class ReadAhead {
    static final String LATEST_VERSION = "selectLatestProcessDefinitionByKey";

    /** @param parameter as the engine's managers name it */
    record Question(String statement, Object parameter) {
        static Question of(String statement, Object parameter) {
            return new Question(
                    statement,
                    parameter instanceof ListQueryParameterObject listed ? listed.getParameter() : parameter);
        }

        /** As the engine hands it to MyBatis. */
        Object asked() {
            return new ListQueryParameterObject(parameter, 0, Integer.MAX_VALUE);
        }
    }

    private final Map<Question, List<Object>> answers = new HashMap<>();

    /** Lists that are asked for while a job is done. */
    static List<Question> listsOf(JobEntity job) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("executionId", job.getProcessInstanceId());
        variables.put("variableNames", null);
        Map<String, Object> incidents = new HashMap<>();
        incidents.put("configuration", job.getId());
        incidents.put("incidentType", null);
        return List.of(
                new Question("selectExecutionsByProcessInstanceId", job.getProcessInstanceId()),
                new Question("selectVariablesByExecutionId", variables),
                new Question("selectJobsByExecutionId", job.getExecutionId()),
                new Question("selectIncidentsByConfiguration", incidents));
    }

    static Question jobsOf(String processDefinition) {
        return new Question("selectJobDefinitionsByProcessDefinitionId", processDefinition);
    }

    void keep(Question question, List<Object> answer) {
        answers.put(question, answer);
    }

    /** Null where it was not read ahead, or has been told already. */
    List<Object> tell(Question question) {
        return answers.remove(question);
    }

    void forget() {
        answers.clear();
    }
}
