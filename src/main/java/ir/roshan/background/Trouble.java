package ir.roshan.background;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/** What keeps work from being done: written down once for each kind in a row, and not once a second; and once when it is over. */
public final class Trouble {
    private final Logger log;
    private final String waits;
    private final String over;
    private final AtomicReference<String> now = new AtomicReference<>();

    /**
     * @param waits what waits meanwhile, as "messages wait"
     * @param over as "messages go out again"
     */
    public Trouble(Logger log, String waits, String over) {
        this.log = log;
        this.waits = waits;
        this.over = over;
    }

    /** The database is gone, or there is a bug. */
    public void is(RuntimeException e) {
        is(e.getClass().getSimpleName());
        log.debug("{}", waits, e);
    }

    public void is(String what) {
        if (!what.equals(now.getAndSet(what))) log.warn("{}: {}", waits, what);
    }

    public void isOver() {
        if (now.getAndSet(null) != null) log.info("{}", over);
    }
}
