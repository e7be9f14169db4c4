package ir.roshan.notification;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ir.roshan.notification.GatewayConnection.Exchange;
import ir.roshan.notification.GatewayConnection.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls to a provider whose interface takes one text a call, several under way at once: each has its own fate, and together
 * they take as long as the time-out at most.
 */
final class SingleMessageCalls {
    /** So many connections are opened at once: 100 messages a second of a provider that takes 200 ms for each. */
    static final int AT_ONCE = 20;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final GatewayConnection connection;

    SingleMessageCalls(GatewayConnection connection) {
        this.connection = connection;
    }

    /** What one call has come to: an answer that can be read, or the code of a failure. */
    record CallResult(Reply reply, JsonNode body, String error) {}

    /** @return by item, in no order; each has one */
    <T> Map<T, CallResult> call(List<T> items, Function<T, HttpRequest> request) {
        Map<T, Exchange> begun = new LinkedHashMap<>();
        for (T item : items) begun.put(item, connection.begin(request.apply(item)));
        Map<T, CallResult> outcomes = new HashMap<>();
        begun.forEach((item, exchange) -> outcomes.put(item, outcome(exchange)));
        return outcomes;
    }

    private static CallResult outcome(Exchange exchange) {
        Reply reply;
        try {
            reply = exchange.reply();
        } catch (GatewayFailed e) {
            return new CallResult(null, null, e.code());
        }
        try {
            return new CallResult(reply, JSON.readTree(reply.body()), null);
        } catch (IOException e) {
            return new CallResult(null, null, reply.isOk() ? "not-json" : "http-" + reply.status());
        }
    }
}
