package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of the scripts that Cockpit gains from us before any server is asked. */
class CockpitPluginTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/web/cockpit");
    private static final Path ENTRIES = Path.of("src/main/resources/web/dress");
    private static final Path ENTRY = ENTRIES.resolve("cockpit-plugins.js");
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

    /** A module that is not there would be missed when somebody opens the page; what modules import, ModulesTest holds. */
    @Test
    void everyModuleThatIsNamedIsThere() {
        Set<String> named = new TreeSet<>();
        Pattern.compile("'cockpit\\.[^']+', '(\\w+)'")
                .matcher(SourceTree.read(ENTRY))
                .results()
                .forEach(m -> named.add(m.group(1) + ".js"));
        assertThat(named)
                .contains("heat.js", "board.js")
                .allSatisfy(name -> assertThat(SCRIPTS.resolve(name)).exists());
    }

    private static List<Path> scriptsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}
