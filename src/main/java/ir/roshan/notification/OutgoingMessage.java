package ir.roshan.notification;

import ir.roshan.text.MobileNumber;

/**
 * A message in a sender's hand.
 *
 * @param attempts this one included
 */
record OutgoingMessage(String id, MobileNumber to, String text, int attempts) {
    /** Without the text: it may tell what happened at somebody's home. */
    @Override
    public String toString() {
        return id;
    }
}
