package ir.roshan.api;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditFixture;
import ir.roshan.testing.Room;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subscriber who looks again and again does not fill the log. */
class OwnLooksBehaviour extends Room {
    private static final TrackingCode ONE = TrackingCode.draw();
    private static final String TOKEN = "t".repeat(32);

    private final OwnLooks looks =
            new OwnLooks(AuditFixture.on(jdbc, Clock.fixed(Instant.parse("2026-08-01T08:00:00Z"), UTC)));

    private int written() {
        return jdbc.sql("SELECT count(*) FROM audit_entry WHERE deed = 'OWN_REQUESTS_SHOWN' AND account = '?'")
                .query(Integer.class)
                .single();
    }

    @Test
    void eachCodeIsWrittenDownOnceInASession() {
        int before = written();
        for (int i = 0; i < 20; i++) looks.shown(TOKEN, List.of());
        assertThat(written() - before).as("an empty list").isEqualTo(1);
        for (int i = 0; i < 20; i++) looks.shown(TOKEN, List.of(ONE));
        assertThat(written() - before).isEqualTo(2);
        looks.shown("u".repeat(32), List.of(ONE));
        assertThat(written() - before).as("another session").isEqualTo(4);
    }
}
