package ir.roshan.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.InstantColumn;
import ir.roshan.notification.MessageStops;
import ir.roshan.notification.OutboxFixture;
import ir.roshan.request.RequestErased;
import ir.roshan.request.RequestId;
import ir.roshan.security.AuditFixture;
import ir.roshan.security.KeyedHashFixture;
import ir.roshan.testing.Room;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of an SMS that has come, and of its number and text: without requests and outages. */
class InboundDeedsBehaviour extends Room {
    private final CompanyClock clock =
            new CompanyClock(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
    private final InboundMessages messages = new InboundMessages(jdbc, KeyedHashFixture.on(roomsDatabase()));

    private static InboundSettings settings() {
        return new InboundSettings(null, null, Duration.ofSeconds(5), 10, 5, 600, 600);
    }

    @Test
    void whoWritesStopIsToldNoMoreAndOnceADayIfThereWasNothing() {
        MobileNumber[] stopped = new MobileNumber[1];
        InboundDeeds deeds = deeds(mobile -> {
            stopped[0] = mobile;
            return 2;
        });
        messages.store("1", "09121234567", "", "لغو", clock.instant());
        messages.store("2", "09121234567", "", "لغو", clock.instant());
        for (int i = 0; i < 2; i++)
            deeds.doneWith(messages.next(clock.instant()).orElseThrow());
        assertThat(messages.next(clock.instant())).isEmpty();
        assertThat(stopped[0]).isEqualTo(new MobileNumber("09121234567"));
        assertThat(answers())
                .as("what was written before is erased with it")
                .hasSize(2)
                .anyMatch("—"::equals)
                .anyMatch(text -> text.contains("فرستاده نمی‌شود"));
        assertThat(jdbc.sql("SELECT sender FROM inbound_sms ORDER BY inbound_id")
                        .query(String.class)
                        .list())
                .containsExactly("", "09121234567");
    }

    private InboundDeeds deeds(MessageStops stops) {
        return deeds(stops, settings());
    }

    private InboundDeeds deeds(MessageStops stops, InboundSettings settings) {
        return new InboundDeeds(
                messages,
                settings,
                null,
                null,
                null,
                null,
                OutboxFixture.answers(roomsDatabase(), clock),
                stops,
                new InboundErasure(messages, OutboxFixture.erasure(roomsDatabase(), clock), clock),
                AuditFixture.on(jdbc, clock),
                clock);
    }

    private List<String> answers() {
        return jdbc.sql("SELECT text FROM subscriber_message WHERE kind = 'ANSWER' ORDER BY owed_no")
                .query(String.class)
                .list();
    }

    /** As strangers' machines may do: each answer costs the company. */
    @Test
    void whatTellsNothingIsAnsweredSoManyTimesAnHourWhoeverAsks() {
        InboundDeeds deeds = deeds(null, new InboundSettings(null, null, null, 10, 5, 2, 600));
        for (int i = 0; i < 4; i++) messages.store("id", "0912123456" + i, "", "سلام", clock.instant());
        for (int i = 0; i < 3; i++)
            deeds.doneWith(messages.next(clock.instant()).orElseThrow());
        assertThat(answers()).hasSize(2);
        clock.shift(Duration.ofMinutes(61));
        deeds.doneWith(messages.next(clock.instant()).orElseThrow());
        assertThat(answers()).hasSize(3);
    }

    @Test
    void whatReadsAsAReportIsWorkedOnFirst() {
        messages.store("1", "09121234561", "", "سلام", clock.instant());
        messages.store("2", "09121234562", "", "پیگیری", clock.instant());
        messages.store(
                "3",
                "09121234563",
                "",
                "برق ندارم ۱۰۹۲۰۳۰۲۰۴۴۲۰",
                clock.instant().plusMillis(1));
        assertThat(messages.next(clock.instant().plusSeconds(1)).orElseThrow().sender())
                .isEqualTo("09121234563");
    }

    @Test
    void aCodeThatIsMistypedIsNoBillId() {
        messages.store("1", "09121234567", "", "پیگیری 1092030204420", clock.instant());
        deeds(null).doneWith(messages.next(clock.instant()).orElseThrow());
        assertThat(jdbc.sql("SELECT outcome FROM inbound_sms")
                        .query(String.class)
                        .single())
                .isEqualTo("UNKNOWN_CODE");
        assertThat(answers()).hasSize(1).first().asString().contains("کد رهگیری");
    }

    /** Some minutes of a database or a workflow that fails lose nothing; after that whoever waits is told to phone. */
    @Test
    void whatFailsIsTriedForTenMinutesAndThenAnsweredWithTheTelephone() {
        SimpleMeterRegistry figures = new SimpleMeterRegistry();
        // Without requests every question fails.
        InboundWork work =
                new InboundWork(messages, deeds(null), settings(), roomsDatabase().transactions, clock, figures);
        commit(() -> messages.store("1", "09121234567", "", "پیگیری", clock.instant()));
        try {
            Instant first = clock.instant();
            for (int tries = 0; tries < 8; tries++) {
                assertThat(work.next()).isTrue();
                assertThat(work.next()).as("not at once").isFalse();
                if (tries < 7) {
                    assertThat(answers()).isEmpty();
                    clock.shift(Duration.between(clock.instant(), dueAt()));
                }
            }
            assertThat(Duration.between(first, clock.instant()))
                    .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
            assertThat(answers()).hasSize(1).first().asString().contains("با ۱۲۱ تماس بگیرید");
            assertThat(figures.counter(InboundWork.FAILED).count()).isEqualTo(1);
        } finally {
            commit(() -> jdbc.sql("DELETE FROM subscriber_message WHERE recipient = '09121234567'")
                    .update());
            commit(() -> jdbc.sql("DELETE FROM inbound_sms WHERE sender = '09121234567'")
                    .update());
        }
    }

    private Instant dueAt() {
        return jdbc.sql("SELECT due_at FROM inbound_sms")
                .query((row, n) -> InstantColumn.instant(row, "due_at"))
                .single();
    }

    private void commit(Runnable deed) {
        TransactionTemplate apart = new TransactionTemplate(roomsDatabase().transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        apart.executeWithoutResult(status -> deed.run());
    }

    /** A mistyped bill id is about nobody's request, and goes with the number's request all the same. */
    @Test
    void whatANumberHasWrittenBesideItsRequestGoesWithIt() {
        for (String sender : List.of("09121234567", "09121234568"))
            messages.store("1", sender, "", "سلام", clock.instant());
        for (int i = 0; i < 2; i++)
            deeds(null).doneWith(messages.next(clock.instant()).orElseThrow());
        new InboundErasure(messages, OutboxFixture.erasure(roomsDatabase(), clock), clock)
                .on(new RequestErased(new RequestId(1), new MobileNumber("09121234567")));
        assertThat(jdbc.sql("SELECT sender FROM inbound_sms ORDER BY inbound_id")
                        .query(String.class)
                        .list())
                .containsExactly("", "09121234568");
        assertThat(jdbc.sql("SELECT recipient FROM subscriber_message WHERE kind = 'ANSWER'")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .contains("09121234568")
                .doesNotContain("09121234567");
    }

    /** There are few numbers: whoever reads the table could try all of them. */
    @Test
    void whatAMessageIsKnownByTellsNobodyTheNumber() {
        messages.store("17", "09121234567", "", "سلام", clock.instant());
        assertThat(jdbc.sql("SELECT message_key FROM inbound_sms")
                        .query(String.class)
                        .single())
                .isNotEqualTo(Sha256.of("09121234567\n17"));
    }
}
