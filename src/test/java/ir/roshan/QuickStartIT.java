package ir.roshan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quicker start as docs/operations.md tells it to an operator: its own commands are run, and the classes come from the archive. */
class QuickStartIT {
    private static final String STARTS = "java -XX:SharedArchiveFile=";

    @TempDir
    private Path folder;

    private static List<String> commands() throws IOException {
        String section = Files.readString(Path.of("docs/operations.md"))
                .split("### A quicker start")[1]
                .split("\n## ")[0];
        return section.lines().filter(line -> line.startsWith("java ")).toList();
    }

    /** @return what it has said, its error output with it */
    private String run(String command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("ROSHAN_"));
        shell.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (old, own) -> own + ":" + old);
        // The first of Java's two compilers is enough to see where the classes come from.
        shell.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = shell.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
            return Files.readString(said);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void itIsTakenApartAndStartsFromItsArchive() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("target"));
        Files.copy(Path.of("target/roshan.jar"), folder.resolve("target/roshan.jar"));
        List<String> commands = commands();
        assertThat(commands).hasSize(3).last().asString().startsWith(STARTS);

        run(commands.get(0));
        assertThat(run(commands.get(1))).doesNotContain("[cds]", "ERROR");
        assertThat(folder.resolve("data"))
                .as("the archive is made beside no database")
                .doesNotExist();

        // As the operator does it; only that it ends by itself, beside an empty database, and tells where its classes
        // come from.
        run(commands.get(2)
                        .replace(
                                STARTS,
                                "java -Xlog:class+load:file=classes.txt -Dspring.context.exit=onRefresh "
                                        + STARTS.substring("java ".length()))
                + " --spring.datasource.url=jdbc:h2:mem:start --roshan.admin.password=Only-4-the-test");
        List<String> classes = Files.readString(folder.resolve("classes.txt"), UTF_8)
                .lines()
                .filter(line -> line.contains("ir.roshan.RoshanApplication source:")
                        || line.contains("org.camunda.bpm.engine.ProcessEngine source:"))
                .toList();
        assertThat(classes).hasSize(2).allMatch(line -> line.contains("shared objects file (top)"));
    }
}
