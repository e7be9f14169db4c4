package ir.roshan.notification;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.notification.ServiceTemplates.Filled;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Profile {@code sms-ir}: one JSON object a text to {@code /v1/send/bulk}, with {@code lineNumber}, {@code messageText} and
 * {@code mobiles[]}, and the header {@code x-api-key}. Success is {@code status} = 1 in the body, and
 * {@code data.messageIds} the reference, about which {@code /v1/send/{reference}} is asked afterwards. What has a template goes to
 * {@code /v1/send/verify} instead, with {@code mobile}, {@code templateId} and {@code parameters[]}, and as text where that is not
 * taken; the reference is {@code data.messageId}.
 *
 * <p>There is no place for an id of ours in this interface: a message that was accepted after the time-out is sent twice.
 */
final class SmsIrGateway implements SmsGateway {
    static final URI HOST = URI.create("https://api.sms.ir");
    private static final String SEND = "/send/bulk";
    private static final String VERIFY = "/send/verify";
    private static final int OK = 1;
    /** The text is empty, the number is none, or its owner wants no such messages: trying again changes none. */
    private static final Set<String> REFUSALS = Set.of("sms-ir-103", "sms-ir-104", "sms-ir-115");
    /** Of a template: there is no such one, or not for this plan; a parameter is wrong, too long or missing. */
    private static final Set<String> TEMPLATE_NOT_TAKEN =
            Set.of("sms-ir-16", "sms-ir-113", "sms-ir-114", "sms-ir-116", "sms-ir-119");

    private static final Set<Integer> ARRIVED = Set.of(1);
    /** Did not reach the phone, did not reach the network, failed, is on the network's list of those who want none. */
    private static final Set<Integer> LOST = Set.of(2, 4, 6, 7);

    private final SmsSettings settings;
    private final ServiceTemplates templates;
    private final SingleMessageCalls calls;
    private final URI send;
    private final URI verify;
    private final String reports;

    SmsIrGateway(SmsSettings settings, ServiceTemplates templates) {
        this.settings = settings;
        this.templates = templates;
        this.calls = new SingleMessageCalls(new GatewayConnection(settings.timeout()));
        URI url = settings.url() == null ? HOST : settings.url();
        // An address that names the method is taken as it is; any other is the place of the provider's own paths.
        String address = url.toString().replaceAll("/+$", "");
        String version =
                address.endsWith(SEND) ? address.substring(0, address.length() - SEND.length()) : address + "/v1";
        send = URI.create(version + SEND);
        verify = URI.create(version + VERIFY);
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
        return TemplatesFirst.send(
                messages,
                templates,
                filled -> calls.call(List.copyOf(filled.keySet()), message -> question(message, filled.get(message))),
                texts -> calls.call(texts, this::question),
                outcome -> TEMPLATE_NOT_TAKEN.contains(failure(outcome)) ? failure(outcome) : null,
                SmsIrGateway::answer);
    }

    private HttpRequest question(OutgoingMessage message, Filled filled) {
        ObjectNode question = SingleMessageCalls.JSON.createObjectNode();
        question.put("mobile", message.to().value());
        question.put("templateId", Long.parseLong(filled.template()));
        ArrayNode parameters = question.putArray("parameters");
        filled.tokens()
                .forEach((name, value) ->
                        parameters.addObject().put("name", name).put("value", value));
        return post(verify, question);
    }

    private HttpRequest question(OutgoingMessage message) {
        ObjectNode question = SingleMessageCalls.JSON.createObjectNode();
        question.put("lineNumber", Long.parseLong(settings.sender()));
        question.put("messageText", message.text());
        question.putArray("mobiles").add(message.to().value());
        return post(send, question);
    }

    private HttpRequest post(URI uri, ObjectNode question) {
        try {
            return to(uri).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(SingleMessageCalls.JSON.writeValueAsBytes(question)))
                    .build();
        } catch (JacksonException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    private static Answer answer(CallResult outcome) {
        String failure = failure(outcome);
        if (!failure.isEmpty())
            return REFUSALS.contains(failure) ? new Answer(Status.REFUSED, null) : Answer.failed(failure);
        JsonNode data = outcome.body().path("data");
        JsonNode id = data.has("messageIds") ? data.path("messageIds").path(0) : data.path("messageId");
        String reference = SmsGateway.reference(id.asText(""));
        return new Answer(Status.ACCEPTED, reference);
    }

    /** @return empty if it is a success */
    private static String failure(CallResult outcome) {
        if (outcome.error() != null) return outcome.error();
        boolean said = outcome.body().path("status").isInt();
        int code = outcome.body().path("status").asInt(0);
        if (!outcome.reply().isOk() && (!said || code == OK))
            return "http-" + outcome.reply().status();
        if (!said) return "no-results";
        return code == OK ? "" : "sms-ir-" + code;
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
                    if (!failure.isEmpty()) {
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
