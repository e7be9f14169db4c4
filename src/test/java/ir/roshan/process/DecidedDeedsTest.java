package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.SetupResource;
import org.camunda.bpm.admin.plugin.spi.AdminPlugin;
import org.camunda.bpm.cockpit.plugin.spi.CockpitPlugin;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.camunda.bpm.tasklist.plugin.spi.TasklistPlugin;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthenticationResource;
import org.camunda.bpm.webapp.plugin.spi.AppPlugin;
import org.camunda.bpm.welcome.plugin.spi.WelcomePlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody has decided about each command of the engine and each door of the web apps' API: it is in a row of
 * {@link PermittedDeeds}, or named in {@code decided-nobody.txt} with the reason. What a newer engine brings is in neither.
 */
class DecidedDeedsTest {
    private static final java.nio.file.Path NOBODY =
            java.nio.file.Path.of("src/test/resources/ir/roshan/process/decided-nobody.txt");

    private static Set<String> nobodys;
    private static Set<String> doors;
    private static JavaClasses camunda;

    /** A command that nobody has heard of, as a newer engine might have it. */
    static final class LeaveTheHouseCmd implements Command<Void> {
        @Override
        public Void execute(CommandContext context) {
            return null;
        }
    }

    /** A resource likewise. */
    @Path("/engine")
    public static final class LeavingResource {
        @jakarta.ws.rs.POST
        @Path("/{name}/leave")
        public void leave() {}
    }

    @BeforeAll
    static void walk() throws IOException {
        nobodys = new HashSet<>(Files.readAllLines(NOBODY).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
        doors = new TreeSet<>();
        walk("engine", "", NamedProcessEngineRestServiceImpl.class, doors);
        walk("admin", "", UserAuthenticationResource.class, doors);
        walk("admin", "", SetupResource.class, doors);
        walkPlugins("admin", AdminPlugin.class, doors);
        walkPlugins("cockpit", CockpitPlugin.class, doors);
        walkPlugins("tasklist", TasklistPlugin.class, doors);
        walkPlugins("welcome", WelcomePlugin.class, doors);
        camunda = new ClassFileImporter().importPackages("org.camunda.bpm");
    }

    private static void walkPlugins(String app, Class<? extends AppPlugin> plugins, Set<String> found) {
        for (AppPlugin plugin : ServiceLoader.load(plugins))
            for (Class<?> resource : plugin.getResourceClasses()) walk(app, "", resource, found);
    }

    private static void walk(String app, String above, Class<?> resource, Set<String> found) {
        String here = above + "/" + annotated(resource).map(Path::value).orElse("");
        for (Method method : resource.getMethods()) {
            String path = (above.isEmpty() ? here : above)
                    + "/"
                    + Optional.ofNullable(method.getAnnotation(Path.class))
                            .map(Path::value)
                            .orElse("");
            Optional<String> verb = Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .map(type -> type.getAnnotation(HttpMethod.class))
                    .filter(each -> each != null)
                    .map(HttpMethod::value)
                    .findFirst();
            if (verb.isPresent()) {
                found.add(PeoplesDoor.name(verb.get(), app, path));
            } else if (method.isAnnotationPresent(Path.class)) {
                walk(app, path, method.getReturnType(), found);
            }
        }
    }

    private static Optional<Path> annotated(Class<?> resource) {
        return Optional.ofNullable(resource.getAnnotation(Path.class));
    }

    private static List<String> undecidedDoors(Set<String> walked) {
        Set<String> permitted = new HashSet<>();
        PermittedDeeds.table().forEach(deed -> permitted.addAll(deed.doors()));
        return walked.stream()
                .filter(Predicate.not(permitted::contains))
                .filter(Predicate.not(nobodys::contains))
                .filter(door -> nobodys.stream()
                        .noneMatch(decided -> decided.endsWith("/**")
                                && (door.substring(door.indexOf(' ') + 1) + "/")
                                        .startsWith(decided.substring(0, decided.length() - 2))))
                .toList();
    }

    private static List<String> undecidedCommands(JavaClasses classes) {
        return commands(classes)
                .filter(command -> !PermittedDeeds.has(command.reflect()))
                .map(DecidedDeedsTest::nameOf)
                .filter(Predicate.not(nobodys::contains))
                .sorted()
                .toList();
    }

    private static Stream<JavaClass> commands(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAssignableTo(Command.class)
                        && !type.isInterface()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    /** The packages of the engine hold no two commands of one name. */
    private static String nameOf(JavaClass command) {
        return command.getName().substring(command.getName().lastIndexOf('.') + 1);
    }

    @Test
    void somebodyHasDecidedAboutEachCommand() {
        assertThat(commands(camunda).map(DecidedDeedsTest::nameOf))
                .hasSizeGreaterThan(300)
                .doesNotHaveDuplicates();
        assertThat(undecidedCommands(camunda)).isEmpty();
        assertThat(undecidedCommands(new ClassFileImporter().importClasses(LeaveTheHouseCmd.class)))
                .containsExactly("DecidedDeedsTest$LeaveTheHouseCmd");
    }

    @Test
    void somebodyHasDecidedAboutEachDoor() {
        assertThat(doors).hasSizeGreaterThan(400);
        assertThat(undecidedDoors(doors)).isEmpty();
        Set<String> newer = new HashSet<>();
        walk("engine", "", LeavingResource.class, newer);
        assertThat(undecidedDoors(newer)).containsExactly("POST /leave");
    }

    /** A slip of the pen would be a door that is shut, or a reason for nothing. */
    @Test
    void whatIsDecidedIsThere() {
        PermittedDeeds.table()
                .forEach(deed -> assertThat(doors).as(deed.toString()).containsAll(deed.doors()));
        Set<String> there = new HashSet<>(doors);
        commands(camunda).map(DecidedDeedsTest::nameOf).forEach(there::add);
        doors.forEach(door -> there.add(door.substring(door.indexOf(' ') + 1)));
        assertThat(nobodys).allSatisfy(decided -> {
            String begin = decided.replace("/**", "");
            assertThat(there).anyMatch(each -> each.equals(begin) || each.startsWith(begin + "/"));
        });
    }

    @Test
    void noneIsBothPermittedAndNobodys() {
        PermittedDeeds.table()
                .forEach(deed -> assertThat(deed.doors()).as(deed.toString()).doesNotContainAnyElementsOf(nobodys));
        assertThat(commands(camunda)
                        .filter(command -> PermittedDeeds.has(command.reflect()))
                        .map(DecidedDeedsTest::nameOf))
                .doesNotContainAnyElementsOf(nobodys);
    }
}
