package ir.roshan.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application in a JVM of its own, as {@code java -jar} starts it: for what it says when it ends by itself. */
public final class RoshanProcess {
    private static final long LONGEST_SECONDS = 180;

    private RoshanProcess() {}

    /** @param output standard output and error together */
    public record Ended(int exitCode, String output) {}

    /**
     * Runs until it ends by itself; one that goes on is killed, and fails the test.
     *
     * @param workingDirectory the database lies in its folder {@code data} by default
     */
    public static Ended run(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutTests(),
                "ir.roshan.RoshanApplication"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(workingDirectory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("ROSHAN_"));
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                throw new AssertionError("still running after " + LONGEST_SECONDS + " s:\n" + Files.readString(output));
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPathWithoutTests() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
