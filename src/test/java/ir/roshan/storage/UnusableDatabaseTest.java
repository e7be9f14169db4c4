package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RoshanProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the person reads who starts Roshan on a database file that is not usable. */
class UnusableDatabaseTest {
    @TempDir
    Path folder;

    private Path file;
    private String url;

    @BeforeEach
    void write() throws SQLException {
        file = folder.resolve("data/roshan.mv.db");
        url = "jdbc:h2:file:" + folder.resolve("data/roshan");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("CREATE TABLE t AS SELECT x FROM SYSTEM_RANGE(1, 50000)");
        }
    }

    @Test
    void cutFileStopsTheStartAndStaysAsItIs() throws Exception {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(16_384);
        }
        byte[] damaged = Files.readAllBytes(file);
        assertThat(started())
                .contains("roshan.mv.db is damaged: it ends before")
                .contains("Put a backup");
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void garbageStopsTheStart() throws Exception {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.write(new byte[10_000]);
        }
        assertThat(started()).contains("The database file is damaged").contains("Put a backup");
    }

    @Test
    void fileInWhichH2FindsNothingStopsTheStart() throws Exception {
        Files.delete(file);
        DriverManager.getConnection(url, "sa", "").close();
        assertThat(started()).contains("is damaged: H2 finds nothing in it");
    }

    @Test
    void fileInUseStopsTheStart() throws Exception {
        try (Connection other = DriverManager.getConnection(url, "sa", "")) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(started()).contains("in use by another process").contains("SPRING_DATASOURCE_URL");
        }
    }

    private String started() throws IOException, InterruptedException {
        RoshanProcess.Ended ended =
                RoshanProcess.run(folder, "--server.port=0", "--roshan.admin.password=Not-the-demo-1");
        assertThat(ended.exitCode()).isNotZero();
        return ended.output();
    }
}
