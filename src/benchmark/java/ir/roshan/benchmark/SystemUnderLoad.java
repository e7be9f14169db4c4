package ir.roshan.benchmark;

import ir.roshan.testing.RoshanProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application in a JVM of its own, with a database of its own, that takes reports. */
abstract class SystemUnderLoad implements AutoCloseable {
    /** Of both: Roshan's own setting. */
    private static final int CONNECTIONS_TO_THE_DATABASE = 20;

    private final String name;
    private final BenchmarkDatabase database;
    private final RoshanProcess.Node node;

    /** @param jar null for Roshan itself, from the class path */
    SystemUnderLoad(String name, Path folder, Path jar, String readiness, String... settings)
            throws IOException, InterruptedException {
        this.name = name;
        Path own = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(own.resolve("data"));
        database = BenchmarkDatabase.fresh(name, own);
        String[] all = Stream.of(
                        database.settings().stream(),
                        Stream.of("--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS_TO_THE_DATABASE),
                        Stream.of(settings))
                .flatMap(some -> some)
                .toArray(String[]::new);
        node = jar == null ? RoshanProcess.node(own, all) : RoshanProcess.node(own, jar, readiness, all);
    }

    /** One more report, of a place and a number that no other of this run has. */
    abstract HttpRequest report(int number);

    String name() {
        return name;
    }

    JdbcTemplate database() {
        return database.template();
    }

    /** One more to its database, which ends with the benchmark at the latest. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), "");
    }

    int port() {
        return node.port();
    }

    /** What has been put off and is still to be done; timers are not. */
    long jobsWaiting() {
        return database()
                .queryForObject("SELECT count(*) FROM ACT_RU_JOB WHERE TYPE_ = 'message' AND RETRIES_ > 0", Long.class);
    }

    /** What has been put off and has failed for good. */
    long jobsFailed() {
        return database().queryForObject("SELECT count(*) FROM ACT_RU_JOB WHERE RETRIES_ = 0", Long.class);
    }

    HttpRequest.Builder post(String path, String json) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    /** Seconds that the application has had of the processor until now. */
    double processor() {
        return node.processor().toMillis() / 1e3;
    }

    /** Seconds that PostgreSQL has had of it for the application's own connections; what it does in the background is nobody's. */
    double processorOfDatabase() throws IOException {
        return database.processor();
    }

    /** Everything it has written to its console. */
    String said() throws IOException {
        return node.said();
    }

    @Override
    public void close() {
        node.close();
    }
}
