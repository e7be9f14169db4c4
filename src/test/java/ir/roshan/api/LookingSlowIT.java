package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What looking costs, beside following a code: 5,000 times what is known of a place, the open outages, and the open outages for
 * whoever has them already. By turns in one run, one caller after another, so that a busy machine is busy for all.
 */
@Tag("slow")
@OnPostgres
class LookingSlowIT extends RoshanServer {
    private static final int PLACES = 50;
    private static final int TURNS = 10;
    private static final int CALLS = 500;
    private static final int WARMING_UP = 1_500;

    private static int callers;

    @Test
    void aPlaceAndTheOutagesBesideACode() {
        plannedOutageDataIsFresh();
        List<Place> places = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            Place place = place(1 + i % 4);
            places.add(place);
            codes.add(post("/api/v1/requests")
                    .as("website")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                    .send(201)
                    .at("/trackingCode"));
        }
        codes.forEach(this::awaitOutage);
        String tag = get("/api/v1/outages").send(200).header("ETag");

        Map<String, IntFunction<Call>> looks = new LinkedHashMap<>();
        looks.put("a code", i -> get("/api/v1/requests/{trackingCode}", codes.get(i % PLACES)));
        looks.put(
                "a place",
                i -> post("/api/v1/place-status")
                        .json("{\"billId\": \"%s\"}"
                                .formatted(places.get(i % PLACES).billId())));
        looks.put("the outages", i -> get("/api/v1/outages"));
        looks.put("the outages again", i -> get("/api/v1/outages").header("If-None-Match", tag));
        Map<String, double[]> took = new LinkedHashMap<>();
        looks.forEach((name, look) -> {
            microseconds(look, WARMING_UP, name.endsWith("again") ? 304 : 200);
            took.put(name, new double[TURNS]);
        });
        for (int turn = 0; turn < TURNS; turn++)
            for (var look : looks.entrySet())
                took.get(look.getKey())[turn] =
                        microseconds(look.getValue(), CALLS, look.getKey().endsWith("again") ? 304 : 200);

        double[] code = took.get("a code");
        took.forEach((name, microseconds) -> {
            double[] ratios = new double[TURNS];
            Arrays.setAll(ratios, turn -> microseconds[turn] / code[turn]);
            Arrays.sort(ratios);
            double[] sorted = microseconds.clone();
            Arrays.sort(sorted);
            System.out.printf(
                    "%s: %.0f µs (%.0f to %.0f); beside a code %.2f (%.2f to %.2f)%n",
                    name,
                    sorted[TURNS / 2],
                    sorted[0],
                    sorted[TURNS - 1],
                    ratios[TURNS / 2],
                    ratios[0],
                    ratios[TURNS - 1]);
        });
    }

    /** Each call comes from an address of its own: one that looks so often is asked to wait. */
    private static double microseconds(IntFunction<Call> look, int calls, int status) {
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            Call.Answer answer = look.apply(i)
                    .from("10.1.%d.%d".formatted(callers / 250 % 250, 1 + callers++ % 250))
                    .sendUnchecked();
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        }
        return (System.nanoTime() - began) / 1000.0 / calls;
    }
}
