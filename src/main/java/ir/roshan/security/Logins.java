package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import ir.roshan.security.Attempts.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps passwords from being guessed, beside the engine's lock of an account: an address that was wrong some times for one
 * account is not asked for it any more, and one that was wrong for many accounts only for those that have logged in from there
 * before. From such a known place an account opens whatever strangers have tried elsewhere, so that nobody outside can lock
 * the dispatchers out.
 */
@Component
public class Logins {
    /** Where {@link LoginDoor} finds what came of a login in the web apps. */
    static final String CLOSED = Logins.class.getName() + ".closed";

    static final String LOGGED_IN = Logins.class.getName() + ".loggedIn";

    private static final Duration PLACES_KEPT_FOR = Duration.ofDays(60);
    private static final int REMEMBERED = 10_000;

    private record Place(String account, String address) {}

    private final Attempts attempts;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final Clock clock;
    /** When a place was last written, so that not every call with HTTP Basic writes it. */
    private final Cache<Place, Instant> written =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Logins(Attempts attempts, AuditLog audit, JdbcClient jdbc, Clock clock) {
        this.attempts = attempts;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a password may be looked at, right or wrong: not where the caller's address has been wrong too often. */
    public boolean isOpen(String account) {
        Optional<String> address = CallerAddress.current();
        if (address.isEmpty()) {
            return true;
        }
        try {
            attempts.requireOpen(Kind.WRONG_PASSWORD, subject(account, address.get()));
            if (!isFromKnownPlace(account)) {
                attempts.requireOpen(Kind.WRONG_PASSWORD_OF_ADDRESS, address.get());
            }
            return true;
        } catch (TooManyAttempts e) {
            tell(CLOSED, e);
            return false;
        }
    }

    /** @throws TooManyAttempts if the door was closed to the call that this thread answers */
    public void throwIfClosed() {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        if (call != null
                && call.getAttribute(CLOSED, RequestAttributes.SCOPE_REQUEST) instanceof TooManyAttempts closed) {
            throw closed;
        }
    }

    /** Whether the account has logged in from the caller's address of late. */
    public boolean isFromKnownPlace(String account) {
        return CallerAddress.current()
                .map(address ->
                        jdbc.sql("SELECT count(*) FROM known_place WHERE account = :account AND address = :address")
                                        .param("account", account)
                                        .param("address", address)
                                        .query(Integer.class)
                                        .single()
                                > 0)
                .orElse(false);
    }

    /** @param known whether there is such an account; what is typed for another may be a password in the wrong field, and is not kept */
    public void failed(String account, boolean known) {
        CallerAddress.current().ifPresent(address -> {
            attempts.count(Kind.WRONG_PASSWORD, subject(account, address));
            attempts.count(Kind.WRONG_PASSWORD_OF_ADDRESS, address);
            audit.append(known ? account : "?", AuditLog.Deed.LOGIN_FAILED, address, null);
        });
    }

    public void succeeded(String account) {
        CallerAddress.current().ifPresent(address -> {
            tell(LOGGED_IN, account);
            remember(new Place(account, address));
        });
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
                return; // another call of the same account has just written it
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

    private static void tell(String attribute, Object value) {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        if (call != null) {
            call.setAttribute(attribute, value, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static String subject(String account, String address) {
        return account + "@" + address;
    }
}
