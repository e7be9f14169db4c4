package ir.roshan.text;

/** What was given is no Iranian mobile number. It is not repeated in the message: messages reach logs. */
public class MalformedMobileNumber extends RuntimeException {
    MalformedMobileNumber() {
        super("malformed mobile number");
    }
}
