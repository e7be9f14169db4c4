package ir.roshan.demo;

import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the demo asks of the workflow's engine, in the demo's own words: accounts, people who do their tasks with them, and
 * work that falls due. Implemented once, in {@code process}. What a person has nothing to do about throws {@link NothingToDo}.
 */
public interface Workplace {
    /** @param groups those of {@code security.Accounts} */
    record Account(String name, String firstName, String lastName, String password, List<String> groups) {}

    /** Opens the account, unless there is one of that name. */
    void open(Account account);

    /** @param note may be null */
    void verify(Outage outage, String account, Finding finding, String networkElement, String note);

    void dispatchCrew(Outage outage, String account, String crew, Instant estimatedRestorationAt);

    /** Puts the account's name on the task, and leaves it open. */
    void takeUpRestoration(Outage outage, String account);

    void reviseEstimate(Outage outage, String account, Instant estimatedRestorationAt);

    /** @param note may be null */
    void restore(Outage outage, String account, Cause cause, Instant restoredAt, String note);

    void handleBreach(Outage outage, String account, String action);

    /** When the next thing falls due that nobody has to do by hand; in the past if it waits already, empty if there is none. */
    Optional<Instant> nextDue();

    /** Does what is due by now, and what becomes due by doing it, in the caller's thread and the engine's own transactions. */
    void doWhatIsDue();

    /** What was kept with {@link #keep}, on this database and ever; empty if nothing was. */
    Optional<String> kept();

    /** @param note up to 300 characters */
    void keep(String note);
}
