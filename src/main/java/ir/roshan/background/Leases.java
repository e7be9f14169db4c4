package ir.roshan.background;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of what a node has in hand, however long that takes. So a lease can be short, and a node that is killed is soon
 * relieved, while one that is slow keeps its work. Only what is known to be in hand is renewed: what got lost on the way is free when
 * its lease ends.
 */
public final class Leases {
    /** A lease outlives two renewals that fail. */
    private static final int RENEWALS = 3;
    /** Nobody waits for a renewal that is under way. */
    private static final Duration LONGEST_END = Duration.ZERO;

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Consumer<List<String>> renew;
    private final Duration lease;
    private final Duration pause;
    private final RepeatedWork rounds;
    /** By id, since when by {@link System#nanoTime()}. */
    private final Map<String, Long> inHand = new ConcurrentHashMap<>();

    /**
     * @param what is leased, in the plural
     * @param renew lets the leases of these ids end a whole lease from now, of those that are ours still
     */
    public Leases(String what, Duration lease, Consumer<List<String>> renew) {
        this.lease = lease;
        this.renew = renew;
        pause = lease.dividedBy(RENEWALS);
        Trouble trouble = new Trouble(
                LOG, "the leases of " + what + " could not be renewed", "the leases of " + what + " are renewed again");
        rounds = new RepeatedWork(what + "-leases", pause, LONGEST_END, () -> round(trouble), trouble::is);
    }

    public Duration lease() {
        return lease;
    }

    public void taken(Collection<String> ids) {
        long now = System.nanoTime();
        ids.forEach(id -> inHand.putIfAbsent(id, now));
    }

    public void done(Collection<String> ids) {
        ids.forEach(inHand::remove);
    }

    public void begin() {
        rounds.begin();
    }

    public void end() {
        rounds.end();
    }

    private boolean round(Trouble trouble) {
        long before = System.nanoTime() - pause.toNanos() / 2;
        List<String> slow = inHand.entrySet().stream()
                .filter(each -> each.getValue() - before < 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!slow.isEmpty()) renew.accept(slow);
        trouble.isOver();
        return false;
    }
}
