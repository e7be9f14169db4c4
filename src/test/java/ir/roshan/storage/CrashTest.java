package ir.roshan.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On the file that the application keeps by default. */
class CrashTest extends CrashBehaviour {
    private HikariDataSource opened;

    @Override
    List<String> database() {
        return List.of();
    }

    @Override
    JdbcClient look() {
        opened = new HikariDataSource();
        opened.setJdbcUrl("jdbc:h2:file:" + folder.resolve("data/roshan"));
        opened.setUsername("sa");
        return JdbcClient.create(opened);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
