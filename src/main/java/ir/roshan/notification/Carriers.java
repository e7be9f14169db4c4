package ir.roshan.notification;

import ir.roshan.notification.CarrierOrders.Order;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateways by their carriers: gives each message to the first that takes it, in the order that its kind has. What one
 * refuses or does not answer goes to the next at once, and not only when somebody waits for it.
 */
final class Carriers {
    /** A carrier that answers nothing is left alone for so long where another is there: else each batch waits for its time-out. */
    static final Duration REST = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Carriers.class);

    private final Map<Carrier, SmsGateway> gateways;
    private final CarrierOrders orders;
    private final Clock clock;
    /** Until when; whoever is the last that is left for a message is asked all the same. */
    private final Map<Carrier, Instant> resting = new ConcurrentHashMap<>();

    Carriers(Map<Carrier, SmsGateway> gateways, CarrierOrders orders, Clock clock) {
        this.gateways = new EnumMap<>(gateways);
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * What has become of a message in this try.
     *
     * @param by who gave the answer; null if nobody is left
     * @param doneWith the carriers that are not asked about it any more, those of earlier tries included
     */
    record Outcome(Answer answer, SmsGateway by, Set<Carrier> doneWith) {}

    int mostAtOnce() {
        return gateways.values().stream().mapToInt(SmsGateway::mostAtOnce).min().orElse(Sender.MOST_AT_ONCE);
    }

    /** Whether a carrier is left for a message which these have refused or lost. */
    boolean isAnotherLeft(MessageKind kind, boolean emergency, Set<Carrier> gone) {
        return !gone.containsAll(orders.of(kind, emergency).carriers());
    }

    /** Takes as long as all gateways' time-outs together in each turn at most, of which there are as many as carriers, and holds no database connection. @return one for each message */
    Map<String, Outcome> send(List<OutgoingMessage> messages) {
        Map<String, Hand> hands = new LinkedHashMap<>();
        for (OutgoingMessage message : messages) hands.put(message.id(), new Hand(message));
        for (int turn = 0; turn < Carrier.values().length; turn++) {
            Map<Carrier, List<Hand>> next = new EnumMap<>(Carrier.class);
            for (Hand hand : hands.values()) {
                Carrier carrier = hand.next();
                if (carrier != null)
                    next.computeIfAbsent(carrier, c -> new ArrayList<>()).add(hand);
            }
            next.forEach(this::give);
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        hands.forEach((id, hand) -> outcomes.put(id, hand.outcome()));
        return outcomes;
    }

    private void give(Carrier carrier, List<Hand> hands) {
        SmsGateway gateway = gateways.get(carrier);
        Map<String, Answer> answers = Map.of();
        String error = "no-result";
        try {
            answers = gateway.send(hands.stream().map(hand -> hand.message).toList());
        } catch (GatewayFailed e) {
            error = e.code();
        } catch (RuntimeException e) {
            error = "defect";
            log.error("sending failed in a way that nobody thought of; the messages are tried again", e);
        }
        boolean isDown = true;
        for (Hand hand : hands) {
            Answer answer = answers.getOrDefault(hand.message.id(), Answer.failed(error));
            isDown &= answer.status() == Status.FAILED;
            hand.answered(carrier, answer);
        }
        if (isDown) resting.put(carrier, clock.instant().plus(REST));
        else resting.remove(carrier);
    }

    private boolean rests(Carrier carrier) {
        Instant until = resting.get(carrier);
        return until != null && clock.instant().isBefore(until);
    }

    /** One message in this try. */
    private final class Hand {
        private final OutgoingMessage message;
        private final Order order;
        private final Set<Carrier> asked;
        private final Set<Carrier> doneWith;
        private Answer best;
        private Carrier by;

        private Hand(OutgoingMessage message) {
            this.message = message;
            order = orders.of(message.kind(), message.emergency());
            doneWith = EnumSet.noneOf(Carrier.class);
            doneWith.addAll(message.doneWith());
            asked = EnumSet.copyOf(doneWith);
        }

        /** @return null if nobody is to be asked any more */
        private Carrier next() {
            if (isTaken(best) && !order.all()) return null;
            List<Carrier> left = order.carriers().stream()
                    .filter(carrier -> !asked.contains(carrier))
                    .toList();
            return left.stream()
                    .filter(carrier -> !rests(carrier))
                    .findFirst()
                    .orElse(left.isEmpty() ? null : left.get(0));
        }

        private void answered(Carrier carrier, Answer answer) {
            asked.add(carrier);
            // Where all are to carry it, who has it is not the one to whom it goes when another loses it.
            if (answer.status() == Status.REFUSED || order.all() && isTaken(answer)) doneWith.add(carrier);
            if (best == null || isBetter(carrier, answer)) {
                best = answer;
                by = carrier;
            }
        }

        /** Taken, above not taken this time, above never; of two that took it, the one who says afterwards whether it arrived. */
        private boolean isBetter(Carrier carrier, Answer answer) {
            if (isTaken(answer) && isTaken(best)) return gateways.get(carrier).reportsDelivery();
            return isTaken(answer) || best.status() == Status.REFUSED;
        }

        private Outcome outcome() {
            // Nobody was left to be asked: the settings have changed since it was refused.
            if (best == null) return new Outcome(new Answer(Status.REFUSED, null), null, doneWith);
            return new Outcome(best, gateways.get(by), doneWith);
        }
    }

    private static boolean isTaken(Answer answer) {
        return answer != null && (answer.status() == Status.ACCEPTED || answer.status() == Status.DELIVERED);
    }
}
