package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.WebRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What holds of our own page before any server is asked: its words, its safety, its ties between labels and fields. */
class PageFilesTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    private static final Set<String> SPOKEN_OTHERWISE = Set.of("page.other-language");

    private final PageFiles page = PageFiles.ours();

    @Test
    void everyWordIsThereInBothLanguages() {
        assertThat(page.unreadableWords()).isEmpty();
        assertThat(page.words()).hasSizeGreaterThan(200).allSatisfy((key, word) -> {
            assertThat(word.persian()).as(key).isNotEmpty();
            assertThat(word.english()).as(key).isNotEmpty();
            assertThat(places(word.persian())).as(key).isEqualTo(places(word.english()));
            if (!SPOKEN_OTHERWISE.contains(key)) {
                assertThat(word.persian()).as(key).doesNotContainPattern("[0-9]|[a-zA-Z](?![a-z]*})");
                assertThat(word.english()).as(key).doesNotContainPattern("\\p{IsArabic}");
            }
        });
    }

    /** Persian has its own yeh and kaf, and joins «می» and «ها» by a half-space. */
    @Test
    void thePersianIsWrittenAsPersian() {
        assertThat(page.words())
                .allSatisfy((key, word) -> assertThat(word.persian())
                        .as(key)
                        .doesNotContain("ي", "ك", " ها ", " های ", "  ")
                        .doesNotContainPattern("(^| )ن?می ")
                        .doesNotContainPattern("[?,;]"));
    }

    @Test
    void everyWordInUseExistsAndEveryWordIsInUse() {
        assertThat(page.wordsInUse()).isNotEmpty().isSubsetOf(page.words().keySet());
        assertThat(page.words().keySet().stream().filter(key -> !page.mentions(key)))
                .isEmpty();
    }

    @Test
    void whatStandsInThePageIsThePersianOfTheWords() {
        Map<String, String> written = page.writtenInPlace();
        assertThat(written)
                .isNotEmpty()
                .allSatisfy((key, text) ->
                        assertThat(text).as(key).isEqualTo(page.words().get(key).persian()));
        Set<String> named = new TreeSet<>(page.values("data-text"));
        named.addAll(page.values("data-name"));
        assertThat(written.keySet()).isEqualTo(named);
    }

    /** Else whoever reads English comes to a Persian page. */
    @Test
    void eachLinkToAnotherPageOfOursTakesTheLanguageAlong() {
        for (PageFiles each : List.of(page, PageFiles.my(), PageFiles.stop())) {
            assertThat(Jsoup.parse(each.html()).select("a[href^=/]"))
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(link.attr("data-page"))
                            .as(link.outerHtml())
                            .isEqualTo(link.attr("href")));
            assertThat(each.scripts().values())
                    .noneMatch(script -> script.contains("href: '/my"))
                    .anyMatch(script -> script.contains("link.href = inTongue(link.dataset.page);"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "state., RequestState",
        "planned., Knowledge",
        "hazard., RequestFields/properties/hazard",
        "neighbours., RequestFields/properties/neighboursOut",
        "subscriber-type., RequestFields/properties/subscriberType",
        "priority., RequestStatus/properties/priority",
        "step., RequestStatus/properties/steps/items/properties/step",
        "step-state., RequestStatus/properties/steps/items/properties/state",
        "outage-state., Outage/properties/state",
        "outcome., Result/properties/outcome",
        "cause., Result/properties/cause"
    })
    void everyCodeOfTheContractHasItsWord(String prefix, String schema) throws IOException {
        assertThat(codes(schema))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(page.words()).containsKey(prefix + code));
    }

    @Test
    void everyHazardIsOfferedAndHasItsAdvice() throws IOException {
        for (String hazard : codes("RequestFields/properties/hazard")) {
            assertThat(page.page().select("[name=hazard][value=" + hazard + "]"))
                    .hasSize(1);
            if (!hazard.equals("NONE")) assertThat(page.words()).containsKey("advice." + hazard);
        }
    }

    @Test
    void nothingRunsThatTheSecurityPolicyWouldNotLetRun() {
        assertThat(page.forbidden()).isEmpty();
    }

    @Test
    void labelsHintsAndErrorsAreTiedToTheirFields() {
        List<String> ids = page.values("id");
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        assertThat(page.referredIds()).isNotEmpty().isSubsetOf(ids);

        assertThat(page.controls()).isNotEmpty();
        assertThat(page.unlabelled()).isEmpty();
    }

    /** Without a script the browser would put what was typed into an address, and so into a log. */
    @Test
    void noFormIsSentByTheBrowserItself() {
        Elements forms = page.page().select("form");
        assertThat(forms).hasSize(6).allSatisfy(form -> {
            assertThat(form.attr("method")).isEqualTo("post");
            assertThat(form.select("button[type=submit]"))
                    .hasSize(1)
                    .allSatisfy(button -> assertThat(button.hasAttr("disabled")).isTrue());
        });
    }

    /** So many calls a browser makes of one server at a time: these, and the style sheet. */
    private static final int AT_ONE_TIME = 6;

    @Test
    void allModulesAreAskedForAtOnce() {
        Set<String> first = page.neededBy("known.js");
        assertThat(page.neededBy("early.js")).as("it waits for nothing").containsExactly("early.js");
        assertThat(page.preloaded())
                .containsExactlyInAnyOrderElementsOf(without(first, Set.of("early.js", "known.js")));
        assertThat(first).as("also under their own names").hasSizeLessThanOrEqualTo(AT_ONE_TIME);
        assertThat(page.broughtBy("known.js")).isEqualTo(without(page.neededBy("page.js"), first));
    }

    /** What is said while somebody reports or follows has come by then, and does not wait for what is opened later. */
    @Test
    void everyWordComesWithTheModuleThatSaysIt() {
        PageFiles first = part(page.neededBy("known.js"));
        assertThat(first.words()).hasSizeGreaterThan(10);
        assertThat(first.wordsInScripts()).isNotEmpty().isSubsetOf(first.words().keySet());
        PageFiles then = part(page.neededBy("page.js"));
        assertThat(then.wordsInScripts()).isNotEmpty().isSubsetOf(then.words().keySet());
        // Said while a form is sent.
        assertThat(page.values("data-busy"))
                .isNotEmpty()
                .isSubsetOf(then.words().keySet());
        assertThat(then.words()).hasSizeLessThan(page.words().size() * 2 / 3);
    }

    private PageFiles part(Set<String> names) {
        Map<String, String> scripts = new TreeMap<>(page.scripts());
        scripts.keySet().retainAll(names);
        return new PageFiles(page.html(), scripts);
    }

    @Test
    void theTelephoneKeepsAllOfIt() {
        Set<String> kept =
                PageFiles.all(Pattern.compile("'(/assets/[^']+\\.[a-z0-9]+)'"), PageFiles.read("service-worker.js"));
        assertThat(kept)
                .containsAll(page.assets().stream()
                        .filter(name -> name.startsWith("/assets/") && !name.endsWith(".css"))
                        .toList());
        assertThat(kept)
                .allSatisfy(name -> assertThat(WebRoom.file(name.substring(name.lastIndexOf('/') + 1)))
                        .exists());
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    @Test
    void theRulesBite() {
        String script = """
                const WORDS = {
                  'a.b': ['سلام {name}', 'Hello'],
                  'a.b.c': ['سلام'],
                };
                """;
        PageFiles wrong = new PageFiles("""
                <script>alert(1)</script><p style="color: red" onclick="x()" data-text="a.c">x</p>
                <label for="nowhere">x</label><a href="//elsewhere/x.js">x</a>
                """, Map.of("words.js", script, "page.js", "place.innerHTML = word('a.d');"));
        assertThat(wrong.forbidden()).contains("<script>", "style=", "onclick=", "innerHTML", "href=//elsewhere/x.js");
        assertThat(wrong.unreadableWords()).contains("a.b.c");
        assertThat(wrong.wordsInUse()).containsExactly("a.c", "a.d");
        assertThat(wrong.mentions("a.b")).isFalse();
        assertThat(wrong.writtenInPlace()).containsEntry("a.c", "x");
        assertThat(wrong.referredIds()).containsExactly("nowhere");
        PageFiles.Word word = wrong.words().get("a.b");
        assertThat(places(word.persian())).isNotEqualTo(places(word.english()));
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(m -> places.add(m.group()));
        return places;
    }

    /** The values of an enum of the contract. */
    @SuppressWarnings("unchecked")
    private static List<String> codes(String schema) throws IOException {
        Map<String, Object> contract = new Yaml().load(Files.readString(Path.of("docs/api/openapi.yaml")));
        Map<String, Object> here =
                (Map<String, Object>) ((Map<String, Object>) contract.get("components")).get("schemas");
        for (String step : schema.split("/")) here = (Map<String, Object>) here.get(step);
        return (List<String>) here.get("enum");
    }
}
