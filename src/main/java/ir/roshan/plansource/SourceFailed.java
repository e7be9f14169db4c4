package ir.roshan.plansource;

import java.time.Duration;

/** What a source has answered cannot be used, or it has not answered; what was known stays. */
class SourceFailed extends RuntimeException {
    private final String code;
    private final transient Duration wait;

    SourceFailed(String code) {
        this(code, null);
    }

    /** @param code of ours; never what the source wrote @param wait as the source has asked for; null where it has not */
    SourceFailed(String code, Duration wait) {
        super("a plan source failed: " + code);
        this.code = code;
        this.wait = wait;
    }

    String code() {
        return code;
    }

    Duration waiting() {
        return wait;
    }

    /** For the log. */
    static String inWords(String code) {
        return switch (code) {
            case "timeout" -> "it did not answer in time";
            case "connection" -> "there is no connection to it";
            case "too-large" -> "its answer is too large";
            case "html" -> "it answered with a page of HTML";
            case "unreadable" -> "its answer cannot be read";
            case "no-announcement" -> "there is no announcement on its page, of which the layout may have changed";
            case "not-asked" -> "the network has no service point to ask about";
            case "defect" -> "its answer could not be taken in";
            default ->
                code.startsWith("http-")
                        ? "it answered with HTTP status " + code.substring(5)
                        : code.startsWith("refused-") ? "it refused with status " + code.substring(8) : code;
        };
    }
}
