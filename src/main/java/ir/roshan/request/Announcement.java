package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.notification.AnnouncedOutcome;
import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import ir.roshan.notification.OwedMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 5: the result is announced, can be objected to for a while, and then the request is closed (A3.5, A7.1, A7.2). */
@Service
public class Announcement {
    private final Requests requests;
    private final Results results;
    private final Timeline timeline;
    private final RequestSettings settings;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Announcement(
            Requests requests,
            Results results,
            Timeline timeline,
            RequestSettings settings,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.results = results;
        this.timeline = timeline;
        this.settings = settings;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is to be announced to one request.
     *
     * @param request locked
     * @param cause of the fault; null where there was none
     * @param restoredAt when supply was back; null where nobody can say
     * @param feeRials null where none was determined
     */
    public record Due(RestorationRequest request, Outcome outcome, String cause, Instant restoredAt, Long feeRials) {
        /** The result of a request that waited for the end of a planned outage. */
        public static Due plannedOutageOver(RestorationRequest request) {
            // A dispatcher's finding without a known end is no plan that says when supply is back.
            Instant planned = request.plannedOutageId() == null ? null : request.plannedUntil();
            return new Due(request, Outcome.PLANNED_OUTAGE_OVER, null, planned, null);
        }

        Message message() {
            return new Message.Result(
                    request.trackingCode().shown(),
                    AnnouncedOutcome.valueOf(outcome.name()),
                    restoredAt,
                    cause,
                    feeRials);
        }

        boolean emergency() {
            return request.priority() == Priority.EMERGENCY;
        }

        /** Null where nothing was promised. */
        Boolean within(Instant now) {
            boolean promised = outcome != Outcome.PLANNED_OUTAGE_OVER;
            Instant supplied = restoredAt == null ? now : restoredAt;
            return promised ? !supplied.isAfter(request.restoreBy()) : null;
        }
    }

    /**
     * Owes the result messages and sets the requests ANNOUNCED: however many they are, each kind of row is written at once.
     *
     * @param due each of another request
     * @return until when each subscriber can object
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<RequestId, Instant> announce(List<Due> due) {
        Instant now = clock.instant();
        Map<RequestId, Integer> before =
                results.counts(due.stream().map(one -> one.request().id()).toList());
        Map<RequestId, Instant> objectionEndsAt = new HashMap<>();
        Map<RequestId, Integer> numbers = new HashMap<>();
        List<OwedMessage> owed = new ArrayList<>();
        for (Due one : due) {
            RequestId id = one.request().id();
            Message message = one.message();
            // Who is told in the morning can object in the morning.
            Instant until = outbox.earliest(message, one.emergency()).plus(settings.objectionWindow());
            int number = before.getOrDefault(id, 0) + 1;
            objectionEndsAt.put(id, until);
            numbers.put(id, number);
            owed.add(OwedMessage.toSubscriber(
                    messageKey(id, number), id.value(), one.request().recipient(), message, until, one.emergency()));
        }
        Map<String, String> texts = outbox.oweAll(owed);
        results.add(due.stream()
                .map(one -> {
                    RequestId id = one.request().id();
                    int number = numbers.get(id);
                    return new Results.Numbered(
                            id,
                            number,
                            new Result(
                                    one.outcome(),
                                    one.cause(),
                                    one.restoredAt(),
                                    now,
                                    one.within(now),
                                    one.feeRials(),
                                    texts.get(messageKey(id, number))));
                })
                .toList());
        grouped(due, one -> Optional.ofNullable(one.within(now)))
                .forEach((within, ids) -> requests.announced(ids, within.orElse(null), !within.orElse(false)));
        grouped(due, Due::outcome)
                .forEach((outcome, ids) -> timeline.append(ids, now, Timeline.Step.ANNOUNCED, null, outcome.name()));
        due.forEach(one -> events.publishEvent(new ResultAnnounced(
                one.request().channel(),
                one.request().district(),
                one.request().priority(),
                one.outcome(),
                one.restoredAt() == null ? null : Duration.between(one.request().submittedAt(), one.restoredAt()))));
        return objectionEndsAt;
    }

    private static <K> Map<K, List<RequestId>> grouped(List<Due> due, Function<Due, K> by) {
        return due.stream()
                .collect(Collectors.groupingBy(
                        by, Collectors.mapping(one -> one.request().id(), Collectors.toList())));
    }

    /**
     * Whether the result message has reached the subscriber, or a person has told it. One that was held back, since its number has
     * had as many messages as one may have, is told by the page where the code is entered, unless somebody phones.
     */
    @Transactional(readOnly = true)
    public boolean told(RequestId id) {
        String message = messageKey(id, results.count(id));
        return outbox.told(message) || outbox.heldBack(message) || requests.wasCalled(id);
    }

    /** A person takes the announcement over: no message is sent any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callNeeded(RequestId id) {
        outbox.handToPerson(messageKey(id, results.count(id)));
        timeline.append(id, clock.instant(), Timeline.Step.CALL_NEEDED, null, null);
    }

    /** Nobody has objected: the service ends (A7.1). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(RequestId id) {
        Instant now = clock.instant();
        requests.closed(id, now);
        timeline.append(id, now, Timeline.Step.CLOSED, null, null);
    }

    private static String messageKey(RequestId id, int resultNo) {
        return "result:" + id + ":" + resultNo;
    }
}
