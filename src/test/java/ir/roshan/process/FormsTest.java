package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.request.CallOutcome;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.SubscriberType;
import ir.roshan.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The forms of {@code bpmn/forms/}: there is one for every person's task, it asks for what the task's completion takes, and
 * everything in it has a label, in Persian. Each rule comes with its proof: a form with one thing spoilt is caught by it.
 */
class FormsTest {
    private static final Path FORMS = Path.of("bpmn/forms");
    private static final Path SCRIPTS = Path.of("src/main/resources/web/tasklist");
    private static final String START_FORM = "SubmitRequest";

    private static final Map<String, TaskCompletion> COMPLETIONS = Map.of(
            "VerifyOutage", new VerifyOutageCompletion(null, null, null),
            "DispatchCrew", new DispatchCrewCompletion(null, null),
            "RestoreSupply", new RestoreSupplyCompletion(null, null),
            "ReviseEstimate", new ReviseEstimateCompletion(null, null),
            "HandleBreach", new HandleBreachCompletion(null, null, null),
            "CallSubscriber", new CallSubscriberCompletion(null, null));

    private static final Pattern LATIN = Pattern.compile("[A-Za-z]+");
    /** What the scripts fill with what subscribers and dispatchers have written. */
    private static final Set<String> FILLED = Set.of(
            "summary", "reports", "timeline", "hands", "parts", "crews", "announcement", "caller", "answer", "found");

    static Stream<String> forms() {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String form(String name) {
        return read(FORMS.resolve(name + ".html"));
    }

    @Test
    void everyPersonsTaskHasItsFormAndNoFormIsWithoutTask() {
        BpmnModelInstance model =
                Bpmn.readModelFromFile(Path.of("bpmn/OutageRestoration.bpmn").toFile());
        Map<String, String> keys = new TreeMap<>();
        model.getModelElementsByType(UserTask.class)
                .forEach(task -> keys.put(task.getId().replace("Task_", ""), task.getCamundaFormKey()));
        model.getModelElementsByType(StartEvent.class).stream()
                .filter(start -> start.getCamundaFormKey() != null)
                .forEach(start -> keys.put(START_FORM, start.getCamundaFormKey()));
        assertThat(keys).hasSize(7);
        keys.forEach((form, key) -> assertThat(key).isEqualTo("embedded:/forms/" + form + ".html"));
        assertThat(forms()).containsExactlyInAnyOrderElementsOf(keys.keySet());
    }

    @Test
    void everyFormAsksForWhatItsCompletionTakes() {
        assertThat(forms().filter(name -> !name.equals(START_FORM))).hasSameElementsAs(COMPLETIONS.keySet());
        COMPLETIONS.forEach((name, completion) -> {
            assertThat(completion.task()).isEqualTo("Task_" + name);
            assertThat(values(form(name), "cam-variable-name"))
                    .as(name)
                    .doesNotHaveDuplicates()
                    .hasSameElementsAs(completion.names());
            assertThat(values(form(name), "data-field")).as(name).hasSameElementsAs(completion.names());
        });
    }

    /** What a caller says never becomes a variable, also if the script of the form fails: the engine's door finds nothing to take. */
    @Test
    void theStartFormHasTheFieldsOfAReportAndNoVariable() {
        assertThat(values(form(START_FORM), "data-field")).hasSameElementsAs(StartForm.FIELDS);
        assertThat(form(START_FORM)).doesNotContain("cam-variable-name", "cam-business-key");
    }

    @Test
    void theChoicesAreThoseOfTheHouse() {
        assertThat(choices("VerifyOutage", "finding")).isEqualTo(names(Finding.values()));
        assertThat(choices("RestoreSupply", "cause")).isEqualTo(names(Cause.values()));
        assertThat(choices("CallSubscriber", "callOutcome")).isEqualTo(names(CallOutcome.values()));
        assertThat(choices(START_FORM, "hazard")).isEqualTo(names(Hazard.values()));
        assertThat(choices(START_FORM, "neighboursOut")).isEqualTo(names(NeighboursOut.values()));
        assertThat(choices(START_FORM, "subscriberType")).isEqualTo(names(SubscriberType.values()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyRuleIsKept(String name) {
        for (Rule rule : Rule.values()) {
            assertThat(rule.complaints.apply(form(name))).as(rule.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isSeenWhenBroken(Rule rule) {
        String spoilt = rule.spoil.apply(form("DispatchCrew"));
        assertThat(spoilt).isNotEqualTo(form("DispatchCrew"));
        assertThat(rule.complaints.apply(spoilt)).isNotEmpty();
    }

    enum Rule {
        WRITES_FROM_RIGHT_TO_LEFT(
                html -> Jsoup.parse(html)
                                        .select("form.roshan[dir=rtl][lang=fa]")
                                        .size()
                                == 1
                        ? List.of()
                        : List.of("no direction"),
                html -> html.replace("dir=\"rtl\"", "dir=\"ltr\"")),
        EVERY_CONTROL_HAS_A_LABEL(FormsTest::withoutLabel, html -> html.replace("<label for=\"crew\">", "<label>")),
        EVERY_FIELD_HAS_A_NAME_AND_A_PLACE_FOR_ITS_ERROR(
                FormsTest::withoutErrorPlace,
                html -> html.replace("<p class=\"error\" id=\"crew-error\" role=\"alert\"></p>", "")),
        ERRORS_ARE_READ_OUT_WITH_THEIR_CONTROL(
                FormsTest::undescribed, html -> html.replace("crew-hint crew-error", "crew-hint")),
        WHAT_PEOPLE_READ_IS_PERSIAN(FormsTest::latinWords, html -> html.replace("اکیپ عملیات", "crew")),
        WHAT_IS_READ_OUT_IS_PERSIAN(
                FormsTest::latinWords,
                html -> html.replaceFirst("aria-label=\"[^\"]*\"", "aria-label=\"quick choice\"")),
        IDS_ARE_UNIQUE(FormsTest::doubleIds, html -> html.replace("id=\"estimate\"", "id=\"crew\"")),
        WHAT_SUBSCRIBERS_WROTE_IS_NO_TEMPLATE(
                html -> Jsoup.parse(html).select("[data-part]:not([ng-non-bindable])").stream()
                        .map(part -> part.attr("data-part"))
                        .filter(FILLED::contains)
                        .toList(),
                html -> html.replaceFirst(" ng-non-bindable", "")),
        NOTHING_IS_SENT_UNCHECKED(
                html -> html.contains("camForm.submitPrevented = true") ? List.of() : List.of("no guard"),
                html -> html.replace("camForm.submitPrevented = true", ""));

        private final Function<String, List<String>> complaints;
        private final UnaryOperator<String> spoil;

        Rule(Function<String, List<String>> complaints, UnaryOperator<String> spoil) {
            this.complaints = complaints;
            this.spoil = spoil;
        }
    }

    private static List<String> withoutLabel(String html) {
        Collection<String> labelled = values(html, "for");
        return Jsoup.parse(html).select("input:not([type=hidden]), select, textarea").stream()
                .filter(control -> control.closest("label") == null && !labelled.contains(control.id()))
                .map(Element::outerHtml)
                .toList();
    }

    private static List<String> withoutErrorPlace(String html) {
        Elements fields = Jsoup.parse(html).select("[data-field]");
        if (fields.isEmpty()) return List.of("no fields");
        return fields.stream()
                .filter(field -> field.select("[data-label]").isEmpty()
                        || field.select(".error[id$=-error][role=alert]").isEmpty())
                .map(field -> field.attr("data-field"))
                .toList();
    }

    private static List<String> undescribed(String html) {
        List<String> described = values(html, "aria-describedby").stream()
                .flatMap(ids -> Arrays.stream(ids.split(" ")))
                .toList();
        List<String> places =
                values(html, "id").stream().filter(id -> id.endsWith("-error")).toList();
        List<String> complaints = new ArrayList<>(
                places.stream().filter(id -> !described.contains(id)).toList());
        described.stream().filter(id -> !values(html, "id").contains(id)).forEach(complaints::add);
        return complaints;
    }

    private static List<String> latinWords(String html) {
        Document page = Jsoup.parse(html);
        List<String> read = new ArrayList<>(List.of(page.text()));
        for (String attribute : List.of("aria-label", "title", "placeholder", "alt")) {
            read.addAll(page.select("[" + attribute + "]").eachAttr(attribute));
        }
        return read.stream()
                .flatMap(text -> LATIN.matcher(text).results().map(MatchResult::group))
                .toList();
    }

    private static List<String> doubleIds(String html) {
        List<String> ids = new ArrayList<>(values(html, "id"));
        new TreeSet<>(ids).forEach(ids::remove);
        return ids;
    }

    private static List<String> values(String html, String attribute) {
        return Jsoup.parse(html).select("[" + attribute + "]").eachAttr(attribute);
    }

    private static Set<String> choices(String form, String field) {
        return choicesOf(form, field).stream()
                .map(choice -> choice.attr("value"))
                .collect(Collectors.toSet());
    }

    private static List<Element> choicesOf(String form, String field) {
        return Jsoup.parse(form(form)).select("[data-field=" + field + "] [value]").stream()
                .filter(choice -> !choice.attr("value").isEmpty())
                .toList();
    }

    private static Set<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
    }

    /** A form lies there as it is shown, so its choices are written out: in the words that the scripts have for them. */
    @Test
    void theChoicesAreCalledAsTheHouseCallsThem() {
        assertThat(called("VerifyOutage", "finding")).isEqualTo(Words.PERSIAN.list("finding"));
        assertThat(called("RestoreSupply", "cause")).isEqualTo(Words.PERSIAN.list("cause"));
        assertThat(called(START_FORM, "hazard")).isEqualTo(Words.PERSIAN.list("hazard"));
        assertThat(called(START_FORM, "neighboursOut")).isEqualTo(Words.PERSIAN.list("neighbours"));
        assertThat(called(START_FORM, "subscriberType")).isEqualTo(Words.PERSIAN.list("subscriber-type"));
    }

    private static Map<String, String> called(String form, String field) {
        return choicesOf(form, field).stream()
                .collect(Collectors.toMap(
                        choice -> choice.attr("value"),
                        choice -> (choice.is("option") ? choice : choice.closest("label"))
                                .ownText()
                                .strip()));
    }

    /** Whatever a subscriber has written becomes text: nothing in the scripts makes markup or code of a string. */
    @Test
    void theScriptsMakeNoMarkupOfText() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            List<Path> all = scripts.toList();
            assertThat(all).hasSizeGreaterThan(5);
            assertThat(all)
                    .allSatisfy(script -> assertThat(read(script))
                            .doesNotContain(
                                    "innerHTML",
                                    "outerHTML",
                                    "insertAdjacentHTML",
                                    "document.write",
                                    "eval(",
                                    "Function("));
        }
    }
}
