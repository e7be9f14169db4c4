package ir.roshan.testing;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.text.BillId;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For tests of one room's own rules: its classes, made by hand, on our schema; neither Spring's context nor the engine nor HTTP.
 * The database is made once for all such classes of a run, and each test is a transaction that is rolled back: it takes
 * milliseconds, and finds nothing of another's.
 */
public abstract class Room {
    private static TestDatabase database;

    protected final JdbcClient jdbc = database().client;

    private TransactionStatus test;

    private static synchronized TestDatabase database() {
        if (database == null) database = TestDatabase.ofTheRun();
        return database;
    }

    protected static TestDatabase roomsDatabase() {
        return database();
    }

    @BeforeEach
    void begin() {
        test = database.transactions.getTransaction(new DefaultTransactionDefinition());
    }

    @AfterEach
    void nothingHasHappened() {
        database.transactions.rollback(test);
    }

    /** What is refused, and has changed nothing: PostgreSQL takes no further statement in a transaction in which one has failed. */
    protected static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable deed) {
        TransactionTemplate apart = new TransactionTemplate(database.transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return assertThatThrownBy(() -> apart.executeWithoutResult(status -> {
            try {
                deed.call();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }));
    }

    protected static BillId billId(int number) {
        return BillId.of(number, 44);
    }

    /** A substation with one feeder, and as many service points below each of its transformers. */
    protected void network(String substation, String feeder, int points, String... transformers) {
        element(substation, "SUBSTATION", null, points * transformers.length);
        element(feeder, "FEEDER", substation, points * transformers.length);
        int number = 0;
        for (String transformer : transformers) {
            element(transformer, "TRANSFORMER", feeder, points);
            for (int i = 0; i < points; i++) {
                jdbc.sql(
                                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (:billId, 1, :transformer)")
                        .param("billId", billId(++number).value())
                        .param("transformer", transformer)
                        .update();
            }
        }
    }

    private void element(String code, String kind, String parent, int points) {
        jdbc.sql("""
                        INSERT INTO network_element (code, kind, parent_code, district, service_points)
                        VALUES (:code, :kind, :parent, 1, :points)
                        """)
                .param("code", code)
                .param("kind", kind)
                .param("parent", parent)
                .param("points", points)
                .update();
    }

    /** A registered request, for rooms that only have to do with what becomes of one. */
    protected long request(String code, String hazard, Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO restoration_request (tracking_code, workflow_id, channel, address, district, mobile,
                            subscriber_type, hazard, life_support, critical, neighbours_out, language, priority, state,
                            planned_check, submitted_at, restore_by)
                        VALUES (:code, :code, 'PHONE_121', 'Qom', 1, '09121234567',
                            'NATURAL_PERSON', :hazard, FALSE, '', 'UNKNOWN', 'fa', 'NORMAL', 'CHECKING',
                            'UNKNOWN', :at, :restoreBy)
                        """)
                .param("code", code)
                .param("hazard", hazard)
                .param("at", at.atOffset(UTC))
                .param("restoreBy", at.plusSeconds(3_600).atOffset(UTC))
                .update(key, "request_id");
        return key.getKeyAs(Long.class);
    }
}
