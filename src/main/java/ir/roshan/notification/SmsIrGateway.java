package ir.roshan.notification;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Profile {@code sms-ir}: one JSON object a text to {@code /v1/send/bulk}, with {@code lineNumber}, {@code messageText} and
 * {@code mobiles[]}, and the header {@code x-api-key}. Success is {@code status} = 1 in the body, and
 * {@code data.messageIds} the reference, about which {@code /v1/send/{reference}} is asked afterwards.
 *
 * <p>There is no place for an id of ours in this interface: a message that was accepted after the time-out is sent twice.
 */
final class SmsIrGateway implements SmsGateway {
    static final URI HOST = URI.create("https://api.sms.ir");
    private static final String SEND = "/send/bulk";
    private static final int OK = 1;
    /** The text is empty, or the number is none: trying again changes neither. */
    private static final Set<String> REFUSALS = Set.of("sms-ir-103", "sms-ir-104");

    private static final Set<Integer> ARRIVED = Set.of(1);
    /** Did not reach the phone, did not reach the network, failed, is on the network's list of those who want none. */
    private static final Set<Integer> LOST = Set.of(2, 4, 6, 7);

    private final SmsSettings settings;
    private final SingleMessageCalls calls;
    private final URI send;
    private final String reports;

    SmsIrGateway(SmsSettings settings) {
        this.settings = settings;
        this.calls = new SingleMessageCalls(new GatewayConnection(settings.timeout()));
        URI url = settings.url() == null ? HOST : settings.url();
        // An address that names the method is taken as it is; any other is the place of the provider's own paths.
        String address = url.toString().replaceAll("/+$", "");
        String version =
                address.endsWith(SEND) ? address.substring(0, address.length() - SEND.length()) : address + "/v1";
        send = URI.create(version + SEND);
        reports = version + "/send/";
    }

    @Override
    public String profile() {
        return "sms-ir";
    }

    @Override
    public int mostAtOnce() {
        return SingleMessageCalls.AT_ONCE;
    }

    @Override
    public boolean reportsDelivery() {
        return true;
    }

    @Override
    public Map<String, Answer> send(List<OutgoingMessage> messages) {
        return calls.call(messages, this::question).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().id(), e -> answer(e.getValue())));
    }

    private HttpRequest question(OutgoingMessage message) {
        ObjectNode question = SingleMessageCalls.JSON.createObjectNode();
        question.put("lineNumber", Long.parseLong(settings.sender()));
        question.put("messageText", message.text());
        question.putArray("mobiles").add(message.to().value());
        try {
            return to(send).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(SingleMessageCalls.JSON.writeValueAsBytes(question)))
                    .build();
        } catch (JacksonException e) {
            throw new IllegalStateException("a text and two numbers are always JSON", e);
        }
    }

    private static Answer answer(CallResult outcome) {
        String failure = failure(outcome);
        if (failure != null)
            return REFUSALS.contains(failure) ? new Answer(Status.REFUSED, null) : Answer.failed(failure);
        String reference = SmsGateway.reference(
                outcome.body().path("data").path("messageIds").path(0).asText(""));
        return new Answer(Status.ACCEPTED, reference);
    }

    /** @return null if it is a success */
    private static String failure(CallResult outcome) {
        if (outcome.error() != null) return outcome.error();
        boolean said = outcome.body().path("status").isInt();
        int code = outcome.body().path("status").asInt(0);
        if (!outcome.reply().isOk() && (!said || code == OK))
            return "http-" + outcome.reply().status();
        if (!said) return "no-results";
        return code == OK ? null : "sms-ir-" + code;
    }

    @Override
    public Map<String, Delivery> deliveries(List<String> references) {
        Map<String, Delivery> deliveries = new HashMap<>();
        String[] failed = new String[1];
        // Theirs are numbers; anything else would be another address.
        List<String> numbers =
                references.stream().filter(one -> one.matches("[0-9]{1,20}")).toList();
        calls.call(
                        numbers,
                        reference -> to(URI.create(reports + reference)).GET().build())
                .forEach((reference, outcome) -> {
                    String failure = failure(outcome);
                    if (failure != null) {
                        failed[0] = failure;
                        return;
                    }
                    int known =
                            outcome.body().path("data").path("deliveryState").asInt(0);
                    if (ARRIVED.contains(known)) deliveries.put(reference, Delivery.ARRIVED);
                    else if (LOST.contains(known)) deliveries.put(reference, Delivery.LOST);
                });
        if (deliveries.isEmpty() && failed[0] != null) throw new GatewayFailed(failed[0]);
        return deliveries;
    }

    private HttpRequest.Builder to(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .header("x-api-key", settings.key());
    }
}
