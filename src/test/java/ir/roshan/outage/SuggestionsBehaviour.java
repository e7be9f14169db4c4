package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.outage.RepairLedger.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What is suggested of an open outage, from a kept ledger, on either database (A3.4, ADR 0032). */
class SuggestionsBehaviour extends OutageRoom {
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOW, ZoneOffset.UTC));
    private final RepairLedgers ledgers =
            new RepairLedgers(new NamedParameterJdbcTemplate(roomsDatabase().dataSource()));
    private final RepairLedgerRenewal renewal = new RepairLedgerRenewal(ledgers, clock);
    private final Suggestions suggestions = new Suggestions(ledgers, clock);

    @BeforeEach
    void onePlace() {
        network();
    }

    /** Restored within the last year, at the rate of three a day; the feeder's take two hours, those of the district one. */
    private void history(int number, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < number; i++) {
            boolean feeder = i % 3 == 0;
            Instant at = NOW.minus(Duration.ofHours(8L * (i + 1)));
            double minutes = (feeder ? 120 : 60) * Math.exp(0.2 * random.nextGaussian());
            restored(at, minutes, feeder ? "F-1" : "T-other", feeder ? "FEEDER" : "TRANSFORMER", 10);
        }
    }

    private void restored(Instant at, double minutes, String code, String kind, int points) {
        Instant back = at.plusSeconds(Math.round(60 * minutes));
        jdbc.sql("""
                        INSERT INTO outage (element_kind, element_code, feeder_code, district, state, priority, hazard, finding, cause,
                            crew, detected_at, verify_by, restore_by, verified_at, dispatched_at, estimated_at, estimate_no,
                            restored_at, closed_at, service_points)
                        VALUES (:kind, :code, 'F-other', 1, 'RESTORED', 'NORMAL', 'NONE', 'NETWORK_FAULT', 'TREE',
                            'اکیپ ۱', :at, :at, :at, :at, :at, :back, 1, :back, :back, :points)
                        """)
                .param("kind", kind)
                .param("code", code)
                .param("at", utc(at))
                .param("back", utc(back))
                .param("points", points)
                .update();
    }

    private Outage open() {
        return outages.get(confirmed(new NetworkElement(ElementKind.FEEDER, "F-1")));
    }

    @Test
    void ofADistrictWithoutHistoryNothingIsSuggested() {
        assertThat(suggestions.of(open().id(), null, null).none()).isEqualTo(Suggestion.None.TOO_LITTLE_HISTORY);
        history(RepairLedger.FEWEST - 1, 1);
        renewal.renew();
        assertThat(suggestions.of(outages.open(null).get(0).id(), null, null).none())
                .isEqualTo(Suggestion.None.TOO_LITTLE_HISTORY);
    }

    @Test
    void whatIsKeptSaysWhatWasLearned() {
        history(600, 1);
        renewal.renew();
        Outage outage = open();

        Suggestion suggestion = suggestions.asked(outage, " اکیپ 1 ", "").suggestion();

        assertThat(Duration.between(NOW, suggestion.restorationAt()).toMinutes())
                .as("the feeder's two hours, and not the district's one")
                .isBetween(100L, 135L);
        assertThat(Duration.between(NOW, suggestion.from()).toMinutes()).isBetween(75L, 110L);
        assertThat(Duration.between(NOW, suggestion.until()).toMinutes()).isBetween(130L, 180L);
        assertThat(suggestion.repairs()).isEqualTo(600);
        RepairTraits traits = ledgers.traitsOf(outage.id(), "اکیپ ۱", Cause.TREE, NOW);
        RepairLedger made = RepairLedger.of(RepairDays.counted(ledgers.newest(Instant.EPOCH, 1_000)), Kind.CAUSE_KNOWN)
                .orElseThrow();
        assertThat(ledgers.effects(Kind.CAUSE_KNOWN, traits))
                .as("what is read is what was made")
                .isEqualTo(made.times().effectsOn(traits));
        assertThat(ledgers.spread(Kind.CAUSE_KNOWN, 1)).isEqualTo(made.spreadOf(1));
        assertThat(ledgers.spread(Kind.CAUSE_KNOWN, 77)).isEqualTo(made.spreadOf(77));
    }

    @Test
    void theTimeThatHasGoneIsTakenIntoAccount() {
        history(600, 1);
        renewal.renew();
        OutageId id = open().id();
        work.crewDispatched(id, "اکیپ ۱", NOW.plusSeconds(3_600), NOW);
        clock.shift(Duration.ofMinutes(130));
        assertThat(suggestions.of(id, "اکیپ ۱", null).suggestion().restorationAt())
                .isAfter(NOW.plus(Duration.ofMinutes(130)));
        clock.shift(Duration.ofHours(20));
        assertThat(suggestions.of(id, "اکیپ ۱", null).none()).isEqualTo(Suggestion.None.LONGER_THAN_KNOWN);
    }

    /** What a storm was like says nothing of an ordinary day, and the other way round. */
    @Test
    void inAStormTheOrdinaryDaysSayNothing() {
        history(600, 1);
        for (int i = 0; i < 40; i++)
            restored(NOW.minus(Duration.ofDays(50)).plusSeconds(i), 900, "F-1", "FEEDER", 5_000);
        renewal.renew();
        assertThat(ledgers.heads().get(Kind.ORDINARY).repairs())
                .as("the storm is kept apart")
                .isBetween(590, 600);
        Outage outage = open();
        assertThat(suggestions.of(outage.id(), null, null).suggestion()).isNotNull();
        for (int i = 0; i < 60; i++) confirmed(null);
        assertThat(suggestions.of(outage.id(), null, null).none()).isEqualTo(Suggestion.None.MAJOR_EVENT);
    }

    @Test
    void ofSeveralNodesOneRenewsAndOnlyWhatIsOld() {
        history(200, 1);
        renewal.renewWhatIsOld();
        Instant first = ledgers.heads().get(Kind.ORDINARY).renewedAt();
        clock.shift(Duration.ofHours(1));
        renewal.renewWhatIsOld();
        assertThat(ledgers.heads().get(Kind.ORDINARY).renewedAt()).isEqualTo(first);
        clock.shift(Duration.ofHours(5));
        renewal.renewWhatIsOld();
        assertThat(ledgers.heads().get(Kind.ORDINARY).renewedAt()).isAfter(first);
    }

    @Test
    void whatWasSuggestedStandsBesideWhatWasSaid() {
        history(600, 1);
        renewal.renew();
        Outage outage = open();
        work.crewDispatched(outage.id(), "اکیپ ۱", NOW.plusSeconds(3_600), NOW);
        Suggestion suggested = suggestions.of(outage.id(), "اکیپ ۱", null).suggestion();
        work.suggested(outage.id(), suggested);
        work.estimateRevised(outage.id(), NOW.plusSeconds(7_200), NOW);
        work.suggested(outage.id(), null);
        assertThat(jdbc.sql("SELECT suggested_at FROM outage_estimate WHERE outage_id = :id ORDER BY estimate_no")
                        .param("id", outage.id().value())
                        .query((row, n) -> String.valueOf(instant(row, "suggested_at")))
                        .list())
                .isEqualTo(List.of(suggested.restorationAt().toString(), "null"));
    }
}
