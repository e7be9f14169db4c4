package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that H2 itself has written. */
class DatabaseFileTest {
    @TempDir
    Path folder;

    private Path path;
    private String url;

    @BeforeEach
    void write() throws SQLException {
        path = folder.resolve("x.mv.db");
        url = "jdbc:h2:file:" + folder.resolve("x") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT x, RANDOM_UUID() AS y FROM SYSTEM_RANGE(1, 5000)");
        }
    }

    @Test
    void soundFileIsOpened() throws IOException {
        new DatabaseFile(path).check();
    }

    /** The header of a file that is in use was written a while ago, and is right all the same. */
    @Test
    void fileOfKilledProcessIsOpened() throws Exception {
        Path copy = folder.resolve("copy.mv.db");
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 60; i++) {
                statement.execute("UPDATE t SET y = RANDOM_UUID() WHERE x < " + i * 80);
                Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                new DatabaseFile(copy).check();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8192, 40_960})
    void fileThatLostItsEndIsRefused(long length) throws IOException {
        cutTo(length);
        assertThatThrownBy(() -> new DatabaseFile(path).check())
                .isInstanceOf(DamagedDatabase.class)
                .hasMessageContaining("x.mv.db is damaged");
        assertThat(path).hasSize(length);
    }

    @Test
    void fileThatLostItsLastBlockIsRefused() throws IOException {
        cutTo(Files.size(path) - 4096);
        assertThatThrownBy(() -> new DatabaseFile(path).check()).isInstanceOf(DamagedDatabase.class);
    }

    /** Compacted, all of it is one chunk, which begins near the head of the file and ends with it. */
    @Test
    void compactedFileThatLostItsEndIsRefused() throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
        new DatabaseFile(path).check();
        cutTo(Files.size(path) / 2);
        assertThatThrownBy(() -> new DatabaseFile(path).check()).isInstanceOf(DamagedDatabase.class);
    }

    /** Why it is our business: H2 alone opens such a file, and finds an empty database. */
    @Test
    void h2TakesFileWithoutEndForEmptyDatabase() throws Exception {
        cutTo(8192);
        try (Connection connection = open()) {
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT count(*) FROM t"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("not found");
        }
    }

    @Test
    void whatIsNoDatabaseIsLeftToH2() throws IOException {
        Files.writeString(path, "hello");
        assertThatCode(() -> new DatabaseFile(path).check()).doesNotThrowAnyException();
        assertThatThrownBy(this::open).isInstanceOf(SQLException.class);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private void cutTo(long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
    }
}
