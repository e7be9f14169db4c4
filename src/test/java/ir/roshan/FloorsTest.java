package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.SourceTree;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

/**
 * The libraries with which we really run, against the oldest versions that may be (docs/adr/0005). The enforcer looks at what
 * Maven has resolved; this looks at the jars themselves.
 */
class FloorsTest {
    /** By the beginning of the jar's name. */
    private static final Map<String, String> FLOORS = Map.ofEntries(
            Map.entry("tomcat-embed-core", "10.1.62"),
            Map.entry("tomcat-embed-el", "10.1.62"),
            Map.entry("tomcat-embed-websocket", "10.1.62"),
            Map.entry("jackson-databind", "2.21.8"),
            Map.entry("jackson-core", "2.21.8"),
            Map.entry("commons-lang3", "3.22.0"),
            Map.entry("postgresql", "42.7.14"),
            Map.entry("logback-core", "1.5.38"),
            Map.entry("logback-classic", "1.5.38"),
            Map.entry("log4j-api", "2.25.5"),
            Map.entry("jersey-server", "3.1.12"),
            Map.entry("jersey-common", "3.1.12"),
            Map.entry("jersey-client", "3.1.12"),
            Map.entry("jersey-container-servlet", "3.1.12"),
            Map.entry("jersey-container-servlet-core", "3.1.12"),
            Map.entry("jersey-hk2", "3.1.12"),
            Map.entry("jersey-media-json-jackson", "3.1.12"),
            Map.entry("jersey-entity-filtering", "3.1.12"),
            Map.entry("jersey-spring6", "3.1.11"),
            Map.entry("jersey-bean-validation", "3.1.11"),
            Map.entry("mybatis", "3.5.19"),
            Map.entry("joda-time", "2.12.7"));

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.-]*?)\\.jar");

    /** Name and version of each jar on the class path, as its file is called. */
    static Map<String, String> jars(Stream<String> files) {
        Map<String, String> jars = new LinkedHashMap<>();
        files.map(file -> JAR.matcher(Path.of(file).getFileName().toString()))
                .filter(Matcher::matches)
                .forEach(jar -> jars.put(jar.group(1), jar.group(2)));
        return jars;
    }

    private static Map<String, String> onTheClassPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return jars(Arrays.stream(path.split(File.pathSeparator)));
    }

    private static int compare(String one, String other) {
        List<Integer> ones = numbers(one);
        List<Integer> others = numbers(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int compared = ones.get(i).compareTo(others.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("\\d+")
                .matcher(version)
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void nothingThatRunsIsOlderThanItsFloor() {
        Map<String, String> jars = onTheClassPath();
        assertThat(jars).hasSizeGreaterThan(100).containsKeys(FLOORS.keySet().toArray(String[]::new));
        FLOORS.forEach((name, floor) -> assertThat(compare(jars.get(name), floor))
                .as(name + " " + jars.get(name))
                .isNotNegative());
        // What the file is called is also what is in it, where the library says so itself.
        assertThat(compare(ServerInfo.getServerNumber(), FLOORS.get("tomcat-embed-core")))
                .isNotNegative();
        assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString())
                .isEqualTo(jars.get("jackson-databind"));
    }

    /** Anonymous by default. */
    @Test
    void theEnginesOwnRestDoorIsNotBuiltIn() {
        assertThat(onTheClassPath()).doesNotContainKey("camunda-bpm-spring-boot-starter-rest");
    }

    @Test
    void theBuildEnforcesTheSameFloors() {
        String pom = SourceTree.read(Path.of("pom.xml"));
        Map<String, String> enforced = new LinkedHashMap<>();
        Pattern.compile("<exclude>([\\w.-]+:[\\w*-]+):\\(,([\\d.]+)\\)</exclude>")
                .matcher(pom)
                .results()
                .forEach(rule -> enforced.put(rule.group(1), rule.group(2)));
        assertThat(new TreeSet<>(enforced.values())).isEqualTo(new TreeSet<>(FLOORS.values()));
        assertThat(pom).contains("<exclude>org.camunda.bpm.springboot:camunda-bpm-spring-boot-starter-rest</exclude>");
    }

    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(compare("10.1.9", "10.1.61")).isNegative();
        assertThat(compare("2.22.0", "2.21.8")).isPositive();
        assertThat(compare("1.5.38", "1.5.38")).isZero();
        assertThat(jars(Stream.of(
                        "/x/tomcat-embed-core-10.1.61.jar", "/x/jackson-core-2.21.8.jar", "/x/target/classes")))
                .containsExactly(Map.entry("tomcat-embed-core", "10.1.61"), Map.entry("jackson-core", "2.21.8"));
    }
}
