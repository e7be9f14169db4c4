package ir.roshan.demo;

import static java.util.Comparator.comparing;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.MessageRecord;
import ir.roshan.notification.MessageState;
import ir.roshan.notification.Outbox;
import ir.roshan.request.NotAnnouncedYet;
import ir.roshan.request.RequestClosed;
import ir.roshan.request.ResultAlreadyAnnounced;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets hours pass in seconds. The company's clock is set back and goes on from one thing that falls due to the next, so
 * that timers fire, deadlines break and objection windows close at their own moments, in the running process.
 */
@Component
@Profile("demo")
class TimeLapse {
    private static final Logger log = LoggerFactory.getLogger(TimeLapse.class);
    private static final Duration LONGEST_FOR_MESSAGES = Duration.ofSeconds(15);
    private static final long MESSAGES_LOOKED_AT_EVERY_MS = 10;

    private final CompanyClock clock;
    private final Workplace workplace;
    private final Outbox outbox;
    private final Doors doors;

    TimeLapse(CompanyClock clock, Workplace workplace, Outbox outbox, Doors doors) {
        this.clock = clock;
        this.workplace = workplace;
        this.outbox = outbox;
        this.doors = doors;
    }

    /** What happens to these subscribers, from {@code before} until now. The clock shows the true time afterwards, whatever happens. */
    void pass(Duration before, List<Subscriber> subscribers) {
        Instant opening = clock.instant();
        clock.shift(before.negated());
        try {
            subscribers.stream()
                    .flatMap(subscriber -> subscriber.beats().stream())
                    .sorted(comparing(Subscriber.Beat::minutesAgo).reversed())
                    .forEachOrdered(beat -> {
                        waitUntil(opening.minus(Duration.ofMinutes(beat.minutesAgo())), subscribers);
                        play(beat);
                    });
            waitUntil(opening, subscribers);
        } finally {
            clock.reset();
        }
    }

    /** With targets and windows of the company's own, a result may be announced later, or a window be closed sooner, than the story has it. */
    private void play(Subscriber.Beat beat) {
        try {
            beat.deed().through(doors);
        } catch (NothingToDo | NotAnnouncedYet | RequestClosed | ResultAlreadyAnnounced passed) {
            log.info("the demo leaves out what cannot happen with these settings: {}", passed.toString());
        }
        workplace.doWhatIsDue();
    }

    private void waitUntil(Instant moment, List<Subscriber> subscribers) {
        for (Optional<Instant> due = dueBy(moment); due.isPresent(); due = dueBy(moment)) {
            setClock(due.get(), subscribers);
            workplace.doWhatIsDue();
        }
        setClock(moment, subscribers);
    }

    private Optional<Instant> dueBy(Instant moment) {
        return workplace.nextDue().filter(due -> !due.isAfter(moment));
    }

    /** Never back: the story may take longer than its clock. */
    private void setClock(Instant moment, List<Subscriber> subscribers) {
        Duration ahead = Duration.between(clock.instant(), moment);
        if (ahead.isNegative() || ahead.isZero()) return;
        awaitMessages(subscribers);
        clock.shift(ahead);
    }

    /** A message that is due goes out before the clock moves on; else it would be late, or expire. */
    private void awaitMessages(List<Subscriber> subscribers) {
        long deadline = System.nanoTime() + LONGEST_FOR_MESSAGES.toNanos();
        while (subscribers.stream().anyMatch(this::hasMessageDue)) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("messages that are due do not go out");
            pause();
        }
    }

    private boolean hasMessageDue(Subscriber subscriber) {
        return subscriber
                .requestId()
                .map(id -> outbox.of(id.value()).stream().anyMatch(this::isDue))
                .orElse(false);
    }

    private boolean isDue(MessageRecord message) {
        return message.state() == MessageState.OWED && !message.dueAt().isAfter(clock.instant());
    }

    private static void pause() {
        try {
            Thread.sleep(MESSAGES_LOOKED_AT_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
