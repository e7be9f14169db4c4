package ir.roshan.plansource;

import ir.roshan.outbound.CallFailed;
import ir.roshan.outbound.OutboundCalls;
import ir.roshan.outbound.OutboundCalls.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** Calls to a source, of which the one under way, and every pause, ends at once where this node stops. */
final class SourceCalls {
    /** For a whole answer. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    private static final String OURS = "Roshan/1 (planned outages)";
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final OutboundCalls calls;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private OutboundCalls.Exchange underWay;

    SourceCalls(Duration timeout, Clock clock) {
        this.calls = new OutboundCalls(timeout);
        this.clock = clock;
    }

    /** This node stops; nothing is wrong with the source. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("this node stops");
        }
    }

    static HttpRequest.Builder request(PlanSource source, URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).setHeader("User-Agent", OURS);
        if (source.headerName() != null) request.setHeader(source.headerName(), source.headerValue());
        return request;
    }

    /**
     * @throws SourceFailed if there is no answer that is wanted
     * @throws Stopped if this node stops
     */
    Reply call(HttpRequest request, IntPredicate wanted, int mostBytes) {
        try {
            return begin(request, wanted, mostBytes).reply();
        } catch (CallFailed e) {
            if (isStopped()) throw new Stopped();
            boolean wait = e.code().equals("http-" + TOO_MANY) || e.code().equals("http-503");
            throw new SourceFailed(e.code(), wait ? retryAfter(e) : null);
        }
    }

    static boolean isOk(int status) {
        return status == OK;
    }

    private synchronized OutboundCalls.Exchange begin(HttpRequest request, IntPredicate wanted, int mostBytes) {
        if (isStopped()) throw new Stopped();
        underWay = calls.begin(request, wanted, mostBytes);
        return underWay;
    }

    /** In seconds, or as a moment; no longer than an hour, whatever is asked for. */
    private Duration retryAfter(CallFailed refused) {
        return refused.headers().firstValue("Retry-After").map(this::pause).orElse(null);
    }

    private Duration pause(String value) {
        Duration wait;
        try {
            wait = value.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException unreadable) {
            return null;
        }
        if (wait.isNegative()) return Duration.ZERO;
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** @throws Stopped if this node stops */
    void pause(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) throw new Stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    Instant now() {
        return clock.instant();
    }

    /** Not by interrupting: a thread that is interrupted while it writes closes the file of an embedded database. */
    void stop() {
        stopped.countDown();
        synchronized (this) {
            if (underWay != null) underWay.cancel();
        }
    }
}
