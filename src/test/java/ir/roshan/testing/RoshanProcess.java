package ir.roshan.testing;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application in a JVM of its own, as {@code java -jar} starts it: for what it says when it ends by itself, and for a second node. */
public final class RoshanProcess {
    private static final long LONGEST_SECONDS = 180;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TAKES_CALLS = Pattern.compile("Tomcat started on port (\\d+) ");

    private RoshanProcess() {}

    /** @param output standard output and error together */
    public record Ended(int exitCode, String output) {}

    /**
     * Runs until it ends by itself; one that goes on is killed, and fails the test.
     *
     * @param workingDirectory the database lies in its folder {@code data} by default
     */
    public static Ended run(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(workingDirectory, "output", ".txt");
        Process process = start(workingDirectory, output, roshan(), List.of(arguments));
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                throw new AssertionError("still running after " + LONGEST_SECONDS + " s:\n" + Files.readString(output));
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** A node that runs beside the test until it is closed. */
    public static final class Node implements AutoCloseable {
        private final Process process;
        private final Path output;
        private final int port;

        private Node(Process process, Path output, int port) {
            this.process = process;
            this.output = output;
            this.port = port;
        }

        public int port() {
            return port;
        }

        /** What it has had of the processor until now. */
        public Duration processor() {
            return process.info().totalCpuDuration().orElseThrow();
        }

        /** Everything it has written to the console until now. */
        public String said() throws IOException {
            return Files.readString(output);
        }

        /** Ends it as an operator does (SIGTERM), and waits until it is gone. */
        public void stop() throws IOException, InterruptedException {
            process.destroy();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                throw new AssertionError("the node does not end:\n" + Files.readString(output));
        }

        /** Ends it as a power cut does, and waits until it is gone: nothing is said, nothing is finished. */
        public void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }

    /**
     * Starts a node on loopback and waits until it takes calls. It takes a free port itself and says which: one that is looked
     * for beforehand may be somebody else's by the time that it is needed, since tests run beside each other.
     */
    public static Node node(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        return node(workingDirectory, roshan(), "/actuator/health/readiness", arguments);
    }

    /**
     * The same with another Spring Boot application, in a JVM like ours.
     *
     * @param readiness answers 200 as soon as it takes calls
     */
    public static Node node(Path workingDirectory, Path jar, String readiness, String... arguments)
            throws IOException, InterruptedException {
        return node(workingDirectory, List.of("-jar", jar.toAbsolutePath().toString()), readiness, arguments);
    }

    private static Node node(Path workingDirectory, List<String> program, String readiness, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server.address=127.0.0.1", "--server.port=0"));
        Path output = Files.createTempFile(workingDirectory, "output", ".txt");
        Process process = start(workingDirectory, output, program, all);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (true) {
            Matcher said = TAKES_CALLS.matcher(Files.readString(output, StandardCharsets.ISO_8859_1));
            if (said.find()) {
                int port = Integer.parseInt(said.group(1));
                if (isReady(port, readiness)) return new Node(process, output, port);
            }
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly().onExit().join();
                throw new AssertionError("the node does not answer:\n" + Files.readString(output));
            }
            Thread.sleep(100);
        }
    }

    private static boolean isReady(int port, String readiness) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + readiness))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> roshan() {
        return List.of("-cp", classPathWithoutTests(), "ir.roshan.RoshanApplication");
    }

    private static Process start(Path workingDirectory, Path output, List<String> program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machineOfTests());
        command.addAll(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("ROSHAN_"));
        return builder.start();
    }

    /** The build says which compiler and collector are worth their time: others where speed is measured. */
    private static List<String> machineOfTests() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel=") || argument.endsWith("GC"))
                .toList();
    }

    private static String classPathWithoutTests() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
