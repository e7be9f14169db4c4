package ir.roshan.notification;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One exchange with a gateway that may be slow, gone or hostile: it never takes longer than the time-out, reads no more
 * than 64 KB, follows no redirect (the request holds numbers and perhaps a key), and takes nothing but 2xx.
 */
final class GatewayConnection {
    static final int MOST_BYTES = 64 * 1024;

    private final Duration timeout;
    private final HttpClient client;

    GatewayConnection(Duration timeout) {
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .build();
    }

    /** An answer of which at least the status makes sense, and at most 64 KB of a body. */
    record Reply(int status, byte[] body) {
        boolean isOk() {
            return status / 100 == 2;
        }
    }

    /** An exchange that has begun. */
    final class Exchange {
        private final CompletableFuture<HttpResponse<byte[]>> answer;
        private final long deadline = System.nanoTime() + timeout.toNanos();

        private Exchange(CompletableFuture<HttpResponse<byte[]>> answer) {
            this.answer = answer;
        }

        /**
         * @throws GatewayFailed with {@code timeout}, {@code connection}, {@code too-large}, {@code interrupted} or the
         *     status, as in {@code http-500}
         */
        Reply reply() {
            // The client's own time-out ends with the headers; a body that trickles in is covered by waiting no longer.
            try {
                HttpResponse<byte[]> response =
                        answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return new Reply(response.statusCode(), response.body());
            } catch (TimeoutException e) {
                throw new GatewayFailed("timeout");
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayFailed("interrupted");
            } finally {
                answer.cancel(true);
            }
        }
    }

    /** Begins an exchange; several can be under way. The body of a 4xx is read as well: some gateways say there what is wrong. */
    Exchange begin(HttpRequest request) {
        return new Exchange(client.sendAsync(request, answer -> {
            int kind = answer.statusCode() / 100;
            if (kind != 2 && kind != 4) throw new GatewayFailed("http-" + answer.statusCode());
            return new LimitedBody(MOST_BYTES);
        }));
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

    private static GatewayFailed failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GatewayFailed ours) return ours;
            if (cause instanceof HttpTimeoutException) return new GatewayFailed("timeout");
        }
        return new GatewayFailed("connection");
    }
}
