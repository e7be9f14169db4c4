package ir.roshan.request;

import static java.time.ZoneOffset.UTC;

import ir.roshan.request.Intake.Idempotency;
import ir.roshan.security.KeyedHash;
import ir.roshan.text.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was answered to which key. An account's keys are its own. A caller without one owns a key by the mobile number that it
 * reports with and the address that it calls from, so that two strangers may both call theirs {@code 1}. A telephone that has
 * changed its network between try and retry is known again by number, body and key, if nobody could have guessed the key.
 */
@Repository
class IdempotencyKeys {
    private static final Duration KEPT_FOR = Duration.ofHours(48);
    /** A UUID has 36 characters, and 32 without its hyphens; what people and counters choose is shorter. */
    private static final int LENGTH_THAT_NOBODY_GUESSES = 20;

    private final KeyedHash hash;
    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(KeyedHash hash, JdbcClient jdbc, Clock clock) {
        this.hash = hash;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws IdempotencyKeyReused if its owner has used the key with another body */
    Optional<String> answered(Idempotency asked) {
        Optional<String> own = ofOwner(asked, owner(asked));
        if (own.isPresent() || asked.hasAccount()) {
            return own;
        }
        return elsewhere(asked).or(() -> ofVersionBefore(asked));
    }

    private Optional<String> ofOwner(Idempotency asked, String owner) {
        record Kept(String body, String answer) {}
        return jdbc.sql("""
                        SELECT body_sha256, answer FROM idempotency_key
                         WHERE account = :account AND idempotency_key = :key
                        """)
                .param("account", owner)
                .param("key", asked.key())
                .query((rs, n) -> new Kept(rs.getString("body_sha256"), rs.getString("answer")))
                .optional()
                .map(kept -> {
                    if (!kept.body.equals(body(asked)) && !kept.body.equals(Sha256.of(asked.body()))) {
                        throw new IdempotencyKeyReused();
                    }
                    return kept.answer;
                });
    }

    /** The same report by the same key from another address. */
    private Optional<String> elsewhere(Idempotency asked) {
        if (asked.key().length() < LENGTH_THAT_NOBODY_GUESSES) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        SELECT answer FROM idempotency_key
                         WHERE number_hash = :number AND idempotency_key = :key AND body_sha256 = :body
                         ORDER BY created_at
                         LIMIT 1
                        """)
                .param("number", number(asked))
                .param("key", asked.key())
                .param("body", body(asked))
                .query(String.class)
                .optional();
    }

    /** There all callers without an account were one; a retry across the change of versions is still answered. */
    private Optional<String> ofVersionBefore(Idempotency asked) {
        return jdbc.sql("""
                        SELECT answer FROM idempotency_key
                         WHERE account = '' AND idempotency_key = :key AND body_sha256 = :body
                        """)
                .param("key", asked.key())
                .param("body", Sha256.of(asked.body()))
                .query(String.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the same key is being kept at this very moment */
    void keep(Idempotency asked, TrackingCode code, String answer) {
        jdbc.sql("""
                        INSERT INTO idempotency_key
                               (account, idempotency_key, body_sha256, number_hash, tracking_code, answer, created_at)
                        VALUES (:account, :key, :body, :number, :code, :answer, :at)
                        """)
                .param("account", owner(asked))
                .param("key", asked.key())
                .param("body", body(asked))
                .param("number", asked.hasAccount() ? null : number(asked))
                .param("code", code.value())
                .param("answer", answer)
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    /** With the request's personal data; a hash of it tells whoever guesses right that they did. */
    void erase(TrackingCode code) {
        jdbc.sql("DELETE FROM idempotency_key WHERE tracking_code = :code")
                .param("code", code.value())
                .update();
    }

    /** Keys are promised for 24 hours; twice that is kept. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    @Transactional
    void forgetOld() {
        Instant limit = clock.instant().minus(KEPT_FOR);
        jdbc.sql("DELETE FROM idempotency_key WHERE created_at < :limit")
                .param("limit", limit.atOffset(UTC))
                .update();
    }

    /** No account's name has a question mark. */
    private String owner(Idempotency asked) {
        return asked.hasAccount() ? asked.account() : "?" + hash.of("caller", asked.mobile(), asked.address());
    }

    private String number(Idempotency asked) {
        return hash.of("number", asked.mobile());
    }

    private String body(Idempotency asked) {
        return hash.of("body", asked.body());
    }
}
