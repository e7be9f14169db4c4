package ir.roshan.cockpit;

import ir.roshan.security.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes down who was shown where somebody lives by a card of the list: once in a shift, and not in each second in which the card
 * stands on a screen.
 */
@Component
class ShownAddresses {
    private static final Duration SHIFT = Duration.ofHours(12);
    /** Whoever has fallen out is written down once more. */
    private static final int MOST = 10_000;

    private final AuditLog audit;
    private final Clock clock;
    private final Map<Look, Instant> looks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
            return size() > MOST;
        }
    };

    ShownAddresses(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    private record Look(String account, String outage) {}

    void shown(String account, String outage) {
        Look look = new Look(account, outage);
        if (isNew(look, clock.instant())) {
            try {
                audit.append(account, AuditLog.Deed.OUTAGE_SHOWN, outage, "card");
            } catch (RuntimeException e) {
                forget(look); // what is not written down is not shown
                throw e;
            }
        }
    }

    private synchronized void forget(Look look) {
        looks.remove(look);
    }

    private synchronized boolean isNew(Look look, Instant now) {
        Instant before = looks.get(look);
        if (before != null && now.isBefore(before.plus(SHIFT))) {
            return false;
        }
        looks.remove(look); // so that it goes to the end
        looks.put(look, now);
        return true;
    }
}
