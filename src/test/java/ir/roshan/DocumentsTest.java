package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.SourceTree;
import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * What README.md and docs/ name is there: files, types and other words of the source, settings with their defaults,
 * addresses of the contract. A document that has fallen behind fails the build of whoever left it behind.
 *
 * <p>Long because each kind of name stands beside the proof that a wrong one is found.
 */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    private static final Path SETTINGS_PAGE = Path.of("docs/operations.md");
    private static final Path SECURITY_PAGE = Path.of("docs/security.md");
    private static final Path ROOMS = Path.of("src/main/java/ir/roshan");

    /** Words of others that our documents need and our sources do not. */
    private static final Set<String> FOREIGN = Set.of(
            "READ_INSTANCE",
            "invalid_nonce",
            "invalid_id_token",
            "invalid_token_response",
            "orQueries",
            "SPRING_DATASOURCE_URL",
            "SPRING_DATASOURCE_USERNAME",
            "SPRING_DATASOURCE_PASSWORD",
            "SPRING_PROFILES_ACTIVE",
            "SERVER_PORT",
            "SERVER_ADDRESS",
            "JAVA_TOOL_OPTIONS");

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FILE =
            Pattern.compile("[\\w.-]+(/[\\w.-]+)*\\.(md|bpmn|dmn|yaml|sql|java|properties|svg|mjs|txt|html|css|js)");
    private static final Pattern FOLDER = Pattern.compile("(bpmn|docs|src|\\.ci)/[\\w./-]*");
    private static final Pattern WORD = Pattern.compile("(?=\\w*[A-Z_])[A-Za-z]\\w*([.#][A-Za-z]\\w*)*(\\(\\))?");
    private static final Pattern SETTING = Pattern.compile("(?<![\\w./])roshan(\\.[a-z0-9-]+(\\[\\d])?)+(\\.\\*)?");
    private static final Set<String> NO_SETTINGS = Set.of("roshan.jar", "roshan.mv.db");
    private static final Pattern VARIABLE = Pattern.compile("\\bROSHAN_[A-Z0-9_]+\\b");
    private static final Pattern ADDRESS = Pattern.compile("/api/v1/[\\w/{}$-]+(\\*\\*)?");
    private static final Pattern BILL_ID = Pattern.compile("(?<!\\d)\\d{13}(?!\\d)");
    private static final Pattern ROOM = Pattern.compile("(?m)^  ([a-z]+)/ +\\S.*$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(roshan\\.[a-z0-9.\\[\\]-]+)` \\| ([^|]+) \\|.*$");

    private static final List<Path> FILES = SourceTree.files();
    private static final Set<String> WORDS = wordsOfOurs();
    /** Name and default of everything that can be set under {@code roshan}; empty where there is no default. */
    private static final Map<String, Optional<String>> SETTINGS = settings();

    @Test
    void documentsTellTheTruth() {
        assertThat(documents()).contains(README, SETTINGS_PAGE).hasSizeGreaterThan(10);
        assertThat(documents())
                .allSatisfy(document -> assertThat(Rule.complaints(document, SourceTree.read(document)))
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aSlipIsNoticed(Rule rule) {
        assertThat(rule.check.apply(rule.page, SourceTree.read(rule.page) + rule.slip))
                .hasSize(1);
    }

    @Test
    void everySettingIsExplained() {
        Map<String, String> explained = ROW.matcher(SourceTree.read(SETTINGS_PAGE))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2).replace("`", "").strip()));
        assertThat(SETTINGS).hasSizeGreaterThan(20);
        assertThat(explained.keySet()).containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
        SETTINGS.forEach((name, value) -> assertThat(explained.get(name))
                .as(name)
                .isEqualTo(value.filter(v -> !v.isEmpty()).orElse("none")));
    }

    @Test
    void theReadmeShowsEveryRoom() {
        Set<String> rooms = new TreeSet<>();
        for (Path file : SourceTree.under(ROOMS))
            if (file.endsWith("package-info.java"))
                rooms.add(file.getParent().getFileName().toString());
        assertThat(rooms).isNotEmpty();
        assertThat(ROOM.matcher(SourceTree.read(README)).results().map(r -> r.group(1)))
                .containsExactlyInAnyOrderElementsOf(rooms);
    }

    /** The heads of the tree's lines, and whatever lies beside the README but for settings of tools. */
    @Test
    void theReadmeShowsTheHouseAsItStands() {
        String readme = SourceTree.read(README);
        String tree = readme.substring(readme.indexOf("## The house"));
        tree = tree.substring(tree.indexOf("```") + 4);
        List<String> shown = tree.substring(0, tree.indexOf("```"))
                .lines()
                .filter(line -> !line.startsWith(" "))
                .flatMap(line -> Stream.of(line.split(" {2,}")[0].split(", ")))
                .toList();
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of(name)).exists());
        assertThat(FILES.stream()
                        .map(file -> file.getName(0).toString())
                        .filter(name -> !name.startsWith("."))
                        .filter(name -> shown.stream().noneMatch(head -> head.split("/")[0].equals(name))))
                .isEmpty();
    }

    /** Drawn by {@code docs/tools/render-process.mjs}, which nobody remembers when they change a word of the model. */
    @Test
    void thePictureOfTheProcessSaysWhatTheModelSays() {
        Document picture = Jsoup.parse(SourceTree.read(Path.of("docs/process.svg")), Parser.xmlParser());
        Map<String, String> drawn = new TreeMap<>();
        Map<String, String> named = new TreeMap<>();
        for (Element element : Jsoup.parse(SourceTree.read(Path.of("bpmn/OutageRestoration.bpmn")), Parser.xmlParser())
                .select("[id][name]")) {
            String id = element.id();
            Elements shapes = picture.select("[data-element-id=" + id + "], [data-element-id=" + id + "_label]");
            if (shapes.isEmpty()) continue; // a message, an error: what is drawn refers to it
            named.put(id, withoutBlanks(element.attr("name")));
            drawn.put(
                    id,
                    withoutBlanks(
                            String.join("", shapes.select("g.djs-visual text").eachText())));
        }
        assertThat(named).hasSizeGreaterThan(60);
        assertThat(drawn).isEqualTo(named);
    }

    /** Lines are broken as they fit. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void decisionsAreNumberedShortAndComplete() {
        List<Path> decisions = SourceTree.under(Path.of("docs/adr"));
        assertThat(decisions).isNotEmpty();
        assertThat(decisions.stream().map(path -> path.getFileName().toString().substring(0, 5)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions.size())
                        .mapToObj("%04d-"::formatted)
                        .toList());
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(SourceTree.read(decision))
                        .contains("\n## Context\n", "\n## Decision\n", "\n## Consequences\n", "\n## Alternatives\n")
                        .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(60)));
    }

    /** A promise names the test that keeps it; the test is there, and it runs. */
    @Test
    void everyPromiseOfSecurityNamesATest() {
        String page = SourceTree.read(SECURITY_PAGE);
        List<String> promises = promises(page);
        assertThat(promises).hasSizeGreaterThan(40);
        assertThat(promises)
                .allSatisfy(promise -> assertThat(testsOf(promise)).as(promise).isNotEmpty());
        assertThat(promises.stream()
                        .flatMap(promise -> testsOf(promise).stream())
                        .filter(test -> !isThere(test)))
                .isEmpty();
    }

    @Test
    void aTestThatIsNoneIsNoticed() {
        assertThat(List.of("DoorsTest", "DoorsTest.aPageIsToldWhatItMayDo", "AuditBehaviour"))
                .allMatch(DocumentsTest::isThere);
        assertThat(List.of("WallsTest", "DoorsTest.aPageIsToldNothing", "AuditBehaviour.theDatabaseItselfOnlyAppends"))
                .noneMatch(DocumentsTest::isThere);
        assertThat(promises("| promise | kept by |\n|---|---|\n| **Doors** | |\n| a | `DoorsTest` |\n"))
                .containsExactly("| a | `DoorsTest` |");
        assertThat(testsOf("| `X` is shut | `DoorsTest`, `AuditIT.x` | ")).containsExactly("DoorsTest", "AuditIT.x");
    }

    private static List<String> promises(String page) {
        return page.substring(page.indexOf("| promise | kept by |"))
                .lines()
                .skip(2)
                .takeWhile(row -> row.startsWith("| "))
                .filter(row -> !row.startsWith("| **"))
                .toList();
    }

    private static List<String> testsOf(String promise) {
        return found(Pattern.compile("`(\\w+(Test|IT|Behaviour)(\\.\\w+)?)`"), promise.split(" \\| ")[1], 1)
                .toList();
    }

    private static boolean isThere(String test) {
        String[] typeAndMethod = test.split("\\.");
        return FILES.stream()
                .filter(file -> file.getFileName().toString().equals(typeAndMethod[0] + ".java"))
                .anyMatch(file ->
                        typeAndMethod.length == 1 || SourceTree.read(file).contains("void " + typeAndMethod[1] + "("));
    }

    /** What is asked of every document, and a slip that must not pass. */
    private enum Rule {
        LINKS_LEAD_SOMEWHERE(
                (page, text) -> found(LINK, withoutFences(text), 1)
                        .filter(link -> !link.matches("(https?|mailto):.*|#.*"))
                        .filter(link ->
                                !Files.exists(Path.of("").resolve(page).resolveSibling(link.replaceFirst("#.*", ""))))
                        .toList(),
                README,
                "[the guide](docs/guide.md)"),
        FILES_EXIST(
                (page, text) -> code(text)
                        .filter(name -> FILE.matcher(name).matches())
                        .filter(name -> FILES.stream().noneMatch(file -> file.endsWith(name)))
                        .toList(),
                README,
                "`docs/guide.md`"),
        FOLDERS_EXIST(
                (page, text) -> code(text)
                        .filter(name -> FOLDER.matcher(name).matches())
                        .filter(name -> !Files.exists(Path.of(name)))
                        .toList(),
                README,
                "`src/main/kotlin`"),
        WORDS_ARE_IN_THE_SOURCE(
                (page, text) -> code(text)
                        .filter(name -> WORD.matcher(name).matches()
                                && !FILE.matcher(name).matches())
                        .flatMap(name -> List.of(name.replace("()", "").split("[.#]")).stream())
                        .filter(word -> !WORDS.contains(word)
                                && !FOREIGN.contains(word)
                                && !VARIABLE.matcher(word).matches())
                        .toList(),
                README,
                "`OutageManager`"),
        SETTINGS_ARE_KNOWN(
                (page, text) -> found(SETTING, text, 0)
                        .filter(name -> !NO_SETTINGS.contains(name))
                        .filter(name -> name.endsWith(".*")
                                ? SETTINGS.keySet().stream()
                                        .noneMatch(known -> known.startsWith(name.substring(0, name.length() - 1)))
                                : !SETTINGS.containsKey(name))
                        .toList(),
                README,
                "\n    --roshan.sms.gateway=x"),
        VARIABLES_ARE_SPELT_AS_SPRING_READS_THEM(
                (page, text) -> found(VARIABLE, text, 0)
                        .filter(name -> SETTINGS.keySet().stream()
                                .noneMatch(known -> name.equals(known.toUpperCase(Locale.ROOT)
                                        .replaceAll("[.\\[-]", "_")
                                        .replace("]", ""))))
                        .toList(),
                README,
                "\n    ROSHAN_SMS_GATEWAY=x"),
        ADDRESSES_ARE_IN_THE_CONTRACT(
                (page, text) -> found(ADDRESS, text, 0)
                        .filter(address ->
                                addressesOfTheContract().stream().noneMatch(known -> matches(known, address)))
                        .toList(),
                README,
                "\n    curl http://localhost:8080/api/v1/outage"),
        BILL_IDS_ARE_VALID(
                (page, text) ->
                        found(BILL_ID, text, 0).filter(id -> !isBillId(id)).toList(),
                README,
                "\n    2234322344613");

        private final BiFunction<Path, String, List<String>> check;
        private final Path page;
        private final String slip;

        Rule(BiFunction<Path, String, List<String>> check, Path page, String slip) {
            this.check = check;
            this.page = page;
            this.slip = slip;
        }

        static List<String> complaints(Path page, String text) {
            List<String> complaints = new ArrayList<>();
            for (Rule rule : values())
                rule.check.apply(page, text).forEach(slip -> complaints.add(page + ": " + slip + " (" + rule + ")"));
            return complaints;
        }
    }

    private static List<Path> documents() {
        return FILES.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .filter(file -> file.equals(README)
                        || file.startsWith("docs")
                        || file.startsWith("bpmn")
                        || file.startsWith("src/main/resources/web"))
                .toList();
    }

    private static String withoutFences(String text) {
        return FENCED.matcher(text).replaceAll("");
    }

    private static Stream<String> code(String text) {
        return found(CODE, withoutFences(text), 1);
    }

    private static Stream<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(group));
    }

    private static Set<String> addressesOfTheContract() {
        return found(Pattern.compile("(?m)^  (/api/v1/\\S+):$"), SourceTree.read(Path.of("docs/api/openapi.yaml")), 1)
                .map(DocumentsTest::withoutNames)
                .collect(Collectors.toSet());
    }

    /** {@code /api/v1/requests/**} stands for all addresses below. */
    private static boolean matches(String known, String address) {
        return address.endsWith("**")
                ? known.startsWith(address.substring(0, address.length() - "/**".length()))
                : known.equals(withoutNames(address));
    }

    /** {@code $CODE}, {@code {trackingCode}} and {@code 592558699194} all stand for one part of an address. */
    private static String withoutNames(String address) {
        return address.replaceAll("\\{\\w+}|\\$\\w+|(?<=/)\\d+(-\\d+)*", "*").replaceFirst("/$", "");
    }

    private static boolean isBillId(String digits) {
        try {
            BillId.parse(digits);
            return true;
        } catch (MalformedBillId e) {
            return false;
        }
    }

    private static Set<String> wordsOfOurs() {
        String text = SourceTree.textOf(
                Path.of("src"), Path.of("bpmn"), Path.of("pom.xml"), Path.of("docs/api/openapi.yaml"));
        // What this test itself calls a slip is no word of ours.
        text = text.replace(SourceTree.read(SourceTree.TESTS.resolve("ir/roshan/DocumentsTest.java")), "");
        return Pattern.compile("\\w+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Map<String, Optional<String>> settings() {
        Map<String, String> files = new TreeMap<>();
        for (String file : List.of("application.yaml", "agreement.yaml")) files.putAll(yaml(file));
        Map<String, Optional<String>> settings = new TreeMap<>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scanner.findCandidateComponents("ir.roshan").forEach(found -> {
            Class<?> type = type(found.getBeanClassName());
            addAll(settings, type.getAnnotation(ConfigurationProperties.class).value(), type);
        });
        found(Pattern.compile("\\$\\{roshan[^}]*}"), SourceTree.textOf(Path.of("src/main")), 0)
                .map(placeholder -> placeholder.substring(2, placeholder.length() - 1))
                .forEach(placeholder -> {
                    String[] nameAndDefault = placeholder.split(":", 2);
                    settings.put(
                            nameAndDefault[0],
                            Optional.of(nameAndDefault)
                                    .filter(n -> n.length > 1)
                                    .map(n -> n[1]));
                });
        settings.replaceAll(
                (name, value) -> Optional.ofNullable(files.get(name)).or(() -> value));
        return settings;
    }

    private static void addAll(Map<String, Optional<String>> settings, String prefix, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        var parameters = canonicalConstructor(type, components).getParameters();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "."
                    + components[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (components[i].getType().isRecord()) {
                addAll(settings, name, components[i].getType());
                continue;
            }
            Class<?> element = ResolvableType.forType(components[i].getGenericType())
                    .getGeneric()
                    .resolve(Object.class);
            if (components[i].getType() == List.class && element.isRecord()) {
                addAll(settings, name + "[0]", element);
                continue;
            }
            DefaultValue byDefault = parameters[i].getAnnotation(DefaultValue.class);
            settings.merge(
                    name,
                    Optional.ofNullable(byDefault).map(value -> value.value()[0]),
                    (one, other) -> one.isPresent() ? one : other);
        }
    }

    private static Constructor<?> canonicalConstructor(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> yaml(String file) {
        Map<String, String> values = new TreeMap<>();
        try {
            var resource = new FileSystemResource("src/main/resources/" + file);
            for (PropertySource<?> source : new YamlPropertySourceLoader().load(file, resource))
                for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames())
                    values.put(name, String.valueOf(source.getProperty(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
