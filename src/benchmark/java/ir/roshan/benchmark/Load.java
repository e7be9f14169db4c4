package ir.roshan.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Some connections, each of which calls again as soon as it has its answer. */
final class Load {
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);
    private static final int LOOKS_EVERY_MILLIS = 20;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Load() {}

    /**
     * @param accepted answered with 2xx; nothing else counts
     * @param seconds of the calls, until the last answer
     * @param rest seconds after them until no job waited
     * @param sorted how long each accepted call took, in milliseconds
     * @param refused how often which status, or which failure
     * @param application milliseconds of the processor for each that was accepted, with what was put off
     * @param database the same of PostgreSQL
     */
    record Round(
            int accepted,
            double seconds,
            double rest,
            double[] sorted,
            Map<String, Integer> refused,
            double application,
            double database) {
        /** @param processor of the application, seconds for all of them @param processorOfDatabase the same of PostgreSQL */
        Round with(double rest, double processor, double processorOfDatabase) {
            return new Round(
                    accepted,
                    seconds,
                    rest,
                    sorted,
                    refused,
                    processor * 1e3 / accepted,
                    processorOfDatabase * 1e3 / accepted);
        }

        /** Accepted a second, with the time in which what they had put off was done. */
        double rate() {
            return accepted / (seconds + rest);
        }

        double percentile(int percent) {
            return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
        }

        @Override
        public String toString() {
            return "%.1f a second: %d in %.1f s and %.1f s of rest, p50 %.1f ms, p99 %.1f ms, processor %.1f + %.1f ms%s"
                    .formatted(
                            rate(),
                            accepted,
                            seconds,
                            rest,
                            percentile(50),
                            percentile(99),
                            application,
                            database,
                            refused.isEmpty() ? "" : ", refused " + refused);
        }
    }

    /**
     * Reports for a while, and then waits until nothing is left to be done.
     *
     * @param rate reports a second, as they come from outside, whether those before are answered or not; 0 for as soon as there is an
     *     answer
     * @param first the number of the first one
     */
    static Round reports(SystemUnderLoad system, int connections, int rate, Duration time, int first)
            throws InterruptedException, IOException {
        double application = system.processor();
        double database = system.processorOfDatabase();
        long end = System.nanoTime() + time.toNanos();
        Round calls = calls(connections, rate, () -> System.nanoTime() < end, number -> system.report(first + number));
        return calls.with(rest(system), system.processor() - application, system.processorOfDatabase() - database);
    }

    /** @param goesOn asked before each call */
    static Round calls(int connections, int rate, BooleanSupplier goesOn, IntFunction<HttpRequest> call)
            throws InterruptedException {
        return deeds(connections, rate, goesOn, call, Load::answer);
    }

    /**
     * @param prepares what is done, before its time is taken
     * @param does what was prepared; answers with a status
     */
    static <T> Round deeds(
            int connections, int rate, BooleanSupplier goesOn, IntFunction<T> prepares, Function<T, String> does)
            throws InterruptedException {
        ExecutorService hands = Executors.newFixedThreadPool(connections);
        Map<String, Integer> refused = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Queue<Double> took = new ConcurrentLinkedQueue<>();
        long began = System.nanoTime();
        Future<?>[] all = IntStream.range(0, connections)
                .mapToObj(hand -> hands.submit(() -> {
                    while (goesOn.getAsBoolean()) {
                        int number = next.getAndIncrement();
                        T prepared = prepares.apply(number);
                        long asked = rate == 0 ? System.nanoTime() : turn(began + number * 1_000_000_000L / rate);
                        String answer = does.apply(prepared);
                        if (answer.charAt(0) == '2') took.add((System.nanoTime() - asked) / 1e6);
                        else refused.merge(answer, 1, Integer::sum);
                    }
                }))
                .toArray(Future<?>[]::new);
        hands.shutdown();
        try {
            for (Future<?> hand : all) hand.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection of the load ended", e.getCause());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] sorted =
                took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Round(sorted.length, seconds, 0, sorted, refused, Double.NaN, Double.NaN);
    }

    /** Waits until then; whoever is late because the calls before were slow, was due then all the same. */
    private static long turn(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) LockSupport.parkNanos(wait);
        return due;
    }

    /** One call, in milliseconds. @throws IllegalStateException if it is answered with anything but 2xx */
    static double call(HttpRequest request) {
        long asked = System.nanoTime();
        String answer = answer(request);
        if (answer.charAt(0) != '2') throw new IllegalStateException(request.uri() + " is answered " + answer);
        return (System.nanoTime() - asked) / 1e6;
    }

    private static String answer(HttpRequest request) {
        try {
            HttpResponse<Void> answer = CLIENT.send(request, BodyHandlers.discarding());
            return Integer.toString(answer.statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many seconds it takes until no job waits. */
    static double rest(SystemUnderLoad system) throws InterruptedException {
        long began = System.nanoTime();
        while (system.jobsWaiting() > 0) {
            if (System.nanoTime() - began > LONGEST_REST.toNanos())
                throw new AssertionError(system.name() + " still has " + system.jobsWaiting() + " jobs to do");
            Thread.sleep(LOOKS_EVERY_MILLIS);
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
