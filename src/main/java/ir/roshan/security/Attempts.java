package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Counts what was guessed wrongly. So many wrong ones within a window close a door until the oldest of them has left the
 * window; what comes to a closed door is not counted, so that it opens by itself.
 */
@Repository
public class Attempts {
    private final JdbcClient jdbc;
    private final LimitSettings limits;
    private final Clock clock;

    Attempts(JdbcClient jdbc, LimitSettings limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    /** What is guessed, and at what the door closes: a tracking code, an address, an account, or an account at an address. */
    public enum Kind {
        WRONG_DIGITS,
        UNKNOWN_CODE,
        UNKNOWN_CODE_OF_ACCOUNT,
        WRONG_PASSWORD,
        WRONG_PASSWORD_OF_ADDRESS
    }

    private record Limit(int attempts, Duration within) {}

    private Limit of(Kind kind) {
        return switch (kind) {
            case WRONG_DIGITS -> new Limit(limits.wrongDigits(), limits.wrongDigitsWithin());
            case UNKNOWN_CODE -> new Limit(limits.unknownCodes(), limits.unknownCodesWithin());
            case UNKNOWN_CODE_OF_ACCOUNT -> new Limit(limits.unknownCodesOfAccount(), limits.unknownCodesWithin());
            case WRONG_PASSWORD -> new Limit(limits.wrongPasswords(), limits.wrongPasswordsWithin());
            case WRONG_PASSWORD_OF_ADDRESS ->
                new Limit(limits.wrongPasswordsOfAddress(), limits.wrongPasswordsWithin());
        };
    }

    /** @throws TooManyAttempts if the door is closed */
    public void requireOpen(Kind kind, String subject) {
        Limit limit = of(kind);
        nthLatest(kind, subject, limit.attempts(), limit).ifPresent(oldest -> {
            throw new TooManyAttempts(until(oldest, limit));
        });
    }

    /**
     * Counts one more.
     *
     * @throws TooManyAttempts if others came at the same moment, and with them it is one too many
     */
    public void failed(Kind kind, String subject) {
        Limit limit = of(kind);
        count(kind, subject);
        nthLatest(kind, subject, limit.attempts() + 1, limit).ifPresent(oldest -> {
            throw new TooManyAttempts(until(oldest, limit));
        });
    }

    /** Counts one more, and says nothing. For callers who roll back what they do when they are refused. */
    public void count(Kind kind, String subject) {
        jdbc.sql("INSERT INTO failed_attempt (kind, subject, at) VALUES (:kind, :subject, :at)")
                .param("kind", kind.name())
                .param("subject", subject)
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    /** What was guessed before is forgiven. */
    public void forgive(Kind kind, String subject) {
        jdbc.sql("DELETE FROM failed_attempt WHERE kind = :kind AND subject = :subject")
                .param("kind", kind.name())
                .param("subject", subject)
                .update();
    }

    private Optional<Instant> nthLatest(Kind kind, String subject, int n, Limit limit) {
        return jdbc.sql("""
                        SELECT at FROM failed_attempt
                         WHERE kind = :kind AND subject = :subject AND at > :since
                         ORDER BY at DESC
                         LIMIT 1 OFFSET :before
                        """)
                .param("kind", kind.name())
                .param("subject", subject)
                .param("since", clock.instant().minus(limit.within()).atOffset(UTC))
                .param("before", n - 1)
                .query((rs, row) -> rs.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private Duration until(Instant oldest, Limit limit) {
        return Duration.between(clock.instant(), oldest.plus(limit.within()));
    }

    /** What no window reaches any more tells where people were, and is not kept. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void forget() {
        Duration longest = Stream.of(Kind.values())
                .map(kind -> of(kind).within())
                .max(Duration::compareTo)
                .orElseThrow();
        jdbc.sql("DELETE FROM failed_attempt WHERE at < :limit")
                .param("limit", clock.instant().minus(longest).atOffset(UTC))
                .update();
    }
}
