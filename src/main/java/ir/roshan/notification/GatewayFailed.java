package ir.roshan.notification;

/** The gateway gave no answer that can be used; nobody knows what it did with the messages. */
class GatewayFailed extends RuntimeException {
    private final String code;

    /** @param code of ours, such as {@code timeout} or {@code http-500}; never what the gateway wrote */
    GatewayFailed(String code) {
        super("the SMS gateway failed: " + code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
