package ir.roshan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials lies in the jar that is handed out, and tells what is in it: no library more and none less. */
class BillOfMaterialsIT {
    private static final Path JAR = Path.of("target/roshan.jar");
    private static final String BILL = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    /** Spring Boot's plugin puts it in while it packs: its own tool to take the jar apart. */
    private static final String PACKERS_OWN = "spring-boot-jarmode-tools-";

    /** What owners call a licence that has a name of its own in SPDX's list. */
    private static final Map<String, String> CALLED_OTHERWISE = Map.of(
            "Apache License, 2.0", "Apache-2.0",
            "EPL 1.0", "EPL-1.0",
            "GNU General Public License, version 2 with the GNU Classpath Exception",
                    "GPL-2.0-with-classpath-exception",
            "The GNU General Public License (GPL), Version 2, With Classpath Exception",
                    "GPL-2.0-with-classpath-exception",
            "Modified BSD", "BSD-3-Clause",
            "Public Domain", "public domain",
            "W3C license", "W3C",
            "jQuery license", "MIT");

    /** Under one of these a library may go into a jar that is handed out under Apache-2.0. */
    private static final Set<String> FIT =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "Unicode-3.0", "EPL-2.0", "MPL-2.0");

    private static JsonNode bill(JarFile jar) throws IOException {
        assertThat(jar.getEntry(BILL)).as(BILL).isNotNull();
        try (InputStream in = jar.getInputStream(jar.getEntry(BILL))) {
            return new JsonMapper().readTree(in);
        }
    }

    private static Set<String> libraries(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length()))
                .filter(name -> !name.startsWith(PACKERS_OWN))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As Maven calls the file of a component; of a part that has a name of its own, it stands in the purl. */
    private static String file(JsonNode component) {
        String purl = component.get("purl").textValue();
        String classifier = purl.contains("classifier=") ? "-" + purl.replaceAll(".*classifier=([^&]*).*", "$1") : "";
        return component.get("name").textValue() + "-"
                + component.get("version").textValue() + classifier + ".jar";
    }

    @Test
    void itTellsWhatIsInTheJar() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            JsonNode bill = bill(jar);
            assertThat(bill.path("bomFormat").textValue()).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/name").textValue()).isEqualTo("roshan");
            Set<String> named = new TreeSet<>();
            bill.get("components").forEach(component -> named.add(file(component)));
            Set<String> packed = libraries(jar);
            assertThat(packed).hasSizeGreaterThan(80);
            assertThat(named).containsAll(packed);
            // Sometimes Spring Boot leaves out of the jar what is empty; a starter is a list of libraries and no code.
            named.removeAll(packed);
            assertThat(named).allSatisfy(other -> assertThat(other).contains("starter"));
        }
    }

    /** Advisories are looked up by name, version and licence. */
    @Test
    void eachComponentCanBeLookedUp() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(bill(jar).get("components")).isNotEmpty().allSatisfy(component -> {
                assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
                assertThat(component.path("hashes")).isNotEmpty();
            });
        }
    }

    /** Whoever gets the jar gets our licence with it, and the list of what is others'. */
    @Test
    void theNoticeNamesEachLibraryUnderItsLicence() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
            Map<String, Set<String>> carried = new TreeMap<>();
            bill(jar)
                    .get("components")
                    .forEach(component -> carried.computeIfAbsent(
                                    String.join(", ", licences(component)), licence -> new TreeSet<>())
                            .add(component.path("group").textValue() + ":"
                                    + component.get("name").textValue()));
            assertThat(noticed(text(jar, "META-INF/NOTICE"))).isEqualTo(carried);
        }
    }

    @Test
    void eachLibraryMayBeHandedOut() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(bill(jar).get("components"))
                    .isNotEmpty()
                    .allSatisfy(component -> assertThat(licences(component))
                            .as(component.get("name").textValue())
                            .containsAnyElementsOf(FIT));
        }
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(one -> {
            JsonNode licence = one.path("license");
            String name = licence.path("id")
                    .asText(licence.path("name").asText(one.path("expression").asText()));
            licences.add(CALLED_OTHERWISE.getOrDefault(name, name));
        });
        return licences;
    }

    /** A heading is a licence or several, and below it stand {@code group:name}; the parts before are prose. */
    private static Map<String, Set<String>> noticed(String notice) {
        Map<String, Set<String>> noticed = new TreeMap<>();
        for (String part : notice.split("\n\n")) {
            String[] lines = part.strip().split("\n");
            List<String> libraries =
                    Arrays.stream(lines).skip(1).map(String::strip).toList();
            if (!libraries.isEmpty() && libraries.stream().allMatch(line -> line.matches("[\\w.-]+:[\\w.-]+")))
                noticed.put(lines[0], new TreeSet<>(libraries));
        }
        return noticed;
    }

    private static String text(JarFile jar, String entry) throws IOException {
        assertThat(jar.getEntry(entry)).as(entry).isNotNull();
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
