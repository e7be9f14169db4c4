package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine's expressions in the engine itself, with nobody in front. */
@OnH2
class GuardedExpressionsTest extends RoshanServer {
    @Autowired
    private ProcessEngineConfigurationImpl engine;

    private static final Map<String, Object> VARIABLES = Map.of(
            "district",
            2,
            "finding",
            "PLANNED",
            "list",
            new ArrayList<>(List.of("a")),
            "map",
            new HashMap<>(Map.of("a", "b")),
            "date",
            new Date(0),
            "zone",
            DateTimeZone.UTC,
            "text",
            "${canary.sings}");

    private static VariableScope execution() {
        VariableScope scope = mock(VariableScope.class);
        when(scope.hasVariable(any())).thenAnswer(asked -> VARIABLES.containsKey(asked.<String>getArgument(0)));
        when(scope.getVariable(any())).thenAnswer(asked -> VARIABLES.get(asked.<String>getArgument(0)));
        return scope;
    }

    private Object valueOf(String text, VariableScope scope) {
        return engine.getCommandExecutorTxRequired()
                .execute(context ->
                        engine.getExpressionManager().createExpression(text).getValue(scope));
    }

    @Test
    void theModelNamesItsVariablesDelegatesAndQuestions() {
        assertThat(valueOf("${district}", execution())).isEqualTo(2);
        assertThat(valueOf("district-${district}", execution())).isEqualTo("district-2");
        assertThat(valueOf("${finding == 'PLANNED'}", execution())).isEqualTo(true);
        assertThat(valueOf("${registerRequestDelegate}", execution())).isInstanceOf(RegisterRequestDelegate.class);
        post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place().billId()))
                .send(201);
        String request = jdbc.sql("SELECT max(request_id) FROM restoration_request")
                .query(String.class)
                .single();
        assertThat(valueOf("${resultAnnouncement.told('" + request + "')}", execution()))
                .isEqualTo(false);
        assertThat(valueOf("${text}", execution())).as("a variable is text").isEqualTo("${canary.sings}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${list.add('x')}",
                "${list[0]}",
                "${map.put('a', 'c')}",
                "${map.a}",
                "${map['a']}",
                "${date.setTime(5)}",
                "${date.time}",
                "${zone.setDefault(zone)}",
                "${finding.length()}",
                "${finding.class}",
                "${resultAnnouncement.getClass()}",
                "${resultAnnouncement['class']}",
                "${resultAnnouncement['getClass']()}",
                "${resultAnnouncement.hashCode()}",
                "${resultAnnouncement.wait()}",
                "${resultAnnouncement.announcement}",
                "${registerRequestDelegate.execute(execution)}",
                "${now().setTime(0)}",
                "${currentUserGroups().add('x')}",
                "${jdbcClient}",
                "${environment}",
                "${systemProperties}"
            })
    void theModelReachesNothingElse(String text) {
        assertThatThrownBy(() -> valueOf(text, execution()))
                .satisfies(thrown -> assertThat(causes(thrown)).hasAtLeastOneElementOfType(ELException.class));
        assertThat(VARIABLES.get("list")).isEqualTo(List.of("a"));
        assertThat(VARIABLES.get("map")).isEqualTo(Map.of("a", "b"));
        assertThat(VARIABLES.get("date")).isEqualTo(new Date(0));
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** The list that the engine asks for somebody's rights is not the one that an expression gets. */
    @Test
    void aQueryGetsACopyOfTheGroups() {
        List<String> known = new ArrayList<>(List.of("dispatchers", "district-1"));
        identityService.setAuthentication("dispatcher-1", known);
        try {
            @SuppressWarnings("unchecked")
            List<String> given = (List<String>) valueOf("${currentUserGroups()}", null);
            assertThat(given).containsExactly("dispatchers", "district-1");
            assertThatThrownBy(() -> given.add("district-2")).isInstanceOf(UnsupportedOperationException.class);
            known.add("district-3");
            assertThat(given).hasSize(2);
            assertThat(valueOf("${currentUser()}", null)).isEqualTo("dispatcher-1");
        } finally {
            identityService.clearAuthentication();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${district}", "${registerRequestDelegate}", "${resultAnnouncement.told('N')}", "${1 + 1}"})
    void aQueryNamesNothingOfTheModels(String text) {
        assertThatThrownBy(() -> valueOf(text, null)).isInstanceOf(ExpressionRefused.class);
    }

    @Test
    void literalTextIsNoExpression() {
        assertThat(valueOf("dispatcher-1", null)).isEqualTo("dispatcher-1");
        String long1 = "x".repeat(5_000);
        assertThat(valueOf(long1, null)).isEqualTo(long1);
    }

    @Test
    void whatIsNestedDeeplyBreaksNothing() {
        for (int depth : new int[] {200, 5_000, 1_000_000}) {
            String nested = "${" + "(".repeat(depth) + "1" + ")".repeat(depth) + "}";
            assertThatThrownBy(() -> valueOf(nested, null)).isInstanceOf(ExpressionRefused.class);
        }
    }
}
