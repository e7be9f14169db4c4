package ir.roshan.notification;

import ir.roshan.outbound.CallFailed;
import ir.roshan.outbound.OutboundCalls;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Calls to a gateway: no more than 64 KB are read, unless more is wanted, and nothing but 2xx is taken. */
final class GatewayConnection {
    static final int MOST_BYTES = 64 * 1024;

    private final OutboundCalls calls;
    private final int mostBytes;

    GatewayConnection(Duration timeout) {
        this(timeout, MOST_BYTES);
    }

    /** For answers that may be longer. */
    GatewayConnection(Duration timeout, int mostBytes) {
        calls = new OutboundCalls(timeout);
        this.mostBytes = mostBytes;
    }

    /** An answer of which at least the status makes sense, and of its body no more than is read. */
    record Reply(int status, byte[] body) {
        boolean isOk() {
            return status / 100 == 2;
        }
    }

    /** An exchange that has begun. */
    record Exchange(OutboundCalls.Exchange begun) {
        /**
         * @throws GatewayFailed with {@code timeout}, {@code connection}, {@code too-large}, {@code interrupted} or the
         *     status, as in {@code http-500}
         */
        Reply reply() {
            try {
                OutboundCalls.Reply reply = begun.reply();
                return new Reply(reply.status(), reply.body());
            } catch (CallFailed e) {
                throw new GatewayFailed(e.code());
            }
        }
    }

    /** Begins an exchange; several can be under way. The body of a 4xx is read as well: some gateways say there what is wrong. */
    Exchange begin(HttpRequest request) {
        return new Exchange(calls.begin(request, status -> status / 100 == 2 || status / 100 == 4, mostBytes));
    }

    /**
     * @return the body of a 2xx answer, which alone says nothing about success
     * @throws GatewayFailed as {@link Exchange#reply}
     */
    byte[] exchange(HttpRequest request) {
        Reply reply = begin(request).reply();
        if (!reply.isOk()) throw new GatewayFailed("http-" + reply.status());
        return reply.body();
    }
}
