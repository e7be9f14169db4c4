package ir.roshan.subscriber;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.text.MobileNumber;
import ir.roshan.text.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is in, on whichever node: a number by a token of 192 random bits, which is kept as a hash and told once. It holds half an hour
 * after its last use, and two hours in all, since telephones are lent.
 */
@Repository
public class SubscriberSessions {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(2);
    /** A use is written down so often at most. */
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private static final int TOKEN_BYTES = 24;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SubscriberSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param expiresAt unless it is used before */
    public record Held(MobileNumber mobile, Instant expiresAt) {}

    public record Begun(String token, Held held) {
        /** Without the token: whoever has it is in. */
        @Override
        public String toString() {
            return held.toString();
        }
    }

    private record Row(MobileNumber mobile, Instant begunAt, Instant usedAt) {
        Held heldSince(Instant use) {
            Instant idle = use.plus(IDLE);
            Instant end = begunAt.plus(LONGEST);
            return new Held(mobile, idle.isBefore(end) ? idle : end);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Begun begin(MobileNumber mobile) {
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO subscriber_session (token_hash, mobile, begun_at, used_at)
                        VALUES (:token, :mobile, :now, :now)
                        """)
                .param("token", Sha256.of(token))
                .param("mobile", mobile.value())
                .param("now", utc(now))
                .update();
        return new Begun(token, new Row(mobile, now, now).heldSince(now));
    }

    /** Whose session it is; asking is a use of it. @return empty if there is none, or it has ended */
    public Optional<Held> held(String token) {
        Instant now = clock.instant();
        return jdbc.sql("SELECT mobile, begun_at, used_at FROM subscriber_session WHERE token_hash = :token")
                .param("token", Sha256.of(token))
                .query((rs, n) -> new Row(
                        new MobileNumber(rs.getString("mobile")), instant(rs, "begun_at"), instant(rs, "used_at")))
                .optional()
                .filter(row -> now.isBefore(row.heldSince(row.usedAt()).expiresAt()))
                .map(row -> {
                    if (now.isBefore(row.usedAt().plus(WRITTEN_EVERY))) return row.heldSince(row.usedAt());
                    jdbc.sql("UPDATE subscriber_session SET used_at = :now WHERE token_hash = :token")
                            .param("now", utc(now))
                            .param("token", Sha256.of(token))
                            .update();
                    return row.heldSince(now);
                });
    }

    /** The number alone. */
    public Optional<MobileNumber> holder(String token) {
        return held(token).map(Held::mobile);
    }

    public void end(String token) {
        jdbc.sql("DELETE FROM subscriber_session WHERE token_hash = :token")
                .param("token", Sha256.of(token))
                .update();
    }

    void endAll(MobileNumber mobile) {
        jdbc.sql("DELETE FROM subscriber_session WHERE mobile = :mobile")
                .param("mobile", mobile.value())
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
    void forget() {
        Instant now = clock.instant();
        jdbc.sql("DELETE FROM subscriber_session WHERE used_at <= :idle OR begun_at <= :longest")
                .param("idle", utc(now.minus(IDLE)))
                .param("longest", utc(now.minus(LONGEST)))
                .update();
    }
}
