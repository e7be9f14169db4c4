package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Delivery;
import ir.roshan.notification.SmsGateway.Status;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;

/** What a gateway does is counted, and told to who asks; a gateway's fault alone never takes the node down. */
class GatewayFiguresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final List<OutgoingMessage> THREE = Stream.of("a", "b", "c")
            .map(id -> OutboxFixture.message(id, "text"))
            .toList();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatewayFigures figures = new GatewayFigures(registry, Clock.fixed(NOW, ZoneOffset.UTC), Carrier.SMS);
    private final GatewayHealthIndicator health = new GatewayHealthIndicator("none", figures);

    @Test
    void whatIsTakenRefusedAndUnansweredIsCountedApart() {
        SmsGateway gateway =
                observed(Map.of("a", new Answer(Status.ACCEPTED, "1"), "b", new Answer(Status.REFUSED, null)));
        gateway.send(THREE);
        assertThat(sent()).isEqualTo(1);
        assertThat(failures("refused")).isEqualTo(1);
        assertThat(failures("no-result")).isEqualTo(1);

        observed(Map.of("c", new Answer(Status.DELIVERED, null))).send(THREE.subList(2, 3));
        assertThat(sent()).isEqualTo(2);
        assertThat(registry.scrape())
                .contains(
                        "roshan_messages_sent_total{carrier=\"sms\"} 2.0",
                        "roshan_messages_failures_total{carrier=\"sms\",reason=\"refused\"} 1.0");
    }

    @Test
    void aGatewayThatFailsIsCountedByItsCodeAndTheNodeStaysUp() {
        SmsGateway dead = new ObservedGateway(
                new Stub(messages -> {
                    throw new GatewayFailed("connection");
                }),
                figures);
        assertThatThrownBy(() -> dead.send(THREE)).isInstanceOf(GatewayFailed.class);
        assertThat(failures("connection")).isEqualTo(3);
        assertThat(sent()).isZero();
        assertThat(health.health())
                .isEqualTo(Health.up()
                        .withDetail("profile", "none")
                        .withDetail("failing", true)
                        .withDetail("failingSince", NOW)
                        .withDetail("error", "connection")
                        .build());

        observed(Map.of("a", new Answer(Status.ACCEPTED, null))).send(THREE.subList(0, 1));
        assertThat(health.health().getDetails())
                .containsEntry("failing", false)
                .containsEntry("lastTookAt", NOW)
                .doesNotContainKeys("error", "failingSince");
    }

    @Test
    void aDefectIsCountedAndGoesOn() {
        SmsGateway defective = new ObservedGateway(
                new Stub(messages -> {
                    throw new IllegalStateException("x");
                }),
                figures);
        assertThatThrownBy(() -> defective.send(THREE)).isInstanceOf(IllegalStateException.class);
        assertThat(failures("defect")).isEqualTo(3);
    }

    @Test
    void aTryThatFailsForOneMessageAndALossThatIsReportedAreCountedByTheirCodes() {
        SmsGateway gateway =
                observed(Map.of("a", Answer.failed("kavenegar-418"), "b", new Answer(Status.ACCEPTED, "17")));
        gateway.send(THREE.subList(0, 2));
        assertThat(failures("kavenegar-418")).isEqualTo(1);
        assertThat(gateway.deliveries(List.of("17", "18"))).containsEntry("17", Delivery.LOST);
        assertThat(failures("undelivered")).isEqualTo(1);
        assertThat(gateway.profile()).isEqualTo("stub");
        assertThat(gateway.mostAtOnce()).isEqualTo(7);
        assertThat(gateway.reportsDelivery()).isTrue();
    }

    /** A method of the gateway that is not handed on would be answered by the interface's own default. */
    @Test
    void everyMethodOfTheGatewayIsHandedOn() {
        assertThat(Arrays.stream(SmsGateway.class.getDeclaredMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                        .map(Method::getName))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Arrays.stream(ObservedGateway.class.getDeclaredMethods())
                                .map(Method::getName))
                        .contains(name));
    }

    private SmsGateway observed(Map<String, Answer> answers) {
        return new ObservedGateway(new Stub(messages -> answers), figures);
    }

    private double sent() {
        return registry.get(GatewayFigures.SENT).counter().count();
    }

    private double failures(String reason) {
        return registry.get(GatewayFigures.FAILURES)
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Every answer of it differs from the interface's own defaults. */
    private record Stub(Function<List<OutgoingMessage>, Map<String, Answer>> sending) implements SmsGateway {
        @Override
        public String profile() {
            return "stub";
        }

        @Override
        public int mostAtOnce() {
            return 7;
        }

        @Override
        public boolean reportsDelivery() {
            return true;
        }

        @Override
        public Map<String, Delivery> deliveries(List<String> references) {
            return Map.of("17", Delivery.LOST, "18", Delivery.ARRIVED);
        }

        @Override
        public Map<String, Answer> send(List<OutgoingMessage> messages) {
            return sending.apply(messages);
        }
    }
}
