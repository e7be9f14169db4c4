package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what was guessed wrongly. So many wrong ones within a window close a door until the oldest of them has left the
 * window; what comes to a closed door is not counted, so that it opens by itself.
 */
@Repository
public class Attempts {
    /** Rows of {@code attempt_lock}. */
    private static final int SLOTS = 32;

    private final JdbcClient jdbc;
    private final LimitSettings limits;
    private final Clock clock;
    private final GuessesUnderWay underWay = new GuessesUnderWay();

    Attempts(JdbcClient jdbc, LimitSettings limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    /** What is guessed, and at what the door closes: a tracking code, an address, an account, or an account at an address. */
    public enum Kind {
        WRONG_DIGITS,
        WRONG_DIGITS_OF_ADDRESS,
        WRONG_DIGITS_OF_ACCOUNT,
        UNKNOWN_CODE,
        UNKNOWN_CODE_OF_ACCOUNT,
        UNKNOWN_BILL,
        UNKNOWN_BILL_OF_ACCOUNT,
        WRONG_PASSWORD,
        WRONG_PASSWORD_OF_ADDRESS,
        WRONG_MOBILE_CODE_OF_ADDRESS
    }

    private record Limit(int attempts, Duration within) {}

    private Limit of(Kind kind) {
        return switch (kind) {
            case WRONG_DIGITS -> new Limit(limits.wrongDigits(), limits.wrongDigitsWithin());
            case WRONG_DIGITS_OF_ADDRESS -> new Limit(limits.wrongDigitsOfAddress(), limits.wrongDigitsWithin());
            case WRONG_DIGITS_OF_ACCOUNT -> new Limit(limits.wrongDigitsOfAccount(), limits.wrongDigitsWithin());
            case UNKNOWN_CODE -> new Limit(limits.unknownCodes(), limits.unknownCodesWithin());
            case UNKNOWN_CODE_OF_ACCOUNT -> new Limit(limits.unknownCodesOfAccount(), limits.unknownCodesWithin());
            case UNKNOWN_BILL -> new Limit(limits.unknownBills(), limits.unknownCodesWithin());
            case UNKNOWN_BILL_OF_ACCOUNT -> new Limit(limits.unknownBillsOfAccount(), limits.unknownCodesWithin());
            case WRONG_PASSWORD -> new Limit(limits.wrongPasswords(), limits.wrongPasswordsWithin());
            case WRONG_PASSWORD_OF_ADDRESS ->
                new Limit(limits.wrongPasswordsOfAddress(), limits.wrongPasswordsWithin());
            case WRONG_MOBILE_CODE_OF_ADDRESS ->
                new Limit(limits.wrongMobileCodesOfAddress(), limits.wrongMobileCodesWithin());
        };
    }

    /** @throws TooManyAttempts if the door is closed */
    public void requireOpen(Kind kind, String subject) {
        closed(new Door(kind, subject)).ifPresent(closed -> {
            throw closed;
        });
    }

    /** Empty if the door is open. */
    Optional<TooManyAttempts> closed(Door door) {
        Limit limit = of(door.kind());
        return nthLatest(door.kind(), door.subject(), limit.attempts(), limit)
                .map(oldest -> new TooManyAttempts(until(oldest, limit)));
    }

    /**
     * Lets a guess be made while the door is open, and counts it if it was wrong. From before it is made until it is known how it
     * was, it stands for a wrong one in this node's memory: of many at one instant no more are made than of many in a row. Whoever
     * was right leaves no trace, and waits only while so many others are under way that all of them wrong would close the door.
     *
     * @param wrong what {@code made} throws where the guess was wrong
     * @throws TooManyAttempts if the door is closed, or too many others are under way for too long
     */
    public <T> T guess(Kind kind, String subject, Class<? extends RuntimeException> wrong, Supplier<T> made) {
        return guess(kind, subject, wrong::isInstance, answer -> false, made);
    }

    /** The same where a wrong guess is answered and not refused. */
    public <T> T guess(Kind kind, String subject, Predicate<T> wrong, Supplier<T> made) {
        return guess(kind, subject, refusal -> false, wrong, made);
    }

    private <T> T guess(
            Kind kind, String subject, Predicate<RuntimeException> wrongly, Predicate<T> wrong, Supplier<T> made) {
        try (GuessesUnderWay.Gate gate = underWay.at(kind + " " + subject)) {
            enter(gate, kind, subject);
            try {
                T answer = made.get();
                if (wrong.test(answer)) {
                    count(kind, subject);
                }
                return answer;
            } catch (RuntimeException e) {
                if (wrongly.test(e)) {
                    count(kind, subject);
                }
                throw e;
            } finally {
                gate.leave();
            }
        }
    }

    private void enter(GuessesUnderWay.Gate gate, Kind kind, String subject) {
        if (!gate.hasQueue() && mayGuess(gate, kind, subject)) {
            return;
        }
        gate.queue();
        try {
            while (!mayGuess(gate, kind, subject)) {
                gate.awaitChange();
            }
        } finally {
            gate.leaveQueue();
        }
    }

    /**
     * @return true if whoever asks is within and may guess; false if so many others are that all of them wrong would close the door
     * @throws TooManyAttempts if the door is closed
     */
    private boolean mayGuess(GuessesUnderWay.Gate gate, Kind kind, String subject) {
        Limit limit = of(kind);
        int others = gate.enter(limit.attempts());
        boolean mayGuess = false;
        try {
            // Who stood at the gate before has left it only after what was wrong was written.
            mayGuess =
                    nthLatest(kind, subject, limit.attempts() - others, limit).isEmpty();
            if (!mayGuess) {
                requireOpen(kind, subject);
            }
        } finally {
            if (!mayGuess) {
                gate.leave();
            }
        }
        return mayGuess;
    }

    /** Counts one more. */
    public void count(Kind kind, String subject) {
        jdbc.sql("INSERT INTO failed_attempt (kind, subject, at) VALUES (:kind, :subject, :at)")
                .param("kind", kind.name())
                .param("subject", subject)
                .param("at", clock.instant().atOffset(UTC))
                .update();
    }

    /** What closes, and for whom. */
    record Door(Kind kind, String subject) {}

    /**
     * Counts a guess before it is looked at, so that of many at one instant no more are looked at than of many in a row,
     * whichever nodes they come to. What turns out right is {@linkplain #takeBack taken back}.
     *
     * @param address whose guesses are counted one after another
     * @param open the doors that have to be open
     * @param other the doors at which it counts where they are open
     * @return what {@link #takeBack} wants
     * @throws TooManyAttempts if a door is closed; then it counts nowhere
     */
    @Transactional
    List<Long> countFirst(String address, List<Door> open, List<Door> other) {
        jdbc.sql("SELECT slot FROM attempt_lock WHERE slot = :slot FOR UPDATE")
                .param("slot", Math.floorMod(address.hashCode(), SLOTS))
                .query(Integer.class)
                .single();
        open.forEach(door -> requireOpen(door.kind(), door.subject()));
        return Stream.concat(
                        open.stream(),
                        other.stream().filter(door -> closed(door).isEmpty()))
                .map(this::insert)
                .toList();
    }

    void takeBack(List<Long> counted) {
        jdbc.sql("DELETE FROM failed_attempt WHERE attempt_id IN (:counted)")
                .param("counted", counted)
                .update();
    }

    /** How many count at this moment. */
    int counted(Door door) {
        return jdbc.sql("SELECT count(*) FROM failed_attempt WHERE kind = :kind AND subject = :subject AND at > :since")
                .param("kind", door.kind().name())
                .param("subject", door.subject())
                .param("since", clock.instant().minus(of(door.kind()).within()).atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    private Long insert(Door door) {
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO failed_attempt (kind, subject, at) VALUES (:kind, :subject, :at)")
                .param("kind", door.kind().name())
                .param("subject", door.subject())
                .param("at", clock.instant().atOffset(UTC))
                .update(id, "attempt_id");
        return id.getKeyAs(Long.class);
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
