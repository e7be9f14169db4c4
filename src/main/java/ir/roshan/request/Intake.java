package ir.roshan.request;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Step 1: the request comes in (A3.1). What is answered to a client's idempotency key is kept beside the request, in its transaction. */
@Service
public class Intake {
    private static final Duration KEYS_KEPT_FOR = Duration.ofHours(48);

    private final RestorationWorkflow workflow;
    private final JdbcClient jdbc;
    private final Clock clock;

    Intake(@Lazy RestorationWorkflow workflow, JdbcClient jdbc, Clock clock) {
        this.workflow = workflow;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a client calls one submission, so that it can be repeated safely.
     *
     * @param account the client's account, empty for the company's own page: one account's keys mean nothing to another
     * @param key up to 64 visible ASCII characters
     * @param bodySha256 of the body in a canonical form, in hex
     */
    public record Idempotency(String account, String key, String bodySha256) {}

    /** When this returns, the request, its tracking code and its workflow are durable, or none of them is. */
    @Transactional
    public TrackingCode submit(NewRequest request) {
        return workflow.start(request);
    }

    /**
     * The same, once for each key.
     *
     * @param answer makes the text that is answered, and will be answered again
     * @throws IdempotencyKeyReused if the key came with another body
     * @throws org.springframework.dao.DuplicateKeyException if the same key is being submitted at this very moment; try again
     */
    @Transactional
    public String submitOnce(Idempotency idempotency, NewRequest request, Function<TrackingCode, String> answer) {
        Optional<String> before = answered(idempotency);
        if (before.isPresent()) {
            return before.get();
        }
        String text = answer.apply(workflow.start(request));
        jdbc.sql("""
                        INSERT INTO idempotency_key (account, idempotency_key, body_sha256, answer, created_at)
                        VALUES (:account, :key, :sha256, :answer, :at)
                        """)
                .param("account", idempotency.account())
                .param("key", idempotency.key())
                .param("sha256", idempotency.bodySha256())
                .param("answer", text)
                .param("at", clock.instant().atOffset(UTC))
                .update();
        return text;
    }

    /**
     * What was answered to the key before, if anything. To be asked before the body is judged: what was right when it came
     * first, such as a moment of some days ago, is answered again although it would be refused by now.
     *
     * @throws IdempotencyKeyReused if the key came with another body
     */
    public Optional<String> answered(Idempotency idempotency) {
        record Kept(String sha256, String answer) {}
        return jdbc.sql("""
                        SELECT body_sha256, answer FROM idempotency_key
                         WHERE account = :account AND idempotency_key = :key
                        """)
                .param("account", idempotency.account())
                .param("key", idempotency.key())
                .query((rs, n) -> new Kept(rs.getString("body_sha256"), rs.getString("answer")))
                .optional()
                .map(kept -> {
                    if (!kept.sha256.equals(idempotency.bodySha256())) {
                        throw new IdempotencyKeyReused();
                    }
                    return kept.answer;
                });
    }

    /** Keys are promised for 24 hours; twice that is kept. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    @Transactional
    void forgetOldKeys() {
        Instant limit = clock.instant().minus(KEYS_KEPT_FOR);
        jdbc.sql("DELETE FROM idempotency_key WHERE created_at < :limit")
                .param("limit", limit.atOffset(UTC))
                .update();
    }
}
