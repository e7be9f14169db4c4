package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import ir.roshan.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class QuietPostgresIT {
    private static final String MOBILE = "09121234567";

    @Test
    void aRefusedRowIsNotRepeatedInTheError() {
        assertThat(refusal(true)).contains("uq_person_mobile").doesNotContain(MOBILE);
    }

    @Test
    void theDriverWouldRepeatItByItself() {
        assertThat(refusal(false)).contains(MOBILE);
    }

    private static String refusal(boolean quiet) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(PostgresServer.freshDatabase());
            if (quiet) {
                new QuietPostgres().postProcessBeforeInitialization(pool, "dataSource");
            }
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE TABLE person (mobile varchar(11), CONSTRAINT uq_person_mobile UNIQUE (mobile))")
                    .update();
            String insert = "INSERT INTO person (mobile) VALUES ('" + MOBILE + "')";
            jdbc.sql(insert).update();
            Throwable refused = catchThrowable(() -> jdbc.sql("INSERT INTO person (mobile) SELECT mobile FROM person")
                    .update());
            return String.valueOf(refused.getCause());
        }
    }
}
