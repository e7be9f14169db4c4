package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is owed, and for how long the oldest waits that may be sent, as Prometheus reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacklogFiguresBehaviour {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty("subscriber_message");
    }

    @Test
    void nothingOwedIsNothingLate() {
        add("a", "DELIVERED", Duration.ofHours(-3), null);
        assertThat(figures()).contains("roshan_messages_owed 0.0", "roshan_messages_oldest_due_age_seconds 0.0");
    }

    @Test
    void whatWaitsForTheMorningIsOwedAndNotLate() {
        add("a", "OWED", Duration.ofHours(5), null);
        assertThat(figures()).contains("roshan_messages_owed 1.0", "roshan_messages_oldest_due_age_seconds 0.0");
    }

    @Test
    void theOldestThatMayBeSentTellsTheAge() {
        add("a", "OWED", Duration.ofSeconds(-30), null);
        add("b", "OWED", Duration.ofSeconds(-90), null);
        add("c", "FAILED", Duration.ofHours(-9), null);
        assertThat(figures()).contains("roshan_messages_owed 2.0", "roshan_messages_oldest_due_age_seconds 90.0");
    }

    /** Else a gateway that has been away for hours would show as a pause of ten minutes. */
    @Test
    void thePauseBeforeTheNextTryMakesNoMessageYoung() {
        add("a", "OWED", Duration.ofMinutes(10), Duration.ofHours(-2));
        assertThat(figures()).contains("roshan_messages_oldest_due_age_seconds 7200.0");
    }

    private String figures() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new BacklogFigures(jdbc, Clock.fixed(NOW, UTC)).bindTo(registry);
        return registry.scrape();
    }

    private void add(String id, String state, Duration due, Duration firstTried) {
        boolean delivered = state.equals("DELIVERED");
        jdbc.sql("""
                        INSERT INTO subscriber_message (message_id, dedupe_key, request_id, kind, recipient, language, text,
                            state, emergency, due_at, expires_at, attempts, created_at, first_tried_at, sent_at, settled_at)
                        VALUES (:id, :id, 1, 'RESULT', '09121234567', 'fa', 'x', :state, FALSE, :dueAt, :expiresAt,
                            :attempts, :now, :firstTriedAt, :sentAt, :settledAt)
                        """)
                .param("id", id)
                .param("state", state)
                .param("dueAt", NOW.plus(due).atOffset(UTC))
                .param("expiresAt", NOW.plus(Duration.ofDays(1)).atOffset(UTC))
                .param("attempts", firstTried == null ? 0 : 1)
                .param("now", NOW.atOffset(UTC))
                .param(
                        "firstTriedAt",
                        firstTried == null ? null : NOW.plus(firstTried).atOffset(UTC))
                .param("sentAt", delivered ? NOW.atOffset(UTC) : null)
                .param("settledAt", state.equals("OWED") ? null : NOW.atOffset(UTC))
                .update();
    }
}
