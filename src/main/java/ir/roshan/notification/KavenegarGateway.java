package ir.roshan.notification;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.notification.ServiceTemplates.Filled;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Profile {@code kavenegar}: one form a message to {@code /v1/{key}/sms/send.json}, with {@code receptor}, {@code message},
 * {@code localid} and, where it is set, {@code sender}. Success is {@code return.status} = 200 in the body, and
 * {@code entries[].messageid} the reference, about which {@code /v1/{key}/sms/status.json} is asked afterwards. What has a template
 * goes to {@code /v1/{key}/verify/lookup.json} instead, with {@code template} and its tokens, and as text where that is not taken.
 *
 * <p>Kavenegar's {@code localid} is a whole number. Ours comes from the message's id, and is as stable as that. A template has no
 * place for it: such a message that is accepted after the time-out is sent twice.
 */
final class KavenegarGateway implements SmsGateway {
    static final URI HOST = URI.create("https://api.kavenegar.com");
    private static final String SEND = "/sms/send.json";
    private static final String STATUS = "/sms/status.json";
    private static final String LOOKUP = "/verify/lookup.json";
    private static final int OK = 200;
    /** The number is none, or the text cannot be sent: trying again changes neither. */
    private static final Set<Integer> REFUSALS = Set.of(411, 413, 422);

    /** Of a template: a token is missing, empty, too long or of a kind that is not taken; there is no such template, or no right to it. */
    private static final Set<Integer> TEMPLATE_NOT_TAKEN = Set.of(400, 406, 413, 422, 424, 426, 428, 431, 432);

    private static final Set<Integer> ARRIVED = Set.of(10);
    /** Failed, did not reach the phone, was cancelled, was blocked by its owner. */
    private static final Set<Integer> LOST = Set.of(6, 11, 13, 14);

    private final SmsSettings settings;
    private final ServiceTemplates templates;
    private final SingleMessageCalls calls;
    private final URI send;
    private final URI lookup;
    private final URI status;

    KavenegarGateway(SmsSettings settings, ServiceTemplates templates) {
        this.settings = settings;
        this.templates = templates;
        this.calls = new SingleMessageCalls(new GatewayConnection(settings.timeout()));
        URI url = settings.url() == null ? HOST : settings.url();
        String account = accountOf(url, settings.key());
        send = URI.create(account + SEND);
        lookup = URI.create(account + LOOKUP);
        status = URI.create(account + STATUS);
    }

    /** An address that names the method is taken as it is; any other is the place of Kavenegar's own paths. */
    static String accountOf(URI url, String key) {
        String address = url.toString().replaceAll("/+$", "");
        return address.endsWith(SEND)
                ? address.substring(0, address.length() - SEND.length())
                : address + "/v1/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    @Override
    public String profile() {
        return "kavenegar";
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
                outcome -> TEMPLATE_NOT_TAKEN.contains(codeOf(outcome)) ? "kavenegar-" + codeOf(outcome) : null,
                KavenegarGateway::answer);
    }

    private static int codeOf(CallResult outcome) {
        return outcome.error() != null
                ? 0
                : outcome.body().path("return").path("status").asInt(0);
    }

    private HttpRequest question(OutgoingMessage message, Filled filled) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("receptor", message.to().value());
        form.put("template", filled.template());
        form.putAll(filled.tokens());
        return post(lookup, form);
    }

    private HttpRequest question(OutgoingMessage message) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("receptor", message.to().value());
        form.put("message", message.text());
        form.put("localid", Long.toString(localId(message.id())));
        if (settings.sender() != null && !settings.sender().isBlank()) form.put("sender", settings.sender());
        return post(send, form);
    }

    /** Positive, and of 63 random bits: two messages of one account that meet in it would be one to the gateway. */
    static long localId(String messageId) {
        UUID id = UUID.fromString(messageId);
        return (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) & Long.MAX_VALUE;
    }

    private static Answer answer(CallResult outcome) {
        if (outcome.error() != null) return Answer.failed(outcome.error());
        int code = codeOf(outcome);
        if (REFUSALS.contains(code)) return new Answer(Status.REFUSED, null);
        if (!outcome.reply().isOk() && (code == 0 || code == OK))
            return Answer.failed("http-" + outcome.reply().status());
        if (code != OK) return Answer.failed(code == 0 ? "no-results" : "kavenegar-" + code);
        // Of a template it is one object and no list.
        JsonNode entries = outcome.body().path("entries");
        JsonNode entry = entries.isArray() ? entries.path(0) : entries;
        String reference = SmsGateway.reference(entry.path("messageid").asText(""));
        return new Answer(LOST.contains(entry.path("status").asInt(0)) ? Status.REFUSED : Status.ACCEPTED, reference);
    }

    @Override
    public Map<String, Delivery> deliveries(List<String> references) {
        CallResult outcome = calls.call(
                        List.of(status), uri -> post(uri, Map.of("messageid", String.join(",", references))))
                .get(status);
        if (outcome.error() != null) throw new GatewayFailed(outcome.error());
        int code = outcome.body().path("return").path("status").asInt(0);
        if (code != OK) throw new GatewayFailed("kavenegar-" + code);
        Map<String, Delivery> deliveries = new HashMap<>();
        for (JsonNode entry : outcome.body().path("entries")) {
            int known = entry.path("status").asInt(0);
            String reference = entry.path("messageid").asText("");
            if (ARRIVED.contains(known)) deliveries.put(reference, Delivery.ARRIVED);
            else if (LOST.contains(known)) deliveries.put(reference, Delivery.LOST);
        }
        return deliveries;
    }

    private HttpRequest post(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
