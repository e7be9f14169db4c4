package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.JsAst;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.rhino.Node;
import com.google.javascript.rhino.Token;
import ir.roshan.testing.SourceTree;
import ir.roshan.testing.WebRoom;
import ir.roshan.text.Words;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever has chosen English has all of Tasklist, and of our pages within Cockpit, in English: each text of our scripts and forms has its
 * English (tasklist/english.js, cockpit/boardenglish.js).
 */
class EnglishTest {
    private static final Pattern PERSIAN = Pattern.compile("\\p{IsArabic}|[،؛؟٪]");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private enum WebApp {
        TASKLIST(
                "tasklist",
                List.of("english.js", "formenglish.js"),
                Set.of("noticewords.js"),
                List.of("finding", "cause", "hazard", "neighbours", "subscriber-type"),
                25,
                350),
        COCKPIT("cockpit", List.of("boardenglish.js"), Set.of(), List.of(), 10, 150);

        private final String folder;
        private final List<String> tables;
        private final Set<String> inBoth;
        private final List<String> lists;
        private final int scripts;
        private final int texts;

        /**
         * @param inBoth where both languages stand beside each other
         * @param lists of words that its forms write out
         * @param scripts and texts: it has more than so many
         */
        WebApp(String folder, List<String> tables, Set<String> inBoth, List<String> lists, int scripts, int texts) {
            this.folder = folder;
            this.tables = tables;
            this.inBoth = inBoth;
            this.lists = lists;
            this.scripts = scripts;
            this.texts = texts;
        }
    }

    private final Map<WebApp, Map<String, String>> english =
            Map.of(WebApp.TASKLIST, table(WebApp.TASKLIST), WebApp.COCKPIT, table(WebApp.COCKPIT));

    @ParameterizedTest
    @EnumSource
    void everyTextOfTheScriptsHasItsEnglish(WebApp app) {
        List<String> without = new ArrayList<>();
        scripts(app).forEach((name, text) -> {
            Said said = said(name, text);
            said.naked.forEach(one -> without.add(name + " says without tr: " + one));
            said.texts.stream()
                    .filter(one -> find(app, one) == null)
                    .forEach(one -> without.add(name + " has no English of: " + one));
        });
        assertThat(scripts(app)).hasSizeGreaterThan(app.scripts);
        assertThat(without).isEmpty();
    }

    @Test
    void everyTextOfTheFormsHasItsEnglish() {
        List<String> without = new ArrayList<>();
        forms().forEach((name, html) -> shownIn(html).stream()
                .filter(one -> find(WebApp.TASKLIST, one) == null)
                .forEach(one -> without.add(name + " has no English of: " + one)));
        assertThat(without).isEmpty();
        assertThat(forms().get("VerifyOutage.html")).isNotEmpty();
        assertThat(shownIn("<form><p>متن دیگر</p><i aria-label='برچسب دیگر'></i></form>"))
                .containsExactlyInAnyOrder("متن دیگر", "برچسب دیگر")
                .allMatch(one -> find(WebApp.TASKLIST, one) == null);
    }

    @ParameterizedTest
    @EnumSource
    void theEnglishIsEnglishAndHasTheSamePlaces(WebApp app) {
        assertThat(english.get(app)).hasSizeGreaterThan(app.texts).allSatisfy((persian, said) -> {
            assertThat(said).as(persian).doesNotContainPattern(PERSIAN);
            List<String> forms = List.of(said.split("\\|"));
            assertThat(places(forms.get(forms.size() - 1))).as(persian).isEqualTo(places(persian));
            assertThat(forms)
                    .as(persian)
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(one -> assertThat(places(persian)).containsAll(places(one)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noEnglishIsLeftOver(WebApp app) {
        Set<String> used = new TreeSet<>();
        scripts(app).forEach((name, text) -> said(name, text).texts.forEach(one -> used.add(find(app, one))));
        if (app == WebApp.TASKLIST) {
            forms().values().forEach(html -> shownIn(html).forEach(one -> used.add(find(app, one))));
        }
        Set<String> left = new TreeSet<>(english.get(app).keySet());
        left.removeAll(used);
        Words.PERSIAN.lists().values().forEach(words -> left.removeAll(words.values()));
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            element('p', {}, 'سلام');       | سلام
            element('p', {}, `سلام ${n}`);  | سلام
            """)
    void aTextThatIsNotTurnedIsFound(String script, String text) {
        assertThat(said("x.js", script).naked).singleElement().asString().contains(text);
    }

    @Test
    void whatIsNoTextIsNone() {
        Said said = said("x.js", "/* سلام */ const A = /^[۰-۹]+$/; say(tr`یک ${a ? tr`دو` : 'three'} سه`);");
        assertThat(said.naked).isEmpty();
        assertThat(said.texts).containsExactlyInAnyOrder("یک {0} سه", "دو");
    }

    /** As lookedup.js finds it: with the blanks around it, or without. @return the key */
    private String find(WebApp app, String text) {
        if (english.get(app).containsKey(text)) return text;
        String bare = text.strip().replaceAll("\\s+", " ");
        return english.get(app).containsKey(bare) ? bare : null;
    }

    private record Said(List<String> texts, List<String> naked) {}

    private static Said said(String name, String script) {
        Said said = new Said(new ArrayList<>(), new ArrayList<>());
        listen(parse(name, script), said);
        return said;
    }

    private static void listen(Node node, Said said) {
        if (node.isRegExp()) return;
        if (node.isTaggedTemplateLit() && node.getFirstChild().matchesName("tr")) {
            said.texts.add(joined(node.getLastChild()));
        } else if (node.isTemplateLit() && !node.getParent().isTaggedTemplateLit()) {
            String text = joined(node);
            if (PERSIAN.matcher(text).find()) said.naked.add(text);
        } else if (node.isStringLit() && PERSIAN.matcher(node.getString()).find()) {
            said.naked.add(node.getString());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) listen(child, said);
    }

    /** «یک {0} سه» */
    private static String joined(Node template) {
        StringBuilder text = new StringBuilder();
        int values = 0;
        for (Node part = template.getFirstChild(); part != null; part = part.getNext()) {
            if (part.getToken() == Token.TEMPLATELIT_STRING) text.append(part.getCookedString());
            else text.append('{').append(values++).append('}');
        }
        return text.toString();
    }

    private static Node parse(String name, String script) {
        Compiler reader = new Compiler(new PrintStream(OutputStream.nullOutputStream()));
        CompilerOptions reading = new CompilerOptions();
        reading.setLanguageIn(CompilerOptions.LanguageMode.UNSTABLE);
        reader.disableThreads();
        reader.initOptions(reading);
        Node root = new JsAst(SourceFile.fromCode(name, script)).getAstRoot(reader);
        assertThat(reader.getErrors()).as(name).isEmpty();
        return root;
    }

    private static Map<String, String> scripts(WebApp app) {
        return SourceTree.under(WebRoom.FOLDER.resolve(app.folder)).stream()
                .filter(file -> file.toString().endsWith(".js"))
                .filter(file -> !app.tables.contains(file.getFileName().toString()))
                .filter(file -> !app.inBoth.contains(file.getFileName().toString()))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(),
                        file -> Words.writtenInto(SourceTree.read(file).replaceAll("inPersian\\('[a-z-]+'\\)", "{}")),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Map<String, String> forms() {
        return SourceTree.under(Path.of("bpmn/forms")).stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), SourceTree::read, (one, other) -> one, TreeMap::new));
    }

    private static List<String> shownIn(String html) {
        List<String> shown = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            element.textNodes().stream().map(TextNode::getWholeText).forEach(shown::add);
            for (String name : List.of("aria-label", "title", "placeholder")) shown.add(element.attr(name));
        }
        return shown.stream().filter(text -> PERSIAN.matcher(text).find()).toList();
    }

    private static Map<String, String> table(WebApp app) {
        Map<String, String> table = new TreeMap<>();
        for (String list : app.lists) {
            Words.PERSIAN
                    .list(list)
                    .forEach((code, persian) ->
                            table.put(persian, Words.ENGLISH.list(list).get(code)));
        }
        for (String name : app.tables) {
            entries(parse(name, WebRoom.read(name)), entry -> {
                if (!entry.getFirstChild().isStringLit()) return;
                assertThat(table.put(entry.getString(), entry.getFirstChild().getString()))
                        .as("%s twice", entry.getString())
                        .isNull();
            });
        }
        return table;
    }

    private static void entries(Node node, Consumer<Node> each) {
        if (node.isStringKey() && PERSIAN.matcher(node.getString()).find()) each.accept(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) entries(child, each);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
