package ir.roshan.notification;

import ir.roshan.text.MobileNumber;

/** What a number has asked to be told ahead, and may stop by writing so. Implemented where such wishes are kept. */
public interface MessageStops {
    /**
     * In the caller's transaction. Messages about the number's own requests are no wishes, and go on.
     *
     * @return how many have ended by it
     */
    int stopAll(MobileNumber mobile);
}
