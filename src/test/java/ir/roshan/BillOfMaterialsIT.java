package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
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
}
