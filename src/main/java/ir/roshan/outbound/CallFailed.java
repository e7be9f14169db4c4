package ir.roshan.outbound;

import java.net.http.HttpHeaders;
import java.util.Map;

/** A call brought no answer that can be used. */
public class CallFailed extends RuntimeException {
    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

    private final String code;
    private final transient HttpHeaders headers;

    CallFailed(String code) {
        this(code, NONE);
    }

    CallFailed(String code, HttpHeaders headers) {
        super("a call failed: " + code);
        this.code = code;
        this.headers = headers;
    }

    /** {@code timeout}, {@code connection}, {@code too-large}, {@code interrupted} or {@code http-500} and the like; nothing that was answered. */
    public String code() {
        return code;
    }

    /** Of an answer whose status was refused; empty without an answer. */
    public HttpHeaders headers() {
        return headers;
    }
}
