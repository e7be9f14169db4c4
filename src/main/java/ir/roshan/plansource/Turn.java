package ir.roshan.plansource;

import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plansource.SourceStates.State;
import ir.roshan.plansource.SourceStates.Success;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One source on one node: whether it is this node's turn to ask, and what comes of it. */
final class Turn {
    /** As long as a call may take, and to write down what came of it, on a machine that is busy. */
    static final Duration LEASE = SourceCalls.LONGEST.plusSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final PlanSource source;
    private final SourceStates states;
    private final Asking asking;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    Turn(PlanSource source, SourceStates states, Asking asking, Clock clock) {
        this.source = source;
        this.states = states;
        this.asking = asking;
        this.clock = clock;
    }

    /** How a source of one format is asked. */
    interface Asking {
        /**
         * @param stillOurs to be called before what takes long; it ends the turn where another node has the source meanwhile
         * @throws SourceFailed if what was known is to stay
         */
        Success ask(PlanSource source, State before, Runnable stillOurs);
    }

    /** Another node has the source, since this one took too long. */
    private static final class Lost extends RuntimeException {}

    /** @return whether the source was asked */
    boolean take() {
        Instant now = clock.instant();
        states.know(source, now);
        if (!states.lease(source, node, now, now.plus(LEASE))) return false;
        try {
            State before = states.find(source).orElseThrow();
            Success success = asking.ask(source, before, this::prolong);
            Optional<Instant> failedSince = states.succeeded(source, node, clock.instant(), success);
            failedSince.ifPresent(
                    since -> LOG.info("The plan source {} works again; it had failed since {}", source, since));
        } catch (SourceFailed e) {
            if (states.failed(source, node, clock.instant(), e.code(), e.waiting()))
                LOG.warn("The plan source {} fails: {}. What is known stays.", source, SourceFailed.inWords(e.code()));
        } catch (SourceCalls.Stopped e) {
            states.release(source, node);
        } catch (Lost e) {
            LOG.debug("Another node asks {} now", source);
        } catch (DataAccessException | TransactionException e) {
            // It is our database, and not the source; the lease ends by itself.
            throw e;
        } catch (RuntimeException e) {
            if (states.failed(source, node, clock.instant(), "defect", null))
                LOG.error(
                        "The plan source {} fails: {}. What is known stays.",
                        source,
                        SourceFailed.inWords("defect"),
                        e);
        }
        return true;
    }

    private void prolong() {
        if (!states.prolong(source, node, clock.instant().plus(LEASE))) throw new Lost();
    }

    /** To whom a list says that it has not changed. */
    static void arrivedAgain(PlannedOutageImport lists, State before) {
        if (before.announcement() != null) lists.arrivedAgain(before.announcement());
    }
}
