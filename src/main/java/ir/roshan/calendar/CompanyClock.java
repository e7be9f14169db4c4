package ir.roshan.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The one clock of the company: every "now" comes from here, the engine's included. Tests and the demo shift it; in
 * production nothing does. Instants are in whole milliseconds, which both databases keep as they are, so that a moment
 * that was written compares equal when it is read.
 */
@Component("companyClock")
public class CompanyClock extends Clock {
    private final Clock base;
    private final List<Consumer<Duration>> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration shift = Duration.ZERO;

    public CompanyClock() {
        this(Clock.systemUTC());
    }

    /** @param base what tells the time before any shift; a fixed clock makes a test repeatable */
    public CompanyClock(Clock base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Moves the clock by {@code further}, onwards or back, on top of what it was moved before. */
    public synchronized void shift(Duration further) {
        moveTo(shift.plus(further));
    }

    /** Back to the base's time. */
    public synchronized void reset() {
        moveTo(Duration.ZERO);
    }

    /**
     * Tells {@code listener} of every later shift. It is given the whole distance from the base's time, zero after a
     * {@link #reset()}, and is called by the thread that shifts, after the clock shows the new time.
     */
    public void onShift(Consumer<Duration> listener) {
        listeners.add(listener);
    }

    private void moveTo(Duration newShift) {
        shift = newShift;
        listeners.forEach(listener -> listener.accept(newShift));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** A view in another zone that follows this clock's shifts. */
    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new Zoned(this, zone);
    }

    private static final class Zoned extends Clock {
        private final CompanyClock clock;
        private final ZoneId zone;

        private Zoned(CompanyClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return clock.withZone(other);
        }
    }
}
