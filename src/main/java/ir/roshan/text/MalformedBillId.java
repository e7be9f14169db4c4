package ir.roshan.text;

/** What was given is no electricity bill id. It is not repeated in the message: messages reach logs. */
public class MalformedBillId extends RuntimeException {
    /** What is wrong, in the order in which it is looked for. */
    public enum Reason {
        FORMAT("format"),
        CHECK_DIGIT("check-digit"),
        SERVICE_TYPE("service-type");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As it stands in a problem's or a refused row's code. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    MalformedBillId(Reason reason) {
        super("malformed bill id: " + reason.code());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
