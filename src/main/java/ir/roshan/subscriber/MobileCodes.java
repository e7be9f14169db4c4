package ir.roshan.subscriber;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ir.roshan.notification.CodeMessages;
import ir.roshan.notification.Language;
import ir.roshan.request.RequestErased;
import ir.roshan.security.KeyedHash;
import ir.roshan.security.TooManyAttempts;
import ir.roshan.subscriber.CodeRows.Trial;
import ir.roshan.text.MobileNumber;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends a code to a mobile number, and lets whoever brings it back in. Every number is sent one, and whether it has ever reported
 * anything is not looked at: so no answer tells. What a code is stands in nothing but the message.
 */
@Service
public class MobileCodes {
    public static final Duration VALID = Duration.ofMinutes(3);
    /** Between two codes for one number. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int TRIES = 5;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A gateway that is slow and not gone takes some of those who wait within it. */
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(10);
    /** No hash is like it; compared where there is no code, so that it takes as long. */
    private static final String NO_CODE = "*".repeat(43);

    private final CodeRows rows;
    private final SubscriberSessions sessions;
    private final CodeSource source;
    private final CodeMessages messages;
    private final KeyedHash hash;
    private final CodeLimits limits;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MobileCodes(
            CodeRows rows,
            SubscriberSessions sessions,
            CodeSource source,
            CodeMessages messages,
            KeyedHash hash,
            CodeLimits limits,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.source = source;
        this.messages = messages;
        this.hash = hash;
        this.limits = limits;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Draws a code, which ends the one before, and sends it once that has committed.
     *
     * @param address whose wish it is
     * @throws TooManyAttempts if the number has been sent one within the last minute or as many as it may in a day, or the address
     *     has asked for as many as it may in an hour
     * @throws CodesHeldUp if as many as may wait for the gateway, or have left within the last minute; it costs the number nothing
     */
    public void send(MobileNumber mobile, Language language, String address) {
        String code = source.next();
        // Before there is a transaction: drawing the house's secret, the first time, takes a connection of its own.
        String number = numberHash(mobile);
        String drawn = codeHash(mobile, code);
        if (!messages.takePlace()) throw new CodesHeldUp(UNTIL_THERE_IS_ROOM);
        Instant until;
        try {
            until = counted(number, drawn, address);
        } catch (RuntimeException | Error e) {
            messages.leavePlace();
            throw e;
        }
        messages.send(mobile, code, language, until);
    }

    /** @return when the code is of no use any more */
    private Instant counted(String number, String drawn, String address) {
        return transaction.execute(status -> {
            rows.lock(number, address);
            Instant now = clock.instant();
            waitUntil(rows.sentToNumber(number, 1, now.minus(PAUSE)), PAUSE, now);
            waitUntil(rows.sentToNumber(number, limits.mobileCodesOfNumber(), now.minus(DAY)), DAY, now);
            waitUntil(rows.sentForAddress(address, limits.mobileCodesOfAddress(), now.minus(HOUR)), HOUR, now);
            // Without a lock of its own, for which everybody would wait: at one instant a few more may leave.
            rows.sentToAnybody(limits.mobileCodesPerMinute(), now.minus(MINUTE)).ifPresent(at -> {
                throw new CodesHeldUp(Duration.between(now, at.plus(MINUTE)));
            });
            rows.sent(number, address, now);
            rows.keep(number, new Trial(drawn, now, 0));
            return now.plus(VALID);
        });
    }

    private static void waitUntil(Optional<Instant> sent, Duration within, Instant now) {
        sent.ifPresent(at -> {
            throw new TooManyAttempts(Duration.between(now, at.plus(within)));
        });
    }

    /**
     * Begins a session for whoever has the code that was sent last. A code lets in once. Five wrong ones close a number for the
     * rest of the three minutes, whether a code was sent to it or not, or until another is asked for.
     *
     * @param code six ASCII digits
     * @return empty if it is wrong, was used, is too old or was never sent
     * @throws TooManyAttempts if five were wrong, whether this one is right or not
     */
    public Optional<SubscriberSessions.Begun> redeem(MobileNumber mobile, String code) {
        String number = numberHash(mobile);
        String brought = codeHash(mobile, code);
        return transaction.execute(status -> redeem(mobile, number, brought));
    }

    private Optional<SubscriberSessions.Begun> redeem(MobileNumber mobile, String number, String brought) {
        rows.lock(number);
        Instant now = clock.instant();
        Trial trial = rows.trial(number)
                .filter(t -> now.isBefore(t.since().plus(VALID)))
                .orElseGet(() -> new Trial(null, now, 0));
        if (trial.tries() >= TRIES)
            throw new TooManyAttempts(Duration.between(now, trial.since().plus(VALID)));
        String sent = trial.codeHash() == null ? NO_CODE : trial.codeHash();
        boolean isRight = MessageDigest.isEqual(brought.getBytes(US_ASCII), sent.getBytes(US_ASCII));
        rows.keep(
                number,
                isRight
                        ? new Trial(null, trial.since(), trial.tries())
                        : new Trial(trial.codeHash(), trial.since(), trial.tries() + 1));
        return isRight ? Optional.of(sessions.begin(mobile)) : Optional.empty();
    }

    private String numberHash(MobileNumber mobile) {
        return hash.of("number", mobile.value());
    }

    private String codeHash(MobileNumber mobile, String code) {
        return hash.of("code", mobile.value(), code);
    }

    /** With whatever else was kept of the number. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RequestErased erased) {
        rows.forget(numberHash(erased.mobile()));
        sessions.endAll(erased.mobile());
    }

    /** What no limit reaches any more tells who was where, and is not kept. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
    void forget() {
        Instant now = clock.instant();
        rows.forgetTrialsBefore(now.minus(VALID));
        rows.forgetSentBefore(now.minus(DAY));
    }
}
