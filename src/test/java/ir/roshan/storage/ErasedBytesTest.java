package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import ir.roshan.testing.RoshanProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is erased over REST leaves the file while the application runs, and nothing else does, whatever happens meanwhile. */
class ErasedBytesTest {
    private static final String ADMIN = "Not-the-demo-1";
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    private int marks;

    private RoshanProcess.Node node() throws Exception {
        return RoshanProcess.node(folder, "--roshan.admin.password=" + ADMIN);
    }

    /** What somebody has reported, in words that are nowhere else. */
    private record Reported(String code, String mobile, List<String> words) {}

    private Reported report(RoshanProcess.Node node) throws IOException, InterruptedException {
        String mark = "%04d".formatted(++marks) + "x" + System.nanoTime();
        String mobile = "0935%07d".formatted(7_654_000 + marks);
        List<String> words = List.of(mobile, "کوچهٔ پنهان " + mark, "شرح پنهان " + mark);
        HttpResponse<String> answer = send(node, "POST", "/api/v1/requests", """
                {"mobile": "%s", "address": "%s", "description": "%s"}
                """.formatted(words.toArray()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Reported(JSON.readTree(answer.body()).path("trackingCode").textValue(), mobile, words);
    }

    private void erase(RoshanProcess.Node node, Reported reported) throws IOException, InterruptedException {
        HttpResponse<String> withdrawn = send(
                node,
                "POST",
                "/api/v1/requests/" + reported.code + "/withdrawal",
                "{\"mobileLast4\": \"%s\"}".formatted(reported.mobile.substring(7)));
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isBetween(200, 299);
        assertThat(send(node, "DELETE", "/api/v1/operations/requests/" + reported.code + "/personal-data", null)
                        .statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<String> send(RoshanProcess.Node node, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (path.contains("/operations/"))
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(("admin:" + ADMIN).getBytes(StandardCharsets.UTF_8)));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> modes() throws IOException {
        List<String> modes = new ArrayList<>();
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
        try (Stream<Path> files = Files.list(data())) {
            for (Path file : files.toList())
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        return modes.stream().distinct().toList();
    }

    private long compactions(RoshanProcess.Node node) throws IOException {
        return node.said()
                .lines()
                .filter(line -> line.contains("has left the database file"))
                .count();
    }

    @Test
    void whatIsErasedLeavesTheFileAndTheRestStays() throws Exception {
        try (RoshanProcess.Node node = node()) {
            assertThat(modes()).containsExactly("rwx------", "rw-------");
            Reported stays = report(node);
            List<Reported> gone = new ArrayList<>();
            for (int i = 0; i < 5; i++) gone.add(report(node));
            List<String> words = gone.stream().flatMap(r -> r.words.stream()).toList();
            assertThat(FileBytes.found(data(), words))
                    .as("they are found while they are there")
                    .hasSameSizeAs(words);
            long begun = System.nanoTime();
            for (Reported reported : gone) erase(node, reported);
            Duration erasing = Duration.ofNanos(System.nanoTime() - begun);
            await().atMost(SOON)
                    .until(() -> compactions(node) > 0
                            && FileBytes.found(data(), words).isEmpty());
            assertThat(compactions(node))
                    .as("once for several, unless there were pauses of three seconds between them")
                    .isBetween(1L, 1 + erasing.toSeconds() / 3);
            assertThat(modes()).containsExactly("rwx------", "rw-------");
            for (Reported reported :
                    Stream.concat(Stream.of(stays), gone.stream()).toList())
                assertThat(send(node, "GET", "/api/v1/requests/" + reported.code, null)
                                .statusCode())
                        .isEqualTo(200);
            HttpResponse<String> shown = send(node, "GET", "/api/v1/operations/requests/" + stays.code, null);
            assertThat(shown.body()).contains(stays.words);
            assertThat(node.said()).contains("Erased the personal data of request " + gone.get(0).code);
            try (Stream<Path> files = Files.list(data())) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactly("roshan.mv.db");
            }
        }
    }

    /** Killed while the file is written anew, and shortly before and after it; meanwhile reports come in. */
    @Test
    void aCrashLosesNothingAndKeepsNothing() throws Exception {
        Random chance = new Random(1405);
        Map<String, Reported> acknowledged = new ConcurrentHashMap<>();
        List<String> erased = new ArrayList<>();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < KILLS; i++) {
            AtomicBoolean over = new AtomicBoolean();
            try (RoshanProcess.Node node = node();
                    WatchService files = FileSystems.getDefault().newWatchService()) {
                data().register(files, StandardWatchEventKinds.ENTRY_CREATE);
                Reported reported = report(node);
                acknowledged.put(reported.code, reported);
                erase(node, reported);
                erased.addAll(reported.words);
                Thread reports = new Thread(() -> {
                    while (!over.get()) {
                        try {
                            Reported another = report(node);
                            acknowledged.put(another.code, another);
                        } catch (IOException | InterruptedException cutOff) {
                            return;
                        } catch (AssertionError e) {
                            refused.add(e.getMessage());
                            return;
                        }
                    }
                });
                reports.start();
                awaitTheFileBeingWritten(files, node, chance.nextInt(40));
                node.kill();
                over.set(true);
                reports.join();
            }
        }
        assertThat(refused).isEmpty();
        try (RoshanProcess.Node node = node()) {
            for (Reported reported : acknowledged.values())
                assertThat(send(node, "GET", "/api/v1/requests/" + reported.code, null)
                                .statusCode())
                        .as(reported.code)
                        .isEqualTo(200);
            await().atMost(SOON).until(() -> compactions(node) > 0);
            assertThat(FileBytes.found(data(), erased)).isEmpty();
            List<String> kept = acknowledged.values().stream()
                    .map(Reported::mobile)
                    .filter(mobile -> !erased.contains(mobile))
                    .toList();
            assertThat(kept).isNotEmpty();
            assertThat(modes()).containsExactly("rwx------", "rw-------");
        }
    }

    /** H2 writes the new file beside the old one, for some milliseconds: whoever looks now and then may miss it. */
    private static void awaitTheFileBeingWritten(WatchService files, RoshanProcess.Node node, int thenMillis)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + SOON.toNanos();
        boolean seen = false;
        while (!seen) {
            WatchKey key = files.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(key)
                    .as("the file is written anew; the node said:\n%s", node.said())
                    .isNotNull();
            seen = key.pollEvents().stream()
                    .anyMatch(event -> event.context().toString().endsWith("File"));
            key.reset();
        }
        Thread.sleep(thenMillis);
    }
}
