package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.report.SuggestionsKept.Comparison;
import ir.roshan.report.SuggestionsKept.Quality;
import ir.roshan.testing.Room;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whose time was nearer to the truth, counted by hand, on either database (A3.4). */
class SuggestionsKeptBehaviour extends Room {
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    private final SuggestionsKept kept = new SuggestionsKept(jdbc);

    private long number;

    /**
     * Restored after two hours.
     *
     * @param person,suggested minutes after the beginning; null where nothing was suggested, which is between 30 minutes earlier and later
     */
    private void outage(int district, Instant at, int person, Integer suggested) {
        Instant back = at.plus(Duration.ofHours(2));
        long id = 1_000_000 + number++;
        jdbc.sql("""
                        INSERT INTO outage (outage_id, district, state, priority, hazard, finding, cause, crew, detected_at, verify_by,
                            restore_by, verified_at, dispatched_at, estimated_at, estimate_no, restored_at, closed_at, service_points)
                        VALUES (:id, :district, 'RESTORED', 'NORMAL', 'NONE', 'NETWORK_FAULT', 'TREE', 'اکیپ ۱', :at, :at,
                            :at, :at, :at, :at, 1, :back, :back, 10)
                        """)
                .param("id", id)
                .param("district", district)
                .param("at", utc(at))
                .param("back", utc(back))
                .update();
        jdbc.sql("""
                        INSERT INTO outage_estimate (outage_id, estimate_no, given_at, restoration_at, suggested_at, suggested_from,
                            suggested_until)
                        VALUES (:id, 1, :at, :person, :suggested, :from, :until)
                        """)
                .param("id", id)
                .param("at", utc(at))
                .param("person", utc(minutes(at, person)))
                .param("suggested", utc(minutes(at, suggested)))
                .param("from", utc(minutes(at, suggested == null ? null : suggested - 30)))
                .param("until", utc(minutes(at, suggested == null ? null : suggested + 30)))
                .update();
    }

    private static Instant minutes(Instant at, Integer minutes) {
        return minutes == null ? null : at.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void bothAreHeldAgainstTheSameTruth() {
        outage(1, FROM, 60, 120);
        outage(1, FROM.plusSeconds(60), 90, 80);
        outage(1, FROM.plusSeconds(120), 180, 110);
        outage(2, FROM.plusSeconds(180), 120, 100);
        outage(2, FROM.plusSeconds(240), 10, null);
        outage(1, TO, 10, 10);

        SuggestionsKept.Report report = kept.report(new Period(FROM, TO, null));

        assertThat(report.districts().get(0))
                .isEqualTo(new SuggestionsKept.OfDistrict(
                        1,
                        new Comparison(
                                3, new Quality(60.0, 1 / 3.0, 30.0), new Quality(10.0, 2 / 3.0, 10.0), 2 / 3.0)));
        assertThat(report.districts().get(1).comparison())
                .as("where nothing was suggested nobody is compared")
                .isEqualTo(new Comparison(1, new Quality(0.0, 1.0, 0.0), new Quality(20.0, 1.0, 20.0), 1.0));
        assertThat(report.total())
                .isEqualTo(new Comparison(4, new Quality(45.0, 0.5, 15.0), new Quality(15.0, 0.75, 15.0), 0.75));
        assertThat(kept.report(new Period(FROM, TO, 2)).districts())
                .extracting(SuggestionsKept.OfDistrict::district)
                .containsExactly(2);
    }

    @Test
    void ofNothingThereIsNoQuality() {
        SuggestionsKept.Report report = kept.report(new Period(FROM, TO, null));
        assertThat(report.total())
                .isEqualTo(new Comparison(0, new Quality(null, null, null), new Quality(null, null, null), null));
        assertThat(report.districts()).isEmpty();
    }
}
