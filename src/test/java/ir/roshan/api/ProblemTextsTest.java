package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.MalformedSolarHijri;
import ir.roshan.request.FieldError;
import ir.roshan.text.FieldCode;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.TypedText;
import ir.roshan.text.UnreadableTable;
import ir.roshan.text.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ProblemDetail;

/** Every refusal that can occur has its sentence in both languages. */
class ProblemTextsTest {
    private static final Path SOURCES = Path.of("src/main/java/ir/roshan");
    /** How the code says what is wrong with a field: {@code new RefusedRow("range", …)}, {@code checks.add("to", "order")}. */
    private static final Pattern ROW = Pattern.compile("new RefusedRow\\(\\s*\"([a-z-]+)\",\\s*(\"\")?");

    private static final Pattern FIELD = Pattern.compile(
            "(?:\\badd|new FieldError|new Impossible(?:Value|Confirmation))\\([^;{}]*?,\\s*(?:[^;{}\"]*\\?\\s*)?\"([a-z-]+)\"(?:\\s*:\\s*\"([a-z-]+)\")?\\)");
    private static final Pattern WHOLE_ROW = Pattern.compile("new Row\\([^;]*?\"([a-z-]+)\"\\)");

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                ProblemTextsTest.class.getResourceAsStream("/problems_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static String sources(String... rooms) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String room : rooms) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** The keys that the refusals in the sources need. */
    private static Set<String> needed() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Matcher m = ROW.matcher(sources("network", "plannedoutage", "text")); m.find(); )
            keys.add((m.group(2) == null ? "field." : "row.") + m.group(1));
        for (Matcher m = FIELD.matcher(sources("api", "request")); m.find(); ) {
            keys.add("field." + m.group(1));
            if (m.group(2) != null) keys.add("field." + m.group(2));
        }
        for (FieldCode code : FieldCode.values()) keys.add("field." + code.code());
        for (Matcher m = WHOLE_ROW.matcher(sources("text")); m.find(); ) keys.add("row." + m.group(1));
        for (MalformedBillId.Reason reason : MalformedBillId.Reason.values()) keys.add("field." + reason.code());
        for (MalformedSolarHijri.Reason reason : MalformedSolarHijri.Reason.values())
            keys.add("field." + reason.code());
        keys.add("field." + TypedText.CHARACTERS);
        for (UnreadableTable.Reason reason : UnreadableTable.Reason.values())
            keys.add(ProblemType.UNREADABLE_TABLE.key() + "." + reason.code());
        for (ProblemType type : ProblemType.values()) {
            keys.add(type.key() + ".title");
            if (type != ProblemType.UNREADABLE_TABLE) keys.add(type.key() + ".detail");
        }
        return keys;
    }

    @Test
    void theWalkFindsWhatIsKnownToBeThere() throws IOException {
        assertThat(needed())
                .contains(
                        "field.required",
                        "field.type",
                        "field.unknown-member",
                        "field.in-future",
                        "field.too-old",
                        "field.order",
                        "field.range",
                        "field.duplicate",
                        "field.element-conflict",
                        "field.offset",
                        "field.unknown-element",
                        "row.format",
                        "row.quotes",
                        "row.columns",
                        "row.too-long",
                        "field.check-digit",
                        "field.impossible-day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void everyCodeThatCanOccurHasItsText(String language) throws IOException {
        Set<String> there = new TreeSet<>(texts(language).stringPropertyNames());
        for (String list : List.of("refusal", "refusal-at-work"))
            Words.in(Locale.forLanguageTag(language)).list(list).keySet().forEach(code -> there.add("field." + code));
        assertThat(there).containsAll(needed());
    }

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        assertThat(texts("fa").stringPropertyNames()).isEqualTo(texts("en").stringPropertyNames());
        for (String key : texts("fa").stringPropertyNames())
            assertThat(texts("fa").getProperty(key).contains("{0}"))
                    .as(key)
                    .isEqualTo(texts("en").getProperty(key).contains("{0}"));
    }

    @Test
    void persianIsPersian() throws IOException {
        Properties texts = texts("fa");
        for (String key : texts.stringPropertyNames())
            assertThat(texts.getProperty(key))
                    .as(key)
                    .containsPattern("[\\u0600-\\u06FF]")
                    // The Arabic letters that a wrong keyboard brings, and Latin punctuation between Persian words.
                    .doesNotContain("ي", "ك", "ى", "ة")
                    .doesNotContainPattern("[\\u0600-\\u06FF][,;?]")
                    // "می شود" and "داده ها" are each one word, with a half-space.
                    .doesNotContainPattern("(^|[ «])ن?می [\\u0600-\\u06FF]")
                    .doesNotContainPattern("[\\u0600-\\u06FF] (ها|های|هایی|ای|اند|تر|ترین)([ .،؛]|$)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void aFieldsNameIsShownAsItIs(String language) throws IOException {
        Properties texts = texts(language);
        for (String key : texts.stringPropertyNames()) {
            String text = texts.getProperty(key);
            if (!text.contains("{0}")) continue;
            String shown =
                    new MessageFormat(text, Locale.forLanguageTag(language)).format(new Object[] {"it's {1} <b>"});
            assertThat(shown).as(key).contains("it's {1} <b>").doesNotContain("{0}");
        }
    }

    @Test
    void everyCodeInTheSourcesIsOneOfTheList() throws IOException {
        Set<String> written = new TreeSet<>();
        for (Matcher m = FIELD.matcher(sources("api", "request", "outage", "process", "plannedoutage")); m.find(); ) {
            written.add(m.group(1));
            if (m.group(2) != null) written.add(m.group(2));
        }
        assertThat(written).hasSizeGreaterThan(20).allSatisfy(FieldCode::known);
        assertThatThrownBy(() -> new FieldError("text", "wrong")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The same sentence as on a form, about the field's name instead of its label; what is about a line of the plan likewise. */
    @Test
    void aFieldIsRefusedInTheWordsOfTheForms() {
        ProblemDetail problem = new ProblemTexts()
                .invalid(
                        List.of(
                                new FieldError("description", "too-short"),
                                new FieldError("to", "order"),
                                new FieldError("networkElement", "same-element")),
                        Locale.ENGLISH);
        assertThat(problem.getProperties().get("errors"))
                .asInstanceOf(InstanceOfAssertFactories.list(ProblemTexts.FieldProblem.class))
                .extracting(ProblemTexts.FieldProblem::message)
                .containsExactly(
                        "“description” is too short; please write a little more.",
                        "to must not lie before the beginning.",
                        "The outage stands at this place already; please choose another.");
    }

    @Test
    void everyProblemHasATypeOfItsOwn() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::key))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[a-z]+(-[a-z]+)*"));
    }
}
