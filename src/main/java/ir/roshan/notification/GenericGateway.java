package ir.roshan.notification;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Profile {@code generic}: the company's own adapter, by our contract. We {@code POST} to {@code roshan.sms.url}
 *
 * <pre>{"messages": [{"id": "…", "to": "09…", "text": "…"}]}</pre>
 *
 * with up to 100 messages, and with {@code Authorization: Bearer …} where {@code roshan.sms.key} is set. The answer is
 *
 * <pre>{"results": [{"id": "…", "status": "ACCEPTED" | "REFUSED", "reference": "…"}]}</pre>
 *
 * A message without a result, or with another status, is sent again under the same id.
 */
final class GenericGateway implements SmsGateway {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final SmsSettings settings;
    private final GatewayConnection connection;

    GenericGateway(SmsSettings settings) {
        this.settings = settings;
        this.connection = new GatewayConnection(settings.timeout());
    }

    @Override
    public String profile() {
        return "generic";
    }

    @Override
    public Map<String, Answer> send(List<OutgoingMessage> messages) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(question(messages)));
        if (settings.key() != null && !settings.key().isEmpty())
            request.header("Authorization", "Bearer " + settings.key());
        return answers(connection.exchange(request.build()));
    }

    private static byte[] question(List<OutgoingMessage> messages) {
        ArrayNode list = JSON.createArrayNode();
        for (OutgoingMessage message : messages)
            list.addObject()
                    .put("id", message.id())
                    .put("to", message.to().value())
                    .put("text", message.text());
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode().set("messages", list));
        } catch (JacksonException e) {
            throw new IllegalStateException("a list of texts is always JSON", e);
        }
    }

    private static Map<String, Answer> answers(byte[] body) {
        JsonNode results;
        try {
            results = JSON.readTree(body).path("results");
        } catch (IOException e) {
            throw new GatewayFailed("not-json");
        }
        if (!results.isArray()) throw new GatewayFailed("no-results");
        Map<String, Answer> answers = new HashMap<>();
        for (JsonNode result : results) {
            switch (result.path("status").asText()) {
                case "ACCEPTED" ->
                    answers.put(
                            result.path("id").asText(),
                            new Answer(
                                    Status.ACCEPTED,
                                    SmsGateway.reference(
                                            result.path("reference").asText(""))));
                // Accepted once is accepted: a second result about the same id does not take it back.
                case "REFUSED" ->
                    answers.putIfAbsent(
                            result.path("id").asText(),
                            new Answer(
                                    Status.REFUSED,
                                    SmsGateway.reference(
                                            result.path("reference").asText(""))));
                default -> {
                    // Not a word of the contract, and so no result.
                }
            }
        }
        return answers;
    }
}
