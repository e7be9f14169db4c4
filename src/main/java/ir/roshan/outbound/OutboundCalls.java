package ir.roshan.outbound;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/**
 * Exchanges with a machine that may be slow, gone or hostile: one never takes longer than the time-out, reads no more than it is
 * allowed to, and follows no redirect (the request may hold numbers, or a key).
 */
public final class OutboundCalls {
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout for one whole exchange, from connecting to the last byte of the answer */
    public OutboundCalls(Duration timeout) {
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .build();
    }

    public record Reply(int status, HttpHeaders headers, byte[] body) {}

    /** An exchange that has begun. */
    public final class Exchange {
        private final CompletableFuture<HttpResponse<byte[]>> answer;
        private final long deadline = System.nanoTime() + timeout.toNanos();

        private Exchange(CompletableFuture<HttpResponse<byte[]>> answer) {
            this.answer = answer;
        }

        /** @throws CallFailed if there is no answer in time, or none that is wanted */
        public Reply reply() {
            // The client's own time-out ends with the headers; a body that trickles in is covered by waiting no longer.
            try {
                HttpResponse<byte[]> response =
                        answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                return new Reply(response.statusCode(), response.headers(), response.body());
            } catch (TimeoutException e) {
                throw new CallFailed("timeout");
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (CancellationException e) {
                throw new CallFailed("interrupted");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallFailed("interrupted");
            } finally {
                answer.cancel(true);
            }
        }

        /** Whoever waits for the reply waits no longer. */
        public void cancel() {
            answer.cancel(true);
        }
    }

    /**
     * Begins an exchange; several can be under way.
     *
     * @param wanted of which status the body is read; any other is a failure at once
     */
    public Exchange begin(HttpRequest request, IntPredicate wanted, int mostBytes) {
        return new Exchange(client.sendAsync(request, answer -> {
            if (!wanted.test(answer.statusCode()))
                throw new CallFailed("http-" + answer.statusCode(), answer.headers());
            return new LimitedBody(mostBytes);
        }));
    }

    private static CallFailed failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed ours) return ours;
            if (cause instanceof HttpTimeoutException) return new CallFailed("timeout");
        }
        return new CallFailed("connection");
    }
}
