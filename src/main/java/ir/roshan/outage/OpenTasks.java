package ir.roshan.outage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What waits for people to do it, as the workflow keeps it. Implemented once, in {@code process}. */
public interface OpenTasks {
    /** Whose: what is offered to one of these groups at least; empty for everybody's. */
    record Offered(Optional<Set<String>> groups) {
        public static Offered to(Collection<String> groups) {
            return new Offered(Optional.of(Set.copyOf(groups)));
        }

        public static Offered toAnybody() {
            return new Offered(Optional.empty());
        }
    }

    /**
     * @param step the id of the task in the model
     * @param late those of them whose deadline has passed
     */
    record Count(String step, int open, int late) {}

    /**
     * What cannot wait: an emergency that nobody has taken before a crew is sent, or the deadline of an outage has passed.
     *
     * @param workflow that of its outage
     * @param verifies whether the outage is still to be verified
     * @param emergency that nobody has taken; else its deadline has passed
     * @param since from when it could be taken, or when its deadline passed
     */
    record Pressing(String task, String workflow, boolean verifies, boolean emergency, Instant since) {}

    /** Of each step of which one is open, in one statement. */
    List<Count> counts(Offered offered, Instant now);

    /**
     * Emergencies first, and the newest of each first; one that is both comes twice.
     *
     * @param most of each kind
     */
    List<Pressing> pressing(Offered offered, Instant now, int most);

    /** Whether somebody has taken the outage that the workflow carries, to verify it. */
    boolean isTaken(String workflow);

    /** How many the account has taken. */
    int taken(String account);
}
