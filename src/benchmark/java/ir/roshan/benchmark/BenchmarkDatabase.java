package ir.roshan.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One database of one system. PostgreSQL is one server for all of them, and writes to the disk as a company's does, which the server
 * of the tests does not; H2 is a file of the system's own.
 */
record BenchmarkDatabase(String name, String url, String user, JdbcTemplate template, Map<Path, Double> processors) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final double TICKS_A_SECOND = 100;
    /** {@code -Dbenchmark.database=h2} */
    private static final boolean H2 =
            System.getProperty("benchmark.database", "postgresql").equals("h2");

    private static EmbeddedPostgres server;

    static String kind() {
        return H2 ? "H2" : "PostgreSQL";
    }

    /** A new, empty one. @param name of a system, once a JVM */
    static BenchmarkDatabase fresh(String name, Path folder) {
        if (H2) {
            // As Roshan's own address, but that the counting of jobs may look in from outside.
            String url = "jdbc:h2:file:" + folder.resolve("data").resolve(name).toAbsolutePath()
                    + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=10000"
                    + ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE";
            return new BenchmarkDatabase(name, url, "sa", new JdbcTemplate(lazily(url, "sa")), new HashMap<>());
        }
        new JdbcTemplate(server().getPostgresDatabase()).execute("CREATE DATABASE " + name);
        String url = server().getJdbcUrl("postgres", name);
        return new BenchmarkDatabase(name, url, "postgres", new JdbcTemplate(lazily(url, "postgres")), new HashMap<>());
    }

    /** One connection, opened with the first question, so that the system itself is the first to open an H2 file. */
    private static DataSource lazily(String url, String user) {
        return new SingleConnectionDataSource(url, user, "", true);
    }

    /** Seconds of the processes that serve its connections, as Linux counts them; 0 for H2, which works in the application's. */
    double processor() throws IOException {
        if (H2) return 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : all) {
                try {
                    if (!Files.readString(process.resolve("cmdline"))
                            .startsWith("postgres: %s %s ".formatted(user, name))) continue;
                    // Behind the name, which may have blanks in it: state is the first, utime the 12th, stime the 13th.
                    String[] counted = Files.readString(process.resolve("stat"))
                            .replaceFirst(".*\\) ", "")
                            .split(" ");
                    processors.put(
                            process, (Long.parseLong(counted[11]) + Long.parseLong(counted[12])) / TICKS_A_SECOND);
                } catch (NoSuchFileException ended) {
                    // one that has gone meanwhile
                }
            }
        }
        return processors.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=");
    }

    private static synchronized EmbeddedPostgres server() {
        try {
            if (server == null)
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }
}
