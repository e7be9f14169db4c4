package ir.roshan.page;

import static com.google.javascript.jscomp.CompilerOptions.Environment.BROWSER;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.javascript.jscomp.AbstractCommandLineRunner;
import com.google.javascript.jscomp.CheckLevel;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.DiagnosticGroups;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.deps.ModuleLoader.ResolutionMode;
import ir.roshan.testing.SourceTree;
import ir.roshan.testing.WebRoom;
import ir.roshan.text.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The front end as a browser would read it, before any browser is there: each module can be read, what it imports is given by
 * the module that it names, and each name that it uses is somebody's.
 */
class ModulesTest {
    /** Below which the modules of a folder are served. */
    private static final Map<String, String> ADDRESSES = Map.of(
            "shared", "/assets/",
            "subscriber", "/assets/",
            "my", "/assets/",
            "outbox", "/assets/",
            "planning", "/assets/",
            "cockpit", "/assets/cockpit/",
            "tasklist", "/forms/lib/",
            "dress", "/camunda/app/scripts/");

    /** What browsers have beside the names that the reader knows. */
    private static final SourceFile BROWSERS = SourceFile.fromCode(
            "browsers.js",
            "/** @externs */ var addEventListener, caches, clients, getSelection, localStorage, print, scrollTo, sessionStorage, skipWaiting;");

    private static final int MOST_LINES = 400;

    private static final Pattern IMPORT_LATER = Pattern.compile("import\\('([^']+)'\\)");

    @Test
    void everyModuleCanBeReadAndGivesWhatOthersImport() {
        Map<String, String> modules = modules();
        assertThat(modules).hasSizeGreaterThan(40);
        assertThat(faults(modules)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            export function half( {                          | PARSE_ERROR
            import {nothing} from './dom.js';                | DOES_NOT_HAVE_EXPORT
            import {call} from './nowhere.js'; call();       | MODULE
            import {call} from '/forms/lib/dom.js'; call();  | MODULE
            export const text = nobodysName('x');            | UNDEFINED_VARIABLE
            const text = 1; text = 2;                        | CONST
            """)
    void aBrokenModuleIsNoticed(String script, String fault) {
        Map<String, String> modules = new TreeMap<>(modules());
        modules.put("/assets/broken.js", script + "\n");
        assertThat(faults(modules)).isNotEmpty().allMatch(found -> found.startsWith("/assets/broken.js:"));
        assertThat(faults(modules)).anyMatch(found -> found.contains(fault));
    }

    /** Pages, forms and modules bring these in while they run, and nobody would miss them before. */
    @Test
    void whatIsImportedLaterIsThere() throws IOException {
        Map<String, String> modules = modules();
        List<String> missing = new ArrayList<>();
        Map<String, String> importing = new TreeMap<>(modules);
        try (Stream<Path> forms = Files.list(Path.of("bpmn/forms"))) {
            forms.filter(form -> form.toString().endsWith(".html"))
                    .forEach(form -> importing.put("/forms/" + form.getFileName(), SourceTree.read(form)));
        }
        importing.forEach((address, text) -> IMPORT_LATER
                .matcher(text)
                .results()
                .map(m -> m.group(1).startsWith("./")
                        ? folder(address) + m.group(1).substring(2)
                        : m.group(1))
                .filter(wanted -> !modules.containsKey(wanted))
                .forEach(wanted -> missing.add(address + " imports " + wanted)));
        assertThat(missing).isEmpty();
        assertThat(importing.get("/forms/VerifyOutage.html")).containsPattern(IMPORT_LATER);
    }

    /** Below /assets/ they are neighbours, whichever folder they lie in. */
    /** As {@code ArchitectureTest} asks it of Java. */
    @Test
    void aLongModuleSaysWhyItIsOne() {
        assertThat(modules().entrySet().stream()
                        .filter(module -> module.getValue().lines().count() > MOST_LINES)
                        .filter(module ->
                                !module.getValue().split("\nimport ", 2)[0].contains("Long because "))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void noTwoFilesHaveTheSameName() {
        assertThat(SourceTree.under(WebRoom.FOLDER).stream()
                        .collect(groupingBy(Path::getFileName))
                        .values())
                .hasSizeGreaterThan(60)
                .allSatisfy(files -> assertThat(files).hasSize(1));
    }

    @Test
    void theRoomSaysWhichFolderIsWhichPage() throws IOException {
        String said = WebRoom.read("README.md");
        try (Stream<Path> folders = Files.list(WebRoom.FOLDER)) {
            assertThat(folders.filter(Files::isDirectory).map(Path::getFileName))
                    .hasSizeGreaterThan(7)
                    .allSatisfy(folder -> assertThat(said).contains("| `" + folder + "/` |"));
        }
    }

    /** By their addresses, with the words that the server writes in. */
    private static Map<String, String> modules() {
        Map<String, String> modules = new TreeMap<>();
        SourceTree.under(WebRoom.FOLDER).stream()
                .filter(file -> file.toString().endsWith(".js"))
                .forEach(file -> modules.put(
                        ADDRESSES.get(WebRoom.FOLDER.relativize(file).getName(0).toString()) + file.getFileName(),
                        Words.writtenInto(SourceTree.read(file))));
        return modules;
    }

    private static String folder(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    private static List<String> faults(Map<String, String> modules) {
        CompilerOptions reading = new CompilerOptions();
        reading.setLanguageIn(CompilerOptions.LanguageMode.UNSTABLE);
        reading.setLanguageOut(CompilerOptions.LanguageMode.NO_TRANSPILE);
        reading.setEnvironment(BROWSER);
        reading.setModuleResolutionMode(ResolutionMode.BROWSER);
        reading.setAllowDynamicImport(true);
        reading.setChunkOutputType(CompilerOptions.ChunkOutputType.ES_MODULES);
        reading.setChecksOnly(true);
        reading.setCheckSymbols(true);
        reading.setContinueAfterErrors(true);
        reading.setWarningLevel(DiagnosticGroups.UNDEFINED_VARIABLES, CheckLevel.ERROR);
        reading.setWarningLevel(DiagnosticGroups.MODULE_LOAD, CheckLevel.ERROR);
        reading.setWarningLevel(DiagnosticGroups.CONST, CheckLevel.ERROR);
        com.google.javascript.jscomp.Compiler reader =
                new com.google.javascript.jscomp.Compiler(new PrintStream(OutputStream.nullOutputStream()));
        // What it would do in threads of its own would go on after the test.
        reader.disableThreads();
        try {
            List<SourceFile> known = new ArrayList<>(AbstractCommandLineRunner.getBuiltinExterns(BROWSER));
            known.add(BROWSERS);
            List<SourceFile> read = modules.entrySet().stream()
                    .map(module -> SourceFile.fromCode(module.getKey(), module.getValue()))
                    .toList();
            reader.compile(known, read, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.getErrors().stream()
                .map(fault -> fault.getSourceName() + ":" + fault.getLineNumber() + " " + fault.getType().key + " "
                        + fault.getDescription())
                .toList();
    }
}
