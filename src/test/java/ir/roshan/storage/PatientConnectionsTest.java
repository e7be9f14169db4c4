package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class PatientConnectionsTest {
    /** Many times as long as somebody keeps a connection here, also on a busy machine. */
    private static final int TURN_MILLIS = 1_200;

    private final HikariDataSource pool = pool();

    private static HikariDataSource pool() {
        HikariConfig two = new HikariConfig();
        two.setJdbcUrl("jdbc:h2:mem:");
        two.setMaximumPoolSize(2);
        two.setConnectionTimeout(TURN_MILLIS);
        two.setValidationTimeout(250);
        return new HikariDataSource(two);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private PatientConnections.Patient patient(Duration longestWait) {
        return new PatientConnections.Patient(pool, longestWait);
    }

    /** Thirty callers of two connections: the last ones wait for several times as long as the pool alone would let them. */
    @Test
    void whileOthersGetConnectionsNobodyIsRefused() throws Exception {
        PatientConnections.Patient patient = patient(Duration.ofMinutes(1));
        ExecutorService callers = Executors.newFixedThreadPool(30);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int n = 0; n < 30; n++) {
                calls.add(() -> {
                    try (Connection connection = patient.getConnection()) {
                        Thread.sleep(TURN_MILLIS / 4);
                        return connection.isValid(1);
                    }
                });
            }
            for (Future<Boolean> served : callers.invokeAll(calls)) {
                assertThat(served.get()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whereNobodyGetsOneItIsSaidAfterTwoTurns() throws SQLException {
        PatientConnections.Patient patient = patient(Duration.ofMinutes(1));
        try (Connection one = patient.getConnection();
                Connection other = patient.getConnection()) {
            assertThat(List.of(one, other)).doesNotContainNull();
            long begun = System.nanoTime();
            assertThatThrownBy(patient::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(2 * TURN_MILLIS - 50));
        }
    }

    /** The pool moves, and yet one caller never has luck. */
    @Test
    void nobodyWaitsForEver() throws Exception {
        Thread unlucky = Thread.currentThread();
        Connection any = pool.getConnection();
        DataSource unfair = new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (Thread.currentThread() == unlucky) {
                    LockSupport.parkNanos(Duration.ofMillis(TURN_MILLIS).toNanos());
                    throw new SQLTransientConnectionException("timed out");
                }
                return any;
            }

            @Override
            public Connection getConnection(String user, String password) {
                throw new UnsupportedOperationException();
            }
        };
        Duration longest = Duration.ofMillis(3 * TURN_MILLIS);
        PatientConnections.Patient patient = new PatientConnections.Patient(unfair, longest);
        CountDownLatch moving = new CountDownLatch(1);
        Thread lucky = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    patient.getConnection();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                moving.countDown();
            }
        });
        lucky.start();
        try {
            moving.await();
            long begun = System.nanoTime();
            assertThatThrownBy(patient::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(longest);
        } finally {
            lucky.interrupt();
            lucky.join();
            any.close();
        }
    }

    @Test
    void thePoolIsFoundBehindIt() throws SQLException {
        assertThat(patient(Duration.ofSeconds(1)).unwrap(HikariDataSource.class))
                .isSameAs(pool);
    }
}
