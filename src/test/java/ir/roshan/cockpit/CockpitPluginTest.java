package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.plansource.PlanFormat;
import ir.roshan.report.Dashboard;
import ir.roshan.report.Timelines;
import ir.roshan.testing.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What holds of the scripts that Cockpit gains from us before any server is asked. */
class CockpitPluginTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/static/assets/cockpit");
    private static final Path ENTRIES = Path.of("src/main/resources/web-apps");
    private static final Path ENTRY = ENTRIES.resolve("board.js");
    private static final List<String> MARKUP = List.of(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "DOMParser",
            "createContextualFragment",
            "eval(",
            "Function(",
            "http://",
            "https://");

    /** Whatever people have written becomes text, and nothing is asked of other hosts; SVG's own name is an address. Tasklist's as well. */
    @Test
    void theScriptsMakeNoMarkupOfText() throws IOException {
        List<Path> all = new ArrayList<>(scriptsIn(SCRIPTS));
        all.addAll(scriptsIn(ENTRIES));
        assertThat(all)
                .hasSizeGreaterThan(8)
                .allSatisfy(script -> assertThat(SourceTree.read(script).replace("'http://www.w3.org/2000/svg'", ""))
                        .doesNotContain(MARKUP));
    }

    /** A module that is not there would be missed when somebody opens the page. */
    @Test
    void everyModuleThatIsImportedIsThere() throws IOException {
        Set<String> imported = new TreeSet<>();
        for (Path script : scripts()) {
            String source = SourceTree.read(script);
            Pattern.compile("from '([^']+)'").matcher(source).results().forEach(m -> imported.add(m.group(1)));
        }
        Pattern.compile("'cockpit\\.[^']+', '(\\w+)'")
                .matcher(SourceTree.read(ENTRY))
                .results()
                .forEach(m -> imported.add("./" + m.group(1) + ".js"));
        assertThat(imported)
                .contains("./heat.js", "./board.js", "/forms/lib/words.js")
                .allSatisfy(
                        name -> assertThat(name.startsWith("/forms/") ? Path.of("bpmn" + name) : SCRIPTS.resolve(name))
                                .exists());
    }

    @Test
    void everyCodeHasItsWord() {
        assertThat(words("board.js", "SOURCE")).isEqualTo(names(Dashboard.Source.values()));
        assertThat(words("board.js", "FORMAT")).isEqualTo(names(PlanFormat.values()));
        assertThat(words("story.js", "ABOUT")).isEqualTo(names(Timelines.About.values()));
        assertThat(words("board.js", "OUTAGE"))
                .isEqualTo(codes("Dashboard", "urgentOutages", "items", "properties", "state"));
        Set<String> states = words("story.js", "ENDED");
        states.addAll(keys(SourceTree.read(Path.of("bpmn/forms/lib/words.js")), "STATE"));
        assertThat(states).isEqualTo(codes("FoundOutage", "state"));
    }

    private static List<Path> scripts() throws IOException {
        List<Path> ofCockpit = new ArrayList<>(scriptsIn(SCRIPTS));
        ofCockpit.add(ENTRY);
        return ofCockpit;
    }

    private static List<Path> scriptsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> words(String script, String list) {
        return keys(SourceTree.read(SCRIPTS.resolve(script)), list);
    }

    private static Set<String> keys(String script, String list) {
        int start = script.indexOf("const " + list + " = {");
        assertThat(start).as(list).isNotNegative();
        return Pattern.compile("([A-Z_]+): ")
                .matcher(script.substring(start, script.indexOf("};", start)))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The values of an enum of the contract, below the properties of a schema. */
    @SuppressWarnings("unchecked")
    private static Set<String> codes(String schema, String... path) {
        Map<String, Object> here = new Yaml().load(SourceTree.read(Path.of("docs/api/openapi.yaml")));
        for (String step : List.of("components", "schemas", schema, "properties")) {
            here = (Map<String, Object>) here.get(step);
        }
        for (String step : path) here = (Map<String, Object>) here.get(step);
        return new TreeSet<>((List<String>) here.get("enum"));
    }
}
