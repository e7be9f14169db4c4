package ir.roshan.notification;

import java.util.List;
import java.util.Map;

/** Another gateway, whose answers are counted on their way. */
final class ObservedGateway implements SmsGateway {
    private final SmsGateway gateway;
    private final GatewayFigures figures;

    ObservedGateway(SmsGateway gateway, GatewayFigures figures) {
        this.gateway = gateway;
        this.figures = figures;
    }

    SmsGateway observed() {
        return gateway;
    }

    @Override
    public String profile() {
        return gateway.profile();
    }

    @Override
    public int mostAtOnce() {
        return gateway.mostAtOnce();
    }

    @Override
    public boolean reportsDelivery() {
        return gateway.reportsDelivery();
    }

    @Override
    public Map<String, Delivery> deliveries(List<String> references) {
        Map<String, Delivery> known = gateway.deliveries(references);
        figures.lost((int) known.values().stream().filter(Delivery.LOST::equals).count());
        return known;
    }

    @Override
    public Map<String, Answer> send(List<OutgoingMessage> messages) {
        Map<String, Answer> answers;
        try {
            answers = gateway.send(messages);
        } catch (GatewayFailed e) {
            figures.failed(messages.size(), e.code());
            throw e;
        } catch (RuntimeException e) {
            figures.failed(messages.size(), "defect");
            throw e;
        }
        int unanswered = 0;
        int taken = 0;
        for (OutgoingMessage message : messages) {
            Answer answer = answers.get(message.id());
            if (answer == null) {
                unanswered++;
                continue;
            }
            switch (answer.status()) {
                case ACCEPTED, DELIVERED -> taken++;
                case REFUSED -> figures.refused();
                case FAILED -> figures.failed(1, answer.error());
            }
        }
        if (unanswered > 0) figures.failed(unanswered, "no-result");
        figures.took(taken);
        return answers;
    }
}
