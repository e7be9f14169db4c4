package ir.roshan.api;

import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.UnknownReason;
import java.util.Optional;

/** The network data has no service point of this bill id. */
final class UnknownServicePoint extends RuntimeException {
    UnknownServicePoint() {
        super("unknown service point");
    }

    /** Whether nothing at all is known of the bill id: a list may name one that the network data lacks. */
    static boolean isUnknown(PlannedOutageCheck.Outlook outlook) {
        return outlook.windows().isEmpty() && outlook.reason().equals(Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK));
    }

    static void throwIf(PlannedOutageCheck.Outlook outlook) {
        if (isUnknown(outlook)) {
            throw new UnknownServicePoint();
        }
    }
}
