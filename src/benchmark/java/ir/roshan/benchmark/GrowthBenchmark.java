package ir.roshan.benchmark;

import static org.assertj.core.api.Assumptions.assumeThat;

import ir.roshan.request.TrackingCode;
import ir.roshan.testing.EvenNetwork;
import ir.roshan.testing.Growth;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people look at, beside a million closed requests and a hundred thousand open ones, and beside none: the same network and as
 * many open outages, so that lists are of one length, but one request in each. One caller after another, by turns.
 */
class GrowthBenchmark {
    private static final int CLOSED = Integer.getInteger("benchmark.closed", 1_000_000);
    private static final int OPEN = Integer.getInteger("benchmark.open", 100_000);
    private static final int OUTAGES = Integer.getInteger("benchmark.outages", 200);
    private static final int TURNS = Integer.getInteger("benchmark.turns", 10);
    private static final int CALLS = Integer.getInteger("benchmark.calls", 20);
    private static final EvenNetwork NETWORK = new EvenNetwork(Integer.getInteger("benchmark.points", 240_000), 100, 6);
    /** Longer than an answer is kept for everybody. */
    private static final Duration FORGOTTEN = Duration.ofMillis(2_100);

    private static final int TASKS = 15;

    @TempDir
    private Path folder;

    private int reports;

    /** @param anew whether what is remembered for seconds is forgotten before each call */
    private record Look(boolean anew, BiFunction<Roshan, Integer, HttpRequest> asks) {}

    @Test
    void whatPeopleLookAtBesideAnEmptyDatabase() throws Exception {
        assumeThat(BenchmarkDatabase.kind()).isEqualTo("PostgreSQL");
        try (Roshan empty = new Roshan("empty", folder, NETWORK);
                Roshan full = new Roshan("filled", folder, NETWORK)) {
            for (Roshan roshan : List.of(empty, full)) {
                roshan.account("dispatcher-1", "dispatchers", "district-1");
                roshan.account("manager", "managers");
            }
            fill(empty, 0, OUTAGES);
            fill(full, CLOSED, OPEN);
            for (var look : looks(empty, full).entrySet()) compare(look.getKey(), look.getValue(), empty, full);
            compareReports(empty, full);
        }
    }

    private static void fill(Roshan roshan, int closed, int open) throws InterruptedException {
        Growth growth = new Growth(roshan.database(), NETWORK);
        for (int point : growth.template()) Load.call(roshan.report(point));
        Load.rest(roshan);
        long began = System.nanoTime();
        growth.fill(closed, open, OUTAGES);
        System.out.printf("%s is filled in %.0f s%n", roshan.name(), (System.nanoTime() - began) / 1e9);
    }

    private static Map<String, Look> looks(Roshan empty, Roshan full) {
        Map<Roshan, String> tasks = Map.of(empty, tasks(empty), full, tasks(full));
        Map<String, Look> looks = new LinkedHashMap<>();
        looks.put("the open outages", new Look(true, (roshan, n) -> roshan.get("/api/v1/outages", null)));
        looks.put("the same within two seconds", new Look(false, (roshan, n) -> roshan.get("/api/v1/outages", null)));
        looks.put("their map", new Look(true, (roshan, n) -> roshan.get("/api/v1/map/outages", null)));
        looks.put(
                "a place",
                new Look(
                        false,
                        (roshan, n) -> roshan.post(
                                        "/api/v1/place-status",
                                        "{\"billId\": \"%s\"}"
                                                .formatted(EvenNetwork.billId(NETWORK.pointsOfFeeder() + n * 37)))
                                .build()));
        looks.put("a code", new Look(false, (roshan, n) -> roshan.get("/api/v1/requests/" + code(n), null)));
        looks.put(
                "cards of tasks",
                new Look(
                        false,
                        (roshan, n) -> roshan.get("/api/v1/operations/tasks?" + tasks.get(roshan), "dispatcher-1")));
        looks.put(
                "look-up by bill id",
                new Look(
                        false,
                        (roshan, n) -> roshan.post(
                                        "/api/v1/operations/look-up",
                                        "{\"billId\": \"%s\"}"
                                                .formatted(EvenNetwork.billId(NETWORK.pointsOfFeeder() + n * 37)))
                                .header("Authorization", Roshan.basic("dispatcher-1"))
                                .build()));
        looks.put(
                "look-up by number",
                new Look(
                        false,
                        (roshan, n) -> roshan.post(
                                        "/api/v1/operations/look-up",
                                        "{\"mobile\": \"09%09d\"}".formatted(Growth.FIRST_OPEN + 1 + n % OUTAGES))
                                .header("Authorization", Roshan.basic("dispatcher-1"))
                                .build()));
        looks.put(
                "a request's story",
                new Look(
                        false,
                        (roshan, n) ->
                                roshan.get("/api/v1/operations/reports/timelines/requests/" + code(n), "manager")));
        looks.put(
                "dashboard",
                new Look(false, (roshan, n) -> roshan.get("/api/v1/operations/reports/dashboard", "manager")));
        for (String report : List.of("hours", "restore-times", "months", "element-times", "estimates", "feedback"))
            looks.put(
                    report,
                    new Look(false, (roshan, n) -> roshan.get("/api/v1/operations/reports/" + report, "manager")));
        return looks;
    }

    private static String code(int n) {
        return TrackingCode.of(Growth.FIRST_OPEN + 1 + n % OUTAGES).value();
    }

    /** A page of the list of a dispatcher. */
    private static String tasks(Roshan roshan) {
        return "id=" + String.join("&id=", roshan.database().queryForList("""
                SELECT t.id_ FROM act_ru_task t JOIN act_ru_identitylink l ON l.task_id_ = t.id_
                 WHERE l.group_id_ = 'district-1' ORDER BY t.id_ LIMIT
                """ + TASKS, String.class));
    }

    private void compare(String name, Look look, Roshan empty, Roshan full) throws InterruptedException {
        for (Roshan roshan : List.of(empty, full)) median(roshan, look, look.anew() ? 3 : CALLS);
        List<Double> ofEmpty = new ArrayList<>();
        List<Double> ofFull = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            boolean emptyFirst = turn % 2 == 0;
            double first = median(emptyFirst ? empty : full, look, look.anew() ? 3 : CALLS);
            double second = median(emptyFirst ? full : empty, look, look.anew() ? 3 : CALLS);
            ofEmpty.add(emptyFirst ? first : second);
            ofFull.add(emptyFirst ? second : first);
        }
        say(name, ofEmpty, ofFull);
    }

    private static void say(String name, List<Double> ofEmpty, List<Double> ofFull) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < ofEmpty.size(); turn++) ratios.add(ofFull.get(turn) / ofEmpty.get(turn));
        System.out.printf(
                "| %s | %.1f | %.1f | %s |%n",
                name, Ratios.of(ofEmpty).median(), Ratios.of(ofFull).median(), Ratios.of(ratios));
    }

    /** In milliseconds. */
    private static double median(Roshan roshan, Look look, int calls) throws InterruptedException {
        List<Double> took = new ArrayList<>();
        for (int n = 0; n < calls; n++) {
            if (look.anew()) Thread.sleep(FORGOTTEN.toMillis());
            HttpRequest request = look.asks().apply(roshan, n);
            took.add(Load.call(request));
        }
        return Ratios.of(took).median();
    }

    /** A report, and how long until it stands in its outage: by then its job was found among all that wait. */
    private void compareReports(Roshan empty, Roshan full) throws InterruptedException {
        List<List<Double>> answers = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Double>> attached = List.of(new ArrayList<>(), new ArrayList<>());
        for (int turn = -1; turn < TURNS; turn++) {
            for (int second = 0; second < 2; second++) {
                int which = (turn + second) & 1;
                Roshan roshan = which == 0 ? empty : full;
                List<Double> answer = new ArrayList<>();
                List<Double> whole = new ArrayList<>();
                for (int n = 0; n < CALLS; n++) {
                    int number = (OUTAGES + 1) * NETWORK.pointsOfFeeder() + reports++;
                    HttpRequest report = roshan.report(number);
                    long began = System.nanoTime();
                    answer.add(Load.call(report));
                    while (!roshan.standsInItsOutage(number)) Thread.sleep(1);
                    whole.add((System.nanoTime() - began) / 1e6);
                }
                if (turn >= 0) {
                    answers.get(which).add(Ratios.of(answer).median());
                    attached.get(which).add(Ratios.of(whole).median());
                }
            }
        }
        say("a report", answers.get(0), answers.get(1));
        say("a report until it stands in its outage", attached.get(0), attached.get(1));
    }
}
