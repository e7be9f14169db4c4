package ir.roshan.storage;

import ir.roshan.testing.PostgresServer;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CrashIT extends CrashBehaviour {
    private final String url = PostgresServer.freshDatabase();

    @Override
    List<String> database() {
        return List.of("--spring.datasource.url=" + url, "--spring.datasource.username=" + PostgresServer.USER);
    }

    @Override
    JdbcClient look() {
        return JdbcClient.create(new DriverManagerDataSource(url));
    }
}
