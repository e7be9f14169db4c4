package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an open outage at a place before somebody reports from there, and what their report then joins (A3.3). */
class SameOutageBehaviour extends RoshanServer {
    private static final AtomicInteger FEEDERS = new AtomicInteger();
    private static final int TRANSFORMERS = 2;
    private static final int SERVICE_POINTS = 4;

    private final String feeder = "SO-F" + FEEDERS.incrementAndGet();

    private static String billId(String feeder, int transformer, int point) {
        int number = Integer.parseInt(feeder.substring(feeder.indexOf('F') + 1));
        return BillId.of(700_000 + number * 100 + transformer * 10 + point, 44).value();
    }

    private String billId(int transformer, int point) {
        return billId(feeder, transformer, point);
    }

    private String transformer(int number) {
        return feeder + "-T" + number;
    }

    private void network() {
        List<String> rows = new ArrayList<>();
        for (int t = 0; t < TRANSFORMERS; t++)
            for (int p = 0; p < SERVICE_POINTS; p++)
                rows.add("%s,1,%s-S,%s,%s,,,,".formatted(billId(t, p), feeder, feeder, transformer(t)));
        importServicePoints(rows.toArray(String[]::new)).send(200);
    }

    private String report(String billId) {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId, anotherMobile()))
                .send(201)
                .at("/trackingCode");
        return awaitOutage(code);
    }

    /** The outage that 121 is told of, and everybody; empty where it is none. */
    private String saidAt(String billId) {
        String question = "{\"billId\": \"%s\"}".formatted(billId);
        Call.Answer desk = post("/api/v1/operations/look-up")
                .as("phone-121")
                .json(question)
                .send(200);
        Call status = post("/api/v1/place-status").json(question);
        if (desk.at("/place/known").equals("true"))
            assertThat(status.send(200).at("/outage/number")).isEqualTo(desk.at("/place/outage/number"));
        else status.send(404);
        return desk.at("/place/outage/number");
    }

    private void verified(String outage) {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
    }

    private Call restorePart(String outage, String element) {
        return post("/api/v1/operations/outages/{number}/partial-restoration", outage)
                .as("dispatcher-1")
                .json("{\"networkElements\": [\"%s\"], \"restoredAt\": \"%s\"}".formatted(element, clock.instant()));
    }

    private Call place(String outage, String element) {
        return post("/api/v1/operations/outages/{number}/placement", outage)
                .as("dispatcher-1")
                .json("{\"networkElement\": \"%s\"}".formatted(element));
    }

    @Test
    void aBillIdThatTheNetworkDoesNotHaveHasTheOutageOfItsOwnReports() {
        String billId = unknownBillId();
        assertThat(saidAt(billId)).isEmpty();
        String outage = report(billId);
        assertThat(saidAt(billId)).isEqualTo(outage);
        assertThat(report(billId)).isEqualTo(outage);
    }

    /** A report from there waits for the end of the plan. */
    @Test
    void whereThePlanSaysOffNowNoOutageIsSaidAndNoneIsJoined() {
        network();
        String wide = report(billId(0, 0));
        place(wide, feeder).send(200);
        importPlannedOutages(plannedOutage("same-outage-" + feeder, -30, 60, transformer(1)))
                .send(200);

        assertThat(saidAt(billId(1, 0))).isEmpty();
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId(1, 0), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        assertThat(awaitState(code, "IN_PLANNED_OUTAGE").at("/outage/number")).isEmpty();
        assertThat(saidAt(billId(0, 1))).isEqualTo(wide);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHasHappenedTheReportJoinsWhatWasSaid(long seed) {
        network();
        Random random = new Random(seed);
        List<String> known = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            String billId = billId(random.nextInt(TRANSFORMERS), random.nextInt(SERVICE_POINTS));
            String said = saidAt(billId);
            String joined = report(billId);
            if (said.isEmpty())
                assertThat(known).as("seed %d, round %d", seed, round).doesNotContain(joined);
            else assertThat(joined).as("seed %d, round %d", seed, round).isEqualTo(said);
            if (!known.contains(joined)) known.add(joined);
            String element =
                    List.of(feeder, transformer(0), transformer(1), billId).get(random.nextInt(4));
            switch (random.nextInt(3)) {
                case 0 -> place(joined, element).sendUnchecked();
                case 1 -> {
                    if (isSuspected(joined)) {
                        place(joined, feeder).sendUnchecked();
                        // Placed where another stands, it has been taken in by that one.
                        if (isSuspected(joined)) verified(joined);
                    }
                    restorePart(joined, element).sendUnchecked();
                }
                default -> {} // the next report comes before anybody has done anything
            }
        }
    }

    private boolean isSuspected(String outage) {
        return count("outage WHERE outage_no = '" + outage + "' AND state = 'SUSPECTED'") == 1;
    }
}
