package ir.roshan.notification;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.notification.SingleMessageCalls.CallResult;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What has come to the company's line at Kavenegar: {@code sms/receive.json} answers up to 100 messages that were not asked for before,
 * and counts them as read by that; {@code sms/inboxpaged.json} answers those again, of two days at most.
 */
@Component
public class KavenegarInbox {
    /** As many as {@link #unread} answers at once at most. */
    public static final int AT_ONCE = 100;
    /** As many as a page of {@link #read} has at most. */
    public static final int PAGE = 200;

    private static final int OK = 200;
    /** A hundred long messages are more than any other answer of a gateway, and would be lost if they were not read. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String TOO_LARGE = "too-large";

    private final SmsSettings settings;
    private final SingleMessageCalls calls;

    KavenegarInbox(SmsSettings settings) {
        this.settings = settings;
        this.calls = new SingleMessageCalls(new GatewayConnection(settings.timeout(), MOST_BYTES));
    }

    /** A message as the provider has it. @param to empty where it says none */
    public record Received(String id, String from, String to, String text) {
        /** Without number and text. */
        @Override
        public String toString() {
            return id;
        }
    }

    /** There is no answer, or none of it can be used. */
    public static final class Unreachable extends RuntimeException {
        private final String code;

        Unreachable(String code) {
            super("the inbox: " + code);
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** It answers more than is read: less may be asked for. */
        public boolean isTooLarge() {
            return code.equals(TOO_LARGE);
        }
    }

    /** Whether the settings say where it is. */
    public boolean isThere() {
        return settings.profile() == SmsSettings.Profile.KAVENEGAR
                && settings.sender() != null
                && settings.sender().matches("[0-9]{3,20}");
    }

    /** @throws Unreachable if there is no answer; what it held may count as read all the same */
    public List<Received> unread() {
        return ask("/sms/receive.json?isread=0&linenumber=" + settings.sender());
    }

    /**
     * @param page from 1
     * @throws Unreachable if there is no answer
     */
    public List<Received> read(Instant from, Instant to, int page) {
        return ask("/sms/inboxpaged.json?isread=1&linenumber=" + settings.sender() + "&startdate="
                + from.getEpochSecond() + "&enddate=" + to.getEpochSecond() + "&pagenumber=" + page);
    }

    private List<Received> ask(String method) {
        CallResult outcome = calls.call(List.of(method), this::question).get(method);
        if (outcome.error() != null) throw new Unreachable(outcome.error());
        int code = outcome.body().path("return").path("status").asInt(0);
        if (code != OK) throw new Unreachable("kavenegar-" + code);
        List<Received> received = new ArrayList<>();
        for (JsonNode entry : outcome.body().path("entries")) {
            String id = entry.path("messageid").asText("");
            String from = entry.path("sender").asText("");
            if (!id.isEmpty() && !from.isEmpty())
                received.add(new Received(
                        id,
                        from,
                        entry.path("receptor").asText(""),
                        entry.path("message").asText("")));
        }
        return received;
    }

    private HttpRequest question(String method) {
        URI url = settings.url() == null ? KavenegarGateway.HOST : settings.url();
        String account = KavenegarGateway.accountOf(url, settings.key());
        return HttpRequest.newBuilder(URI.create(account + method))
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .GET()
                .build();
    }
}
