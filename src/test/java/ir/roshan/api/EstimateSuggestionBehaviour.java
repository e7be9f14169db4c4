package ir.roshan.api;

import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.outage.RepairLedgerRenewal;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the forms are told of when supply will probably be back, and what the figures say of it afterwards (A3.4, ADR 0032). */
class EstimateSuggestionBehaviour extends RoshanServer {
    private static final String SUGGESTION = "/api/v1/operations/outages/{number}/estimate-suggestion";

    @Autowired
    private RepairLedgerRenewal renewal;

    private String outage;

    @BeforeEach
    void anOutageOfDistrictFour() {
        theDayIsYoung();
        outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(4).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        complete("dispatcher-4", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
    }

    @AfterEach
    void theHistoryIsTakenBack() {
        jdbc.sql("DELETE FROM outage WHERE crew = 'اکیپ تاریخ'").update();
        renewal.renew();
    }

    /**
     * Older than what any report of another test looks at; each takes two hours, more or less. In three weeks: from those alone nobody
     * could say what a storm is, and what other tests have broken today is none.
     */
    private void history() {
        for (int i = 0; i < 300; i++) {
            Instant at = clock.instant().minus(Duration.ofDays(420)).minus(Duration.ofMinutes(96L * i));
            jdbc.sql("""
                            INSERT INTO outage (element_kind, element_code, district, state, priority, hazard, finding, cause, crew,
                                detected_at, verify_by, restore_by, verified_at, dispatched_at, estimated_at, estimate_no, restored_at,
                                closed_at, service_points)
                            VALUES ('FEEDER', 'F-history', 4, 'RESTORED', 'NORMAL', 'NONE', 'NETWORK_FAULT', 'TREE', 'اکیپ تاریخ',
                                :at, :at, :at, :at, :at, :back, 1, :back, :back, 10)
                            """)
                    .param("at", utc(at))
                    .param("back", utc(at.plus(Duration.ofMinutes(120 + i % 7 * 5))))
                    .update();
        }
        renewal.renew();
    }

    private Call ask() {
        return get(SUGGESTION, outage).as("dispatcher-4");
    }

    @Test
    void aDispatcherIsToldAndTheEstimateKeepsIt() {
        history();
        Call.Answer told = ask().with("crew", "اکیپ تاریخ").send(200);
        Instant suggested = Instant.parse(told.at("/suggestion/estimatedRestorationAt"));
        assertThat(Duration.between(clock.instant(), suggested).toMinutes()).isBetween(110L, 165L);
        assertThat(Instant.parse(told.at("/suggestion/from"))).isBeforeOrEqualTo(suggested);
        assertThat(Instant.parse(told.at("/suggestion/until"))).isAfterOrEqualTo(suggested);
        assertThat(told.at("/suggestion/repairs")).isEqualTo("300");
        assertThat(told.at("/none")).isEmpty();

        complete(
                "dispatcher-4",
                outage,
                "Task_DispatchCrew",
                Map.of("crew", "اکیپ تاریخ", "estimatedRestorationAt", suggested.toString()));
        post("/api/v1/operations/outages/{number}/estimate", outage)
                .as("dispatcher-4")
                .json("{\"estimatedRestorationAt\": \"%s\", \"cause\": \"TREE\"}".formatted(minutesFromNow(300)))
                .send(200);

        assertThat(count("outage_estimate e JOIN outage o ON o.outage_id = e.outage_id WHERE o.outage_no = '" + outage
                        + "' AND e.suggested_from <= e.suggested_at AND e.suggested_at <= e.suggested_until"))
                .isEqualTo(2);
        jdbc.sql("UPDATE outage SET crew = 'اکیپ دیگر' WHERE outage_no = :outage")
                .param("outage", outage)
                .update();
    }

    @Test
    void whereTooLittleIsKnownNothingIsSuggestedAndTheFormSaysSo() {
        renewal.renew();
        Call.Answer told = ask().send(200);
        assertThat(told.at("/none")).isIn("TOO_LITTLE_HISTORY", "MAJOR_EVENT");
        assertThat(told.json().has("suggestion")).isFalse();
        assertThat(ask().with("cause", "GHOSTS").send(400).at("/errors/0/field"))
                .isEqualTo("cause");
        get(SUGGESTION, outage).as("dispatcher-1").send(403);
        get(SUGGESTION, "1405-999999").as("dispatcher-4").send(404);
    }
}
