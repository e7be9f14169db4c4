package ir.roshan.notification;

import ir.roshan.text.MobileNumber;
import java.util.Set;

/**
 * A message in a sender's hand.
 *
 * @param attempts this one included
 * @param emergency it goes before all others
 * @param doneWith the carriers that are not asked about it any more: they have refused or lost it
 * @param facts what the text says, for a gateway that has a template of it; null where nobody has written it down
 */
record OutgoingMessage(
        String id,
        MobileNumber to,
        String text,
        int attempts,
        MessageKind kind,
        boolean emergency,
        Set<Carrier> doneWith,
        MessageFacts facts) {
    OutgoingMessage(
            String id,
            MobileNumber to,
            String text,
            int attempts,
            MessageKind kind,
            boolean emergency,
            Set<Carrier> doneWith) {
        this(id, to, text, attempts, kind, emergency, doneWith, null);
    }

    /** Without the text: it may tell what happened at somebody's home. */
    @Override
    public String toString() {
        return id;
    }
}
