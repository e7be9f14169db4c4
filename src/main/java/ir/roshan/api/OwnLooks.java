package ir.roshan.api;

import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.Sha256;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes down that a subscriber was shown their own requests: once in a session, which lives two hours at most, and not at each
 * refresh. Anybody has a telephone, and could fill the log otherwise.
 */
@Component
class OwnLooks {
    /** Of whoever has no account, as everywhere in the log. */
    private static final String NO_ACCOUNT = "?";
    /** Whoever has fallen out is written down once more. */
    private static final int MOST = 20_000;

    private final AuditLog audit;
    private final Map<Look, Boolean> looks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Look, Boolean> eldest) {
            return size() > MOST;
        }
    };

    OwnLooks(AuditLog audit) {
        this.audit = audit;
    }

    /** @param code null for the list itself */
    private record Look(String session, TrackingCode code) {}

    /** Of an empty list as well: somebody has looked, and as whose number is not written down. */
    void shown(String token, Collection<TrackingCode> codes) {
        String session = Sha256.of(token);
        once(new Look(session, null), null, "%d requests".formatted(codes.size()));
        codes.forEach(code -> once(new Look(session, code), code.value(), null));
    }

    private void once(Look look, String subject, String note) {
        if (!isNew(look)) return;
        try {
            audit.append(NO_ACCOUNT, AuditLog.Deed.OWN_REQUESTS_SHOWN, subject, note);
        } catch (RuntimeException e) {
            forget(look); // what is not written down is not shown
            throw e;
        }
    }

    private synchronized boolean isNew(Look look) {
        return looks.put(look, Boolean.TRUE) == null;
    }

    private synchronized void forget(Look look) {
        looks.remove(look);
    }
}
