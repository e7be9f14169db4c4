package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.agreement.Priority;
import ir.roshan.inbound.InboundOutcome;
import ir.roshan.network.Critical;
import ir.roshan.network.ElementKind;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageState;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.OutageState;
import ir.roshan.outage.OutageTimeline;
import ir.roshan.outage.RepairFactor;
import ir.roshan.outage.Suggestion;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.WindowKind;
import ir.roshan.plansource.PlanFormat;
import ir.roshan.report.Dashboard;
import ir.roshan.report.Interruptions;
import ir.roshan.report.Timelines;
import ir.roshan.request.Channel;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.Outcome;
import ir.roshan.request.RequestStage;
import ir.roshan.request.SubscriberType;
import ir.roshan.request.Timeline;
import ir.roshan.subscription.Subscriptions;
import ir.roshan.testing.SourceTree;
import ir.roshan.text.FieldCode;
import ir.roshan.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for the codes of the house: all there, in both languages, and written in no second place (ADR 0025). */
class VocabularyTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages/fa/words.properties");
    private static final String WORDS = "src/main/resources/words/%s.properties";
    private static final String PROBLEMS = "src/main/resources/problems_%s.properties";
    private static final List<Path> WHERE_WORDS_STAND =
            List.of(Path.of("src/main"), Path.of("bpmn/OutageRestoration.bpmn"));

    private static final Map<String, Enum<?>[]> LISTS = Map.ofEntries(
            Map.entry("priority", Priority.values()),
            Map.entry("element", ElementKind.values()),
            Map.entry("channel", Channel.values()),
            Map.entry("subscriber-type", SubscriberType.values()),
            Map.entry("hazard", Hazard.values()),
            Map.entry("neighbours", NeighboursOut.values()),
            Map.entry("neighbours-reported", NeighboursOut.values()),
            Map.entry("state", RequestStage.values()),
            Map.entry("request-state", RequestStage.values()),
            Map.entry("outcome", Outcome.values()),
            Map.entry("request-outcome", Outcome.values()),
            Map.entry("request-step", Timeline.Step.values()),
            Map.entry("knowledge", Knowledge.values()),
            Map.entry("finding", Finding.values()),
            Map.entry("interruption", Interruptions.Kind.values()),
            Map.entry("cause", Cause.values()),
            Map.entry("outage-step", OutageTimeline.Step.values()),
            Map.entry("message", MessageKind.values()),
            Map.entry("message-state", MessageState.values()),
            Map.entry("inbound-sms", InboundOutcome.values()),
            Map.entry("plan-stop", Subscriptions.By.values()),
            Map.entry("message-meaning", MessageState.values()),
            Map.entry("window", WindowKind.values()),
            Map.entry("plan-source", Dashboard.Source.values()),
            Map.entry("plan-format", PlanFormat.values()),
            Map.entry("repair-factor", RepairFactor.values()),
            Map.entry("no-suggestion", Suggestion.None.values()),
            Map.entry("about", Timelines.About.values()));

    @Test
    void everyCodeHasItsWordAndNoWordIsLeftOver() {
        LISTS.forEach((list, codes) ->
                assertThat(Words.PERSIAN.list(list).keySet()).as(list).isEqualTo(names(codes)));
        Set<String> states = new TreeSet<>(Words.PERSIAN.list("outage-state").keySet());
        states.addAll(Words.PERSIAN.list("outage-ended").keySet());
        assertThat(states).isEqualTo(names(OutageState.values()));
        Set<String> dangers = names(Hazard.values());
        dangers.remove(Hazard.NONE.name());
        assertThat(Words.PERSIAN.list("advice").keySet()).isEqualTo(dangers);
        assertThat(Words.PERSIAN.list("advice-by-telephone").keySet()).isEqualTo(dangers);
        assertThat(Words.PERSIAN.list("month").keySet())
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        assertThat(Words.PERSIAN.list("critical").keySet())
                .isEqualTo(Arrays.stream(Critical.values()).map(Critical::code).collect(Collectors.toSet()));
    }

    /** What a program or a file alone meets is in {@code problems_*}, and so is what they are told otherwise than people. */
    @ParameterizedTest
    @CsvSource({"fa", "en"})
    void everyReasonToRefuseAFieldHasItsSentenceInOnePlace(String language) {
        Set<String> toPeople = codesOf(WORDS, language, "refusal(?:-at-work)?");
        Set<String> toPrograms = codesOf(PROBLEMS, language, "field");
        Set<String> all = new TreeSet<>(toPeople);
        all.addAll(toPrograms);
        assertThat(all)
                .containsAll(
                        Arrays.stream(FieldCode.values()).map(FieldCode::code).toList());
        toPrograms.retainAll(toPeople);
        assertThat(toPrograms).containsExactly("other-district", "type", "unknown-member");
    }

    @ParameterizedTest
    @CsvSource({"fa", "en"})
    void whyALineOfThePlanIsNotReadIsSaidInOnePlace(String language) {
        assertThat(codesOf(PROBLEMS, language, "line"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(codesOf(WORDS, language, "plan-line"));
    }

    private static Set<String> codesOf(String file, String language, String list) {
        return SourceTree.read(Path.of(file.formatted(language)))
                .lines()
                .filter(line -> line.matches(list + "\\.[a-z-]+=.*"))
                .map(line -> line.substring(line.indexOf('.') + 1, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameWordsInTheSameOrder() {
        assertThat(keys(Words.ENGLISH)).isEqualTo(keys(Words.PERSIAN)).hasSizeGreaterThan(150);
        Words.PERSIAN
                .lists()
                .forEach((list, words) -> words.forEach((code, persian) -> {
                    String english = Words.ENGLISH.list(list).get(code);
                    assertThat(persian)
                            .as(list + "." + code)
                            .containsPattern("\\p{IsArabic}")
                            .doesNotContain("ي", "ك", " ها ", " های ", "  ")
                            .doesNotContainPattern("(^| )ن?می |[?,;0-9]|[a-zA-Z](?![a-z]*})");
                    assertThat(english).as(list + "." + code).isNotBlank().doesNotContainPattern("\\p{IsArabic}");
                    assertThat(all("\\{[a-z]+}", english)).as(list + "." + code).isEqualTo(all("\\{[a-z]+}", persian));
                }));
    }

    @Test
    void everyListIsInUseAndEveryListInUseIsThere() {
        Set<String> used = new TreeSet<>();
        sources().forEach((file, text) -> {
            if (file.toString().endsWith(".js")) {
                all("\\bin(?:Persian|English|BothLanguages)\\('[a-z-]+'\\)", text)
                        .forEach(named -> used.add(named.replaceAll(".*'(.*)'.*", "$1")));
                assertThat(Words.writtenInto(text))
                        .as(file.toString())
                        .doesNotContain("inPersian('", "inEnglish('", "inBothLanguages(");
            }
        });
        // What a message names, and the monthly report.
        used.addAll(List.of("cause", "hazard", "element", "priority", "interruption"));
        assertThat(used).isEqualTo(Words.PERSIAN.lists().keySet());
    }

    /** The choices of a form and of the subscribers' page are written out, and compared with the words by FormsTest and PageFilesTest. */
    @Test
    void noCodeHasItsPersianWordInASecondPlace() {
        Map<Path, List<String>> twice = new TreeMap<>();
        sources().forEach((file, text) -> {
            List<String> found = secondPlaces(text);
            if (!found.isEmpty()) twice.put(file, found);
        });
        // A place is named to a crew by its number.
        assertThat(twice).isEqualTo(Map.of(MESSAGES, List.of("SERVICE_POINT=ش")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    const CAUSE = {WEATHER: 'جوی'};
                    Map.entry("WEATHER", "جوی")
                    WEATHER("جوی"),
                    cause.WEATHER=جوی
                    'cause.WEATHER': ['جوی', 'Weather'],
                    if (cause === 'WEATHER') return 'جوی';
                    case WEATHER -> "جوی";
                    const CAUSE = {WEATHER: tr`جوی`};
                    """)
    void aSecondPlaceIsFound(String text) {
        assertThat(secondPlaces(text)).hasSize(1);
    }

    @Test
    void aListOrWordThatIsNotThereIsRefused() {
        assertThat(Words.writtenInto("const C = inPersian('about');\n  ...inBothLanguages('about'),\n"))
                .contains("const C = {\n  REQUEST: 'درخواست',", "\n  'about.REQUEST': ['درخواست', 'Request'],\n");
        assertThatThrownBy(() -> Words.writtenInto("inPersian('causes')"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("causes");
        assertThatThrownBy(() -> Words.ENGLISH.of("cause", Hazard.SPARKING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cause.SPARKING");
    }

    /** A code with Persian behind it. */
    private static List<String> secondPlaces(String text) {
        String codes = LISTS.values().stream()
                .flatMap(Arrays::stream)
                .map(Enum::name)
                .distinct()
                .collect(Collectors.joining("|"));
        return new ArrayList<>(all(
                "(?<![A-Z_])(?:" + codes
                        + ")(?:['\"]?(?:[:=(]| ->|\\) return)|['\"],) ?\\[?(?:tr`|['\"])?\\p{IsArabic}",
                text));
    }

    private static Map<Path, String> sources() {
        Map<Path, String> sources = new TreeMap<>();
        for (Path where : WHERE_WORDS_STAND) {
            try (Stream<Path> files = Files.walk(where)) {
                files.filter(file -> file.toString().matches(".*\\.(java|js|properties|json|ya?ml|bpmn|txt)"))
                        .filter(file -> !file.startsWith("src/main/resources/words"))
                        .forEach(file -> sources.put(file, SourceTree.read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(sources).hasSizeGreaterThan(200);
        return sources;
    }

    private static List<String> keys(Words words) {
        List<String> keys = new ArrayList<>();
        words.lists().forEach((list, of) -> of.keySet().forEach(code -> keys.add(list + "." + code)));
        return keys;
    }

    private static Set<String> names(Enum<?>... codes) {
        return Arrays.stream(codes).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
