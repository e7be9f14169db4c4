package ir.roshan.report;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.report.MessageFigures.Counts;
import ir.roshan.report.MessageFigures.OfCarrier;
import ir.roshan.report.MessageFigures.Report;
import ir.roshan.report.MessageFigures.Stops;
import ir.roshan.testing.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What managers see of messages, counted by the database. */
class MessageFiguresBehaviour extends Room {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Period DAY = new Period(NOON, NOON.plus(Duration.ofDays(1)), null);

    private Report report() {
        return new MessageFigures(jdbc).report(DAY);
    }

    private void message(String gateway, String kind, String state, String error, int parts, Instant at) {
        boolean settled = !state.equals("OWED");
        boolean sent = gateway != null;
        jdbc.sql("""
                        INSERT INTO subscriber_message (message_id, dedupe_key, request_id, kind, recipient, language, text, parts, state,
                            emergency, due_at, expires_at, attempts, created_at, settled_at, sent_at, gateway, last_error)
                        VALUES (:id, :id, 1, :kind, '09121234567', 'fa', 'x', :parts, :state, FALSE, :at, :at, 1, :at,
                            CAST(:settledAt AS timestamp with time zone), CAST(:sentAt AS timestamp with time zone), :gateway, :error)
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("kind", kind)
                .param("parts", parts)
                .param("state", state)
                .param("at", at.atOffset(UTC))
                .param("settledAt", settled ? at.atOffset(UTC) : null)
                .param("sentAt", sent ? at.atOffset(UTC) : null)
                .param("gateway", gateway)
                .param("error", error)
                .update();
    }

    @Test
    void eachCarrierAndKindHasItsFiguresAndWhatItCost() {
        message("kavenegar", "RESULT", "DELIVERED", null, 2, NOON);
        message("kavenegar", "RESULT", "ACCEPTED", null, 3, NOON);
        message("kavenegar", "RESULT", "FAILED", "undelivered", 2, NOON);
        message("kavenegar", "REGISTERED", "DELIVERED", null, 2, NOON);
        message("bale-safir", "RESULT", "ACCEPTED", null, 3, NOON);
        message("none", "RESULT", "DELIVERED", null, 3, NOON);
        message(null, "RESULT", "FAILED", "refused", 2, NOON);
        message(null, "RESULT", "EXPIRED", "timeout", 2, NOON);
        message(null, "LATE", "EXPIRED", null, 2, NOON);
        message(null, "LATE", "OWED", "http-500", 2, NOON);
        message(null, "LATE", "HELD", "number-limit", 2, NOON);
        message(null, "LATE", "SUPERSEDED", null, 2, NOON);
        message(null, "RESULT", "HANDED_TO_PERSON", "undelivered", 2, NOON);
        message("kavenegar", "RESULT", "DELIVERED", null, 2, NOON.minusSeconds(1));
        message("kavenegar", "RESULT", "DELIVERED", null, 2, DAY.to());

        Report report = report();
        assertThat(report.carriers())
                .extracting(OfCarrier::carrier)
                .containsExactly("bale-safir", "kavenegar", "none", null);
        OfCarrier kavenegar = report.carriers().get(1);
        assertThat(kavenegar.counts()).isEqualTo(new Counts(0, 4, 2, 1, Map.of("undelivered", 1), 0, 0, 0, 9));
        assertThat(kavenegar.kinds()).extracting(MessageFigures.OfKind::kind).containsExactly("REGISTERED", "RESULT");
        assertThat(kavenegar.kinds().get(1).counts().units()).isEqualTo(7);
        assertThat(report.carriers().get(0).counts().units())
                .as("each of Bale's is one")
                .isEqualTo(1);
        assertThat(report.carriers().get(2).counts().units())
                .as("without a gateway nobody is paid")
                .isZero();
        assertThat(report.carriers().get(3).counts())
                .isEqualTo(new Counts(1, 0, 0, 3, Map.of("refused", 1, "timeout", 1, "expired", 1), 1, 1, 1, 0));
        assertThat(report.all().units()).isEqualTo(10);
        assertThat(report.all().sent()).isEqualTo(6);
    }

    @Test
    void whatHasComeBySmsIsCountedByWhatBecameOfIt() {
        for (String outcome : new String[] {"REGISTERED", "REGISTERED", "HELP"})
            jdbc.sql("""
                            INSERT INTO inbound_sms (message_key, sender, receptor, text, received_at, due_at, tries, outcome, settled_at)
                            VALUES (:key, '', '', '—', :at, :at, 0, :outcome, :at)
                            """)
                    .param("key", UUID.randomUUID().toString())
                    .param("at", NOON.atOffset(UTC))
                    .param("outcome", outcome)
                    .update();
        assertThat(report().inbound()).isEqualTo(Map.of("REGISTERED", 2, "HELP", 1));
        assertThat(report().carriers()).isEmpty();
        assertThat(report().all()).isEqualTo(new Counts(0, 0, 0, 0, Map.of(), 0, 0, 0, 0));
    }

    @Test
    void whatPeopleEndIsCountedByTheMessageAfterWhichTheyDid() {
        stopped(NOON, "PAGE", "PLAN_AHEAD", 2);
        stopped(NOON, "PAGE", "PLAN_AHEAD", 1);
        stopped(NOON, "MESSAGE", "PLAN_AHEAD", 1);
        stopped(NOON, "DESK", null, 4);
        stopped(NOON.minusSeconds(1), "PAGE", "PLAN_SOON", 1);
        stopped(DAY.to(), "PAGE", "PLAN_SOON", 1);
        assertThat(report().stops())
                .containsExactly(
                        new Stops("PLAN_AHEAD", "MESSAGE", 1),
                        new Stops("PLAN_AHEAD", "PAGE", 3),
                        new Stops(null, "DESK", 4));
    }

    private void stopped(Instant at, String by, String kind, int places) {
        jdbc.sql("""
                        INSERT INTO plan_stopped (stopped_at, stopped_by, after_kind, places)
                        VALUES (:at, :by, CAST(:kind AS varchar(40)), :places)
                        """)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .param("kind", kind)
                .param("places", places)
                .update();
    }
}
