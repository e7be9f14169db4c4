package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our Persian labels against those that Camunda's web apps use: whoever takes another version of Camunda is told by name
 * what is to be translated.
 */
class WebAppLabelsTest {
    private static final String CAMUNDA = "/META-INF/resources/webjars/camunda/";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    /** Arabic letters, a blank where a half-space belongs, two blanks, punctuation of another script. */
    private static final Pattern UNPERSIAN = Pattern.compile("[يك?,]| ها | های |  |(^| )ن?می ");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Keys that come from the engine with an answer, and so stand in no script. */
    private static final Map<String, Set<String>> FROM_THE_ENGINE = Map.of(
            "tasklist",
            Set.of(
                    "Assign",
                    "Complete",
                    "Delegate",
                    "Resolve",
                    "SetOwner",
                    "SetPriority",
                    "Suspend",
                    "Update",
                    "AddAttachment",
                    "DeleteAttachment",
                    "AddGroupLink",
                    "DeleteGroupLink",
                    "AddUserLink",
                    "DeleteUserLink",
                    "delegation",
                    "parentTask"),
            "admin",
            passwordRules(),
            "welcome",
            passwordRules(),
            "cockpit",
            Set.of());

    /** What is written in Latin letters in Persian as well. */
    private static final Set<String> LATIN = Set.of(
            "Camunda",
            "BPMN",
            "XML",
            "JSON",
            "LDAP",
            "DRD",
            "API",
            "Ctrl",
            "F5",
            "FNI",
            "EDE",
            "DI",
            "PI",
            "TU",
            "resolve",
            "cockpit",
            "tasklist",
            "yyyy",
            "MM",
            "ddTHH",
            "mm",
            "ss",
            "lt",
            "gt",
            "br",
            "strong");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyLabelInUseIsPersian(String app) {
        Map<String, String> theirs = labels(CAMUNDA + "app/" + app + "/locales/en.json");
        Map<String, String> ours = ours(app);
        Set<String> used = inUse(app, theirs.keySet());
        assertThat(used).hasSizeGreaterThan(100);
        assertThat(missing(used, ours)).as("not translated").isEmpty();
        assertThat(missing(ours.keySet(), theirs)).as("unknown to Camunda").isEmpty();
        ours.forEach((key, label) -> assertThat(places(label)).as(key).isEqualTo(places(theirs.get(key))));
    }

    /** As on the subscriber's page: Persian yeh and kaf, half-spaces, Persian punctuation, and no English left. */
    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void thePersianIsWrittenAsPersian(String app) {
        Map<String, String> wrong = new TreeMap<>(ours(app));
        wrong.values().removeIf(label -> isPersian(label));
        assertThat(wrong).isEmpty();
    }

    private static boolean isPersian(String label) {
        String text = PLACE.matcher(label).replaceAll("…").replaceAll("<[^>]*>", "");
        Set<String> latin = found(Pattern.compile("[A-Za-z]{2,}[0-9]?|[A-Za-z][0-9]"), text, 0);
        latin.removeAll(LATIN);
        return latin.isEmpty() && !UNPERSIAN.matcher(text).find();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(missing(List.of("START", "SAVE"), Map.of("SAVE", "ذخیره"))).containsExactly("START");
        assertThat(List.of("ذخیره  شد", "می رود", "Save", "كار")).noneMatch(WebAppLabelsTest::isPersian);
        assertThat(places("{{ name }} {{id}}")).containsExactly("id", "name");
        assertThat(inUse("tasklist", Set.of("START_PROCESS", "NO_SUCH_LABEL")))
                .contains("START_PROCESS")
                .doesNotContain("NO_SUCH_LABEL");
    }

    private static Set<String> passwordRules() {
        return Set.of(
                "PASSWORD_POLICY_LENGTH",
                "PASSWORD_POLICY_LOWERCASE",
                "PASSWORD_POLICY_UPPERCASE",
                "PASSWORD_POLICY_DIGIT",
                "PASSWORD_POLICY_SPECIAL",
                "PASSWORD_POLICY_USER_DATA");
    }

    private static Set<String> inUse(String app, Set<String> labels) {
        Set<String> words = new TreeSet<>(FROM_THE_ENGINE.get(app));
        for (String script : List.of(
                CAMUNDA + "app/" + app + "/camunda-" + app + "-bootstrap.js",
                CAMUNDA + "app/" + app + "/index.html",
                CAMUNDA + "lib/deps.js")) words.addAll(found(WORD, read(script), 0));
        if (!app.equals("welcome"))
            words.addAll(found(WORD, read("/META-INF/resources/plugin/" + app + "/app/plugin.js"), 0));
        words.retainAll(labels);
        return words;
    }

    private static Set<String> missing(Iterable<String> keys, Map<String, String> from) {
        Set<String> missing = new TreeSet<>();
        for (String key : keys) if (from.getOrDefault(key, "").isBlank()) missing.add(key);
        return missing;
    }

    private static Set<String> places(String label) {
        return found(PLACE, label, 1);
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> ours(String app) {
        return labels("/web/dress/locales/" + app + ".json");
    }

    private static Map<String, String> labels(String file) {
        try {
            Map<String, String> labels = new TreeMap<>();
            for (Map.Entry<String, JsonNode> label : JSON.readTree(read(file).replace("\uFEFF", ""))
                    .get("labels")
                    .properties()) labels.put(label.getKey(), label.getValue().textValue());
            return labels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try (InputStream stream = WebAppLabelsTest.class.getResourceAsStream(file)) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
