package ir.roshan.process;

import static ir.roshan.process.RestorationModel.PRIORITY_DECISION;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import ir.roshan.agreement.Priority;
import ir.roshan.request.Hazard;
import ir.roshan.request.PriorityRules;
import java.time.Duration;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** {@code PriorityDecision}, as the request sees it. A table answers the same to the same; and the engine, asked, reads which version is the latest. */
@Component
class DecisionPriorityRules implements PriorityRules {
    /** Another version of the table counts on every node when this has passed; one is deployed when a node starts with it. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);
    /** More than there are kinds of questions. */
    private static final int REMEMBERED = 1_000;

    /** What the table is asked. */
    private record Question(Hazard hazard, boolean lifeSupport, String critical, boolean stillOut) {}

    private final DecisionService decisions;
    private final LoadingCache<Question, Priority> answers = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT_FOR)
            .build(this::ask);

    DecisionPriorityRules(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Priority priorityOf(Hazard hazard, boolean lifeSupport, String critical, boolean stillOut) {
        return answers.get(new Question(hazard, lifeSupport, critical, stillOut));
    }

    private Priority ask(Question question) {
        String priority = decisions
                .evaluateDecisionTableByKey(PRIORITY_DECISION)
                .variables(Variables.createVariables()
                        .putValue("hazard", question.hazard().name())
                        .putValue("lifeSupport", question.lifeSupport())
                        .putValue("critical", question.critical())
                        .putValue("stillOut", question.stillOut()))
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
        return Priority.valueOf(priority);
    }
}
