package ir.roshan.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageSearch;
import ir.roshan.notification.MessageSearch.Found;
import ir.roshan.notification.MessageSearch.Wanted;
import ir.roshan.notification.MessageState;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.Outages;
import ir.roshan.report.AnnouncementProgress;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.TypedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The outbox, for managers: what was owed to subscribers and crews and what became of it (A3.5). Numbers are masked; whoever opens a
 * message sees number and text, and that is written down.
 */
@RestController
@RequestMapping(path = "/api/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
class MessagesController {
    private static final int AT_ONCE = 50;
    private static final Duration USUAL_PERIOD = Duration.ofDays(7);
    private static final int ANNOUNCEMENTS = 10;
    /** An outage with fewer requests is no announcement to many. */
    private static final int MANY = 2;

    private final MessageSearch messages;
    private final AnnouncementProgress progress;
    private final Requests requests;
    private final Outages outages;
    private final AuditLog audit;
    private final Clock clock;

    MessagesController(
            MessageSearch messages,
            AnnouncementProgress progress,
            Requests requests,
            Outages outages,
            AuditLog audit,
            Clock clock) {
        this.messages = messages;
        this.progress = progress;
        this.requests = requests;
        this.outages = outages;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param trackingCode of the request that it is about; null where it is about an outage
     * @param outage number of the outage that it is about; null where it is about a request
     * @param to masked, {@code 0935***2233}
     */
    record ListedMessage(@JsonUnwrapped MessageView message, String trackingCode, String outage, String to) {}

    /**
     * @param from null where a request's messages are looked for without a period
     * @param total how many there are in the state that is looked for
     * @param states how many there are in each state
     */
    record MessageList(
            Instant from, Instant to, int total, Map<MessageState, Integer> states, List<ListedMessage> messages) {}

    /** The same with the number in full, and the text. */
    record OpenedMessage(
            @JsonUnwrapped MessageView message,
            String trackingCode,
            String outage,
            String to,
            String language,
            String text) {}

    record Announcements(Instant generatedAt, List<AnnouncementView> announcements) {}

    @GetMapping("/messages")
    MessageList list(
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String trackingCode,
            @RequestParam(required = false) String offset) {
        FieldChecks checks = new FieldChecks(List.of());
        MessageState wantedState = state == null ? null : checks.oneOf("state", state, MessageState.OWED);
        MessageKind wantedKind = kind == null ? null : checks.oneOf("kind", kind, MessageKind.REGISTERED);
        Instant end = to == null ? clock.instant() : Parameters.moment(checks, "to", to);
        Instant begin = from == null ? null : Parameters.moment(checks, "from", from);
        if (from == null && trackingCode == null && end != null) {
            begin = end.minus(USUAL_PERIOD);
        }
        if (begin != null && end != null && end.isBefore(begin)) {
            checks.add("to", "order");
        }
        int skip = Parameters.offset(checks, offset);
        checks.throwIfAny();
        Optional<RestorationRequest> about =
                trackingCode == null ? Optional.empty() : requests.find(TrackingCode.parse(trackingCode));
        if (trackingCode != null && about.isEmpty()) {
            // A code that nobody has is a search without a find.
            return new MessageList(begin, end, 0, noneInAnyState(), List.of());
        }
        Wanted wanted = new Wanted(
                wantedState,
                wantedKind,
                begin,
                end,
                about.map(r -> r.id().value()).orElse(null));
        Map<MessageState, Integer> states = messages.counts(wanted);
        int total = wantedState == null
                ? states.values().stream().mapToInt(Integer::intValue).sum()
                : states.get(wantedState);
        return new MessageList(begin, end, total, states, listed(messages.find(wanted, skip, AT_ONCE)));
    }

    /** One entry in the audit log for each look. */
    @GetMapping("/messages/{id}")
    OpenedMessage open(@PathVariable String id) {
        Found found = messages.byId(id).orElseThrow(UnknownMessage::new);
        audit.append(
                Caller.current().account(),
                AuditLog.Deed.MESSAGE_SHOWN,
                found.message().id(),
                null);
        return new OpenedMessage(
                MessageView.of(found.message()),
                found.requestId() == null
                        ? null
                        : requests.get(new RequestId(found.requestId()))
                                .trackingCode()
                                .value(),
                numberOf(found),
                found.to().value(),
                found.language().code(),
                found.message().text());
    }

    @GetMapping("/announcements")
    Announcements announcements() {
        Instant now = clock.instant();
        return new Announcements(
                now,
                progress.latest(now.minus(USUAL_PERIOD), MANY, ANNOUNCEMENTS).stream()
                        .map(AnnouncementView::of)
                        .toList());
    }

    @GetMapping("/outages/{number}/announcement")
    AnnouncementView announcement(@PathVariable String number) {
        String outage = outages.get(TypedText.code(number)).number();
        return progress.of(outage)
                .map(AnnouncementView::of)
                .orElseGet(() -> AnnouncementView.toNobody(outages.get(outage)));
    }

    private List<ListedMessage> listed(List<Found> found) {
        Map<Long, String> codes = requests
                .all(found.stream()
                        .map(Found::requestId)
                        .filter(Objects::nonNull)
                        .map(RequestId::new)
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(
                        r -> r.id().value(), r -> r.trackingCode().value()));
        return found.stream()
                .map(f -> new ListedMessage(
                        MessageView.of(f.message()), codes.get(f.requestId()), numberOf(f), f.to().masked()))
                .toList();
    }

    private String numberOf(Found found) {
        return found.outageId() == null
                ? null
                : outages.get(new OutageId(found.outageId())).number();
    }

    private static Map<MessageState, Integer> noneInAnyState() {
        return Arrays.stream(MessageState.values()).collect(Collectors.toMap(s -> s, s -> 0));
    }
}
