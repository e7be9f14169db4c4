package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import ir.roshan.security.Attempts.Door;
import ir.roshan.security.Attempts.Kind;
import ir.roshan.security.LoginFigures.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps passwords from being guessed (docs/adr/0017). An address that was wrong some times for one account is not asked for it
 * any more, and one that was wrong for many accounts only for those that have logged in from there before. An account is
 * never closed: what strangers try elsewhere keeps nobody out. Each guess is counted before it is compared, and a right one
 * is taken back. Whatever is done here is done alike for an account and for a name that nobody bears.
 */
@Component
public class Logins {
    private static final String PROVEN = Logins.class.getName() + ".proven";

    private static final Duration PLACES_KEPT_FOR = Duration.ofDays(60);
    private static final Duration RIGHT_ONES_KEPT_FOR = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;
    /** Goes before everybody at an address of whom nothing is known. */
    private static final int AT_A_KNOWN_PLACE = -1;

    /**
     * Whose password was right in this call.
     *
     * @param kept the {@link Fingerprint} of what is kept of it, as in {@link Standing}
     */
    public record Proven(String account, String kept) {}

    private final Attempts attempts;
    private final AuditLog audit;
    private final LoginFigures figures;
    private final LimitSettings limits;
    private final RecentAccounts recent;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final UnderWay underWay = new UnderWay();
    private final Turns turns = new Turns();
    /**
     * What was right at a place of late, so that a channel's program with its hundred calls a second costs the database no
     * counting. With what is kept of the password, and so forgotten with it.
     */
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(RIGHT_ONES_KEPT_FOR)
            .build();
    /** When a place was last written, so that not every login writes it. */
    private final Cache<Place, Instant> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Logins(
            Attempts attempts,
            AuditLog audit,
            LoginFigures figures,
            LimitSettings limits,
            RecentAccounts recent,
            JdbcClient jdbc,
            Clock clock) {
        this.attempts = attempts;
        this.audit = audit;
        this.figures = figures;
        this.limits = limits;
        this.recent = recent;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whether the password that a call brings is right. What no call brings is compared, and that is all.
     *
     * @param account as which somebody would log in, be there such an account or not
     * @param kept what is kept of the account's password; empty if there is no account
     * @param comparison takes its time, and as long for what is not there as for what is
     * @throws TooManyAttempts if it was not looked at: the caller has been wrong too often, or too many others go before
     */
    public boolean isRight(String account, String password, String kept, BooleanSupplier comparison) {
        Optional<String> address = CallerAddress.current();
        if (address.isEmpty()) {
            return comparison.getAsBoolean();
        }
        Place place = new Place(account, address.get());
        String guess = Fingerprint.of(password);
        try {
            return isRight(place, guess, kept, comparison);
        } catch (TooManyAttempts e) {
            figures.failed(Reason.REFUSED);
            throw e;
        }
    }

    private boolean isRight(Place place, String guess, String kept, BooleanSupplier comparison) {
        if (!underWay.enter(place, guess, limits.wrongPasswords())) {
            throw new TooManyAttempts(limits.wrongPasswordsWithin());
        }
        try {
            attempts.requireOpen(Kind.WRONG_PASSWORD, place.subject());
            String remembered = Fingerprint.of(place.subject(), kept, guess);
            if (right.getIfPresent(remembered) != null) {
                return true;
            }
            recent.wasTried(place);
            return isRightNow(place, remembered, kept, comparison);
        } finally {
            underWay.leave(place, guess);
        }
    }

    private boolean isRightNow(Place place, String remembered, String kept, BooleanSupplier comparison) {
        Door ofPlace = new Door(Kind.WRONG_PASSWORD, place.subject());
        Door ofAddress = new Door(Kind.WRONG_PASSWORD_OF_ADDRESS, place.address());
        boolean known = isKnown(place);
        Optional<TooManyAttempts> closed = attempts.closed(ofAddress);
        if (closed.isPresent() && !known) {
            throw closed.get();
        }
        List<Door> open = known ? List.of(ofPlace) : List.of(ofPlace, ofAddress);
        List<Door> other = known ? List.of(ofAddress) : List.of();
        int weight = known ? AT_A_KNOWN_PLACE : attempts.counted(ofAddress) + underWay.from(place.address());
        boolean found = turns.take(weight, () -> {
            // Of many calls with the same password all but the first need not be compared.
            if (right.getIfPresent(remembered) != null) {
                return true;
            }
            List<Long> counted = attempts.countFirst(place.address(), open, other);
            if (!comparison.getAsBoolean()) {
                figures.failed(Reason.WRONG);
                audit.append(kept.isEmpty() ? "?" : place.account(), AuditLog.Deed.LOGIN_FAILED, place.address(), null);
                return false;
            }
            attempts.takeBack(counted);
            right.put(remembered, true);
            remember(place);
            return true;
        });
        if (!found && closed.isPresent()) {
            throw closed.get(); // or it would be told which accounts are known there
        }
        return found;
    }

    /** Whether the account has logged in from the address of late. */
    private boolean isKnown(Place place) {
        return jdbc.sql("SELECT count(*) FROM known_place WHERE account = :account AND address = :address")
                        .param("account", place.account())
                        .param("address", place.address())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Lets whoever begins a session in this call know on what it rests. */
    public void proven(Proven whose) {
        prove(whose);
    }

    static void prove(Proven whose) {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        if (call != null) {
            call.setAttribute(PROVEN, whose, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Empty if no password was right in the call that this thread answers. */
    public static Optional<Proven> proven() {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        return call == null
                ? Optional.empty()
                : Optional.ofNullable((Proven) call.getAttribute(PROVEN, RequestAttributes.SCOPE_REQUEST));
    }

    private void remember(Place place) {
        Instant now = clock.instant();
        Instant last = written.getIfPresent(place);
        if (last != null && now.isBefore(last.plus(Duration.ofDays(1)))) {
            return;
        }
        int updated = jdbc.sql("UPDATE known_place SET seen_at = :at WHERE account = :account AND address = :address")
                .param("at", now.atOffset(UTC))
                .param("account", place.account())
                .param("address", place.address())
                .update();
        if (updated == 0) {
            try {
                jdbc.sql("INSERT INTO known_place (account, address, seen_at) VALUES (:account, :address, :at)")
                        .param("account", place.account())
                        .param("address", place.address())
                        .param("at", now.atOffset(UTC))
                        .update();
            } catch (DuplicateKeyException e) {
                return; // another node has just written it
            }
        }
        written.put(place, now);
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    void forget() {
        jdbc.sql("DELETE FROM known_place WHERE seen_at < :limit")
                .param("limit", clock.instant().minus(PLACES_KEPT_FOR).atOffset(UTC))
                .update();
    }
}
