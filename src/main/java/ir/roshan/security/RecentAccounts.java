package ir.roshan.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What this node has found out about accounts within the last seconds: who was let in with which password from where. A
 * channel's program calls a hundred times a second, and each call asked the database for the same
 * five things. What is changed here is forgotten here at once; what another node changes counts here after {@link #KEPT_FOR}
 * (docs/adr/0028). Of sessions nothing is remembered: they end at once, on every node.
 */
@Component
public class RecentAccounts {
    /** Below the five seconds within which a change counts on every node (docs/security.md). */
    static final Duration KEPT_FOR = Duration.ofSeconds(4);

    private static final int REMEMBERED = 10_000;

    /** @param proven what a full look at the password has left for whoever begins a session in the same call */
    private record LetIn(String guess, Set<String> groups, Optional<Logins.Proven> proven) {}

    private final Cache<Place, LetIn> letIn = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT_FOR)
            .build();
    /** How often something about accounts has changed: what was read before such a moment is not kept after it. */
    private final AtomicLong changes = new AtomicLong();

    /**
     * The groups of whoever calls with this password, as they were found within the last seconds, or else as they are found now.
     * Another password than the one that was right takes the memory away, so that a burst of guesses finds nothing in it.
     *
     * @param found empty where name or password is wrong, which is never remembered
     */
    public Optional<Set<String>> groups(String account, String password, Supplier<Optional<Set<String>>> found) {
        Optional<Place> place = CallerAddress.current().map(address -> new Place(account, address));
        if (place.isEmpty()) {
            return found.get();
        }
        String guess = Fingerprint.of(password);
        LetIn known = letIn.getIfPresent(place.get());
        if (known != null && known.guess().equals(guess)) {
            known.proven().ifPresent(Logins::prove);
            return Optional.of(known.groups());
        }
        letIn.invalidate(place.get());
        long before = changes.get();
        Optional<Set<String>> groups = found.get();
        groups.ifPresent(of -> keep(place.get(), new LetIn(guess, of, Logins.proven()), before));
        return groups;
    }

    private void keep(Place place, LetIn known, long before) {
        letIn.put(place, known);
        if (changes.get() != before) {
            letIn.invalidate(place);
        }
    }

    /** A password that was not known to be right was tried there. */
    void wasTried(Place place) {
        letIn.invalidate(place);
    }

    /** Accounts or groups are changed: what is known of them is forgotten now, and again when the change is there for others. */
    public void changed() {
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget();
                }
            });
        }
    }

    private void forget() {
        changes.incrementAndGet();
        letIn.invalidateAll();
    }
}
