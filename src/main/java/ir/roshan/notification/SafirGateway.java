package ir.roshan.notification;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import ir.roshan.text.MobileNumber;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bale's Safir, version 3: one JSON object a message to {@code /api/v3/send_message}, with the header {@code api-access-key}. It
 * reaches a telephone number whose owner has Bale, without their having written to anybody. Our id is {@code request_id}, by which
 * Bale knows a resend. Success is a {@code message_id} without {@code error_data}; what becomes of it afterwards Bale does not tell.
 */
final class SafirGateway implements SmsGateway {
    static final URI HOST = URI.create("https://safir.bale.ai");
    static final String PROFILE = "bale-safir";
    private static final String SEND = "/api/v3/send_message";
    /** Wrong input, wrong number, no account with Bale: trying again changes none. */
    private static final Set<Integer> REFUSALS = Set.of(4, 8, 17);

    private final BaleSettings settings;
    private final SingleMessageCalls calls;
    private final URI send;

    SafirGateway(BaleSettings settings) {
        this.settings = settings;
        this.calls = new SingleMessageCalls(new GatewayConnection(settings.timeout()));
        URI url = settings.url() == null ? HOST : settings.url();
        send = URI.create(url.toString().replaceAll("/+$", "") + SEND);
    }

    @Override
    public String profile() {
        return PROFILE;
    }

    @Override
    public int mostAtOnce() {
        return SingleMessageCalls.AT_ONCE;
    }

    @Override
    public Map<String, Answer> send(List<OutgoingMessage> messages) {
        return calls.call(messages, this::question).entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().id(), e -> answer(e.getValue())));
    }

    private HttpRequest question(OutgoingMessage message) {
        ObjectNode question = SingleMessageCalls.JSON.createObjectNode();
        question.put("request_id", message.id());
        question.put("bot_id", settings.botId());
        question.put("phone_number", abroad(message.to()));
        question.putObject("message_data").putObject("message").put("text", message.text());
        try {
            return HttpRequest.newBuilder(send)
                    .timeout(settings.timeout())
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .header("api-access-key", settings.key())
                    .POST(BodyPublishers.ofByteArray(SingleMessageCalls.JSON.writeValueAsBytes(question)))
                    .build();
        } catch (JacksonException e) {
            throw new IllegalStateException("a text and three names are always JSON", e);
        }
    }

    /** 09… as it is called from abroad, without a plus. */
    private static String abroad(MobileNumber number) {
        return "98" + number.value().substring(1);
    }

    private static Answer answer(CallResult outcome) {
        if (outcome.error() != null) return Answer.failed(outcome.error());
        JsonNode body = outcome.body();
        // A wrong key is answered by a sentence, not by an object.
        if (body.isTextual()) return Answer.failed("bale-key");
        JsonNode errors = body.path("error_data");
        JsonNode error = errors.isArray() ? errors.path(0) : errors;
        if (error.isObject() && !error.isEmpty()) {
            int code = error.path("code").asInt(0);
            if (REFUSALS.contains(code)) return new Answer(Status.REFUSED, null);
            return Answer.failed(code == 0 ? "no-results" : "bale-" + code);
        }
        if (!outcome.reply().isOk())
            return Answer.failed("http-" + outcome.reply().status());
        String reference = SmsGateway.reference(body.path("message_id").asText(""));
        return reference == null ? Answer.failed("no-results") : new Answer(Status.ACCEPTED, reference);
    }
}
