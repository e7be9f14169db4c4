package ir.roshan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import ir.roshan.testing.SourceTree;
import ir.roshan.wrong.InTheWrongRoom;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the rooms, and the proof that they stand: the same rules are run over a class that breaks each. */
@AnalyzeClasses(packages = "ir.roshan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int MOST_LINES = 400;
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|final|abstract|sealed) )*(?:class|interface|record|enum|@interface) ");

    @ArchTest
    static final ArchRule onlyProcessAndCockpitSpeakCamunda = noClasses()
            .that()
            .resideOutsideOfPackages("ir.roshan.process..", "ir.roshan.cockpit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule onlyTheEdgesKnowHttp = noClasses()
            .that()
            .resideOutsideOfPackages("ir.roshan.api..", "ir.roshan.security..", "ir.roshan.cockpit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .resideOutsideOfPackage("ir.roshan.calendar..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(java.util.Date.class);

    @ArchTest
    static final ArchRule nobodyIsInjectedBehindTheConstructor = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject");

    /** But for the leases of jobs, which the engine cannot renew without raising the job's revision (docs/tables.md). */
    @ArchTest
    static final ArchRule delegatesAskTheHouseAndNotTheDatabase = noClasses()
            .that()
            .resideInAPackage("ir.roshan.process..")
            .and()
            .haveNameNotMatching("ir\\.roshan\\.process\\.(JobLeases|JobExecution)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.net.http..");

    /**
     * Whoever compares the address as it was typed is passed by in another spelling of it: {@code security.AskedPath} reads it, and
     * {@code security.NormalPathFilter} refuses the other spellings.
     */
    @ArchTest
    static final ArchRule nobodyComparesTheAddressAsItWasTyped = noClasses()
            .that()
            .haveNameNotMatching("ir\\.roshan\\.security\\.(AskedPath|NormalPathFilter)")
            .should()
            .callMethod(HttpServletRequest.class, "getRequestURI")
            .orShould()
            .callMethod(HttpServletRequest.class, "getRequestURL")
            .orShould()
            .callMethod(HttpServletRequest.class, "getServletPath")
            .orShould()
            .callMethod(HttpServletRequest.class, "getPathInfo");

    @Test
    void roomsDependOnlyOnWhatTheirPackageInfoAllows() {
        ApplicationModules.of(RoshanApplication.class).verify();
    }

    @Test
    void everyRoomOfTheHouseIsKnown() {
        assertThat(ApplicationModules.of(RoshanApplication.class).stream())
                .extracting(module -> module.getIdentifier().toString())
                .containsExactlyInAnyOrder(
                        "text",
                        "calendar",
                        "network",
                        "plannedoutage",
                        "plansource",
                        "subscription",
                        "outbound",
                        "agreement",
                        "tariff",
                        "request",
                        "subscriber",
                        "crew",
                        "inbound",
                        "snippet",
                        "outage",
                        "notification",
                        "report",
                        "api",
                        "process",
                        "cockpit",
                        "security",
                        "storage",
                        "background",
                        "transaction",
                        "demo");
    }

    /** Whoever opens a long file is told at once why it is not several: «Long because …» stands before its type. */
    @Test
    void aLongFileSaysWhyItIsOne() {
        Map<Path, String> sources = sources();
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(longWithoutAReason(sources)).isEmpty();
        String body = "\n".repeat(MOST_LINES);
        assertThat(longWithoutAReason(Map.of(
                        Path.of("A.java"), "/** What it is. */\nclass A {" + body + "// Long because of this\n}\n",
                        Path.of("B.java"), "/** Long because it is one table. */\nclass B {" + body + "}\n",
                        Path.of("C.java"), "class C {}\n")))
                .containsExactly(Path.of("A.java"));
    }

    private static List<Path> longWithoutAReason(Map<Path, String> sources) {
        return sources.entrySet().stream()
                .filter(source -> source.getValue().lines().count() > MOST_LINES)
                .filter(source -> !TYPE.split(source.getValue(), 2)[0].contains("Long because "))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whoever is told a class's name finds one; what a type inside another is called is that one's own. */
    @Test
    void noTwoFilesHaveOneName() {
        assertThat(twice(sources().keySet())).isEmpty();
        assertThat(twice(List.of(Path.of("a/Rows.java"), Path.of("b/Rows.java"), Path.of("b/Row.java"))))
                .containsExactly("Rows.java");
    }

    private static List<String> twice(Collection<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<Path, String> sources() {
        Map<Path, String> sources = new TreeMap<>();
        for (String tree : List.of("main", "test", "browser", "benchmark")) {
            try (Stream<Path> files = Files.walk(Path.of("src", tree, "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.put(file, SourceTree.read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    @Test
    void theRulesBite() {
        JavaClasses bad = new ClassFileImporter().importClasses(InTheWrongRoom.class);
        assertThat(onlyProcessAndCockpitSpeakCamunda.evaluate(bad).hasViolation())
                .isTrue();
        assertThat(onlyTheEdgesKnowHttp.evaluate(bad).hasViolation()).isTrue();
        assertThat(timeComesFromTheClock.evaluate(bad).getFailureReport().getDetails())
                .hasSize(7);
        assertThat(nobodyIsInjectedBehindTheConstructor.evaluate(bad).hasViolation())
                .isTrue();
        assertThat(nobodyComparesTheAddressAsItWasTyped
                        .evaluate(bad)
                        .getFailureReport()
                        .getDetails())
                .hasSize(4);
        JavaClasses delegate = new ClassFileImporter().importClasses(ir.roshan.process.DelegateWithSql.class);
        assertThat(delegatesAskTheHouseAndNotTheDatabase.evaluate(delegate).hasViolation())
                .isTrue();
    }
}
