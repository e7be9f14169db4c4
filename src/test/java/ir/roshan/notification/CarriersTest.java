package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.Carriers.Outcome;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which carrier is asked about which message, and what counts of what they say. */
class CarriersTest {
    private static final Answer TAKEN = new Answer(Status.ACCEPTED, "r-1");
    private static final Answer REFUSED = new Answer(Status.REFUSED, null);
    private static final Answer FAILED = Answer.failed("http-500");

    private final CompanyClock clock =
            new CompanyClock(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
    private final Stub bale = new Stub("bale-safir", false);
    private final Stub sms = new Stub("kavenegar", true);

    private Carriers carriers(Map<String, String> orders) {
        return new Carriers(
                Map.of(Carrier.BALE, bale, Carrier.SMS, sms),
                new CarrierOrders(orders, Set.of(Carrier.values())),
                clock);
    }

    private static OutgoingMessage message(String id, Carrier... doneWith) {
        return OutboxFixture.message(id, "text", MessageKind.RESULT, false, doneWith);
    }

    private static OutgoingMessage emergency(String id) {
        return OutboxFixture.message(id, "text", MessageKind.RESULT, true);
    }

    @Test
    void whoHasBaleIsToldThereAndNowhereElse() {
        Outcome outcome = carriers(Map.of()).send(List.of(message("a"))).get("a");
        assertThat(outcome.answer()).isEqualTo(TAKEN);
        assertThat(outcome.by()).isSameAs(bale);
        assertThat(sms.asked).isEmpty();
    }

    @Test
    void whoHasNoneGetsASmsInTheSameTryAndIsRemembered() {
        bale.answer = message -> message.id().equals("a") ? REFUSED : TAKEN;
        Map<String, Outcome> outcomes = carriers(Map.of()).send(List.of(message("a"), message("b")));
        assertThat(outcomes.get("a").by()).isSameAs(sms);
        assertThat(outcomes.get("a").doneWith()).containsExactly(Carrier.BALE);
        assertThat(outcomes.get("b").by()).isSameAs(bale);
        assertThat(sms.asked).containsExactly("a");
        carriers(Map.of()).send(List.of(message("a", Carrier.BALE)));
        assertThat(bale.asked).as("not asked again").containsExactly("a", "b");
    }

    @Test
    void whatBaleDoesNotAnswerGoesBySmsAndBaleIsLeftAloneForAWhile() {
        Carriers carriers = carriers(Map.of());
        bale.answer = message -> {
            throw new GatewayFailed("timeout");
        };
        assertThat(carriers.send(List.of(message("a"))).get("a").by()).isSameAs(sms);
        assertThat(carriers.send(List.of(message("b"))).get("b").by()).isSameAs(sms);
        assertThat(bale.asked).containsExactly("a");
        clock.shift(Carriers.REST);
        bale.answer = message -> TAKEN;
        assertThat(carriers.send(List.of(message("c"))).get("c").by()).isSameAs(bale);
    }

    @Test
    void whereNobodyAnswersAllAreAskedAgainAndNoneIsLeftOutForResting() {
        Carriers carriers = carriers(Map.of());
        bale.answer = message -> FAILED;
        sms.answer = message -> {
            throw new IllegalStateException("a defect");
        };
        for (int i = 0; i < 2; i++) {
            Outcome outcome = carriers.send(List.of(message("a"))).get("a");
            assertThat(outcome.answer().status()).isEqualTo(Status.FAILED);
            assertThat(outcome.doneWith()).isEmpty();
        }
        assertThat(bale.asked).hasSize(2);
        assertThat(sms.asked).hasSize(2);
    }

    @Test
    void anEmergencyGoesBothWaysAndTheOneThatReportsIsWaitedFor() {
        Outcome outcome = carriers(Map.of()).send(List.of(emergency("a"))).get("a");
        assertThat(bale.asked).containsExactly("a");
        assertThat(sms.asked).containsExactly("a");
        assertThat(outcome.by()).isSameAs(sms);
        sms.answer = message -> REFUSED;
        assertThat(carriers(Map.of()).send(List.of(emergency("b"))).get("b").by())
                .as("one of them has taken it")
                .isSameAs(bale);
    }

    @Test
    void doneWithAllIsRefusedAndByOneWhileTheOtherFailsIsTriedAgain() {
        bale.answer = message -> REFUSED;
        sms.answer = message -> REFUSED;
        assertThat(carriers(Map.of()).send(List.of(message("a"))).get("a").answer())
                .isEqualTo(REFUSED);
        sms.answer = message -> FAILED;
        Outcome outcome = carriers(Map.of()).send(List.of(message("b"))).get("b");
        assertThat(outcome.answer()).isEqualTo(FAILED);
        assertThat(outcome.doneWith()).containsExactly(Carrier.BALE);
    }

    @Test
    void whatAGatewayDoesNotMentionHasNoResult() {
        bale.answer = message -> null;
        sms.answer = message -> null;
        assertThat(carriers(Map.of()).send(List.of(message("a"))).get("a").answer())
                .isEqualTo(Answer.failed("no-result"));
    }

    @Test
    void aKindsOwnOrderStandsAboveThatOfEmergencies() {
        Carriers carriers = carriers(Map.of("result", "sms", "emergency", "bale"));
        carriers.send(List.of(emergency("a")));
        assertThat(bale.asked).isEmpty();
        carriers.send(List.of(OutboxFixture.message("b", "text", MessageKind.LATE, true)));
        assertThat(bale.asked).containsExactly("b");
        assertThat(carriers.isAnotherLeft(MessageKind.RESULT, true, Set.of(Carrier.SMS)))
                .isFalse();
        assertThat(carriers.isAnotherLeft(MessageKind.REGISTERED, false, Set.of(Carrier.SMS)))
                .isTrue();
    }

    @Test
    void aCrewsOrderIsNobodysBusinessButTheSmsProviders() {
        OutgoingMessage order = OutboxFixture.message("a", "text", MessageKind.CREW_ORDER, true);
        carriers(Map.of()).send(List.of(order));
        assertThat(bale.asked).isEmpty();
        carriers(Map.of("crew-order", "bale")).send(List.of(order));
        assertThat(bale.asked).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "default, telegram, neither bale nor sms",
        "default, 'sms,sms', twice",
        "results, sms, no kind of message results",
        "late, bale, not set up"
    })
    void whatCannotBeMeantIsSaidAtTheStart(String kind, String order, String complaint) {
        assertThatThrownBy(() -> new CarrierOrders(Map.of(kind, order), Set.of(Carrier.SMS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.notification.carriers")
                .hasMessageContaining(complaint);
    }

    private static final class Stub implements SmsGateway {
        private final String profile;
        private final boolean reports;
        private final List<String> asked = new ArrayList<>();
        private Function<OutgoingMessage, Answer> answer = message -> TAKEN;

        private Stub(String profile, boolean reports) {
            this.profile = profile;
            this.reports = reports;
        }

        @Override
        public String profile() {
            return profile;
        }

        @Override
        public boolean reportsDelivery() {
            return reports;
        }

        @Override
        public Map<String, Answer> send(List<OutgoingMessage> messages) {
            messages.forEach(message -> asked.add(message.id()));
            Map<String, Answer> answers = new HashMap<>();
            messages.forEach(message -> answers.put(message.id(), answer.apply(message)));
            answers.values().removeIf(Objects::isNull);
            return answers;
        }
    }
}
