package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.notification.AnnouncedOutcome;
import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 5: the result is announced, can be objected to for a while, and then the request is closed (A3.5, A7.1, A7.2). */
@Service
public class Announcement {
    private final Requests requests;
    private final Timeline timeline;
    private final RequestSettings settings;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Announcement(
            Requests requests,
            Timeline timeline,
            RequestSettings settings,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.settings = settings;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Owes the result message and sets the request ANNOUNCED.
     *
     * @param cause of the fault; null where there was none
     * @param restoredAt when supply was back; null where nobody can say
     * @param feeRials null where none was determined
     * @return until when the subscriber can object
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announce(RequestId id, Outcome outcome, String cause, Instant restoredAt, Long feeRials) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        boolean promised = outcome != Outcome.PLANNED_OUTAGE_OVER;
        Instant supplied = restoredAt == null ? now : restoredAt;
        Boolean within = promised ? !supplied.isAfter(request.restoreBy()) : null;
        Message message = new Message.Result(
                request.trackingCode().shown(), AnnouncedOutcome.valueOf(outcome.name()), restoredAt, cause, feeRials);
        boolean emergency = request.priority() == Priority.EMERGENCY;
        // Who is told in the morning can object in the morning.
        Instant objectionEndsAt = outbox.earliest(message, emergency).plus(settings.objectionWindow());
        String text = outbox.owe(
                messageKey(id, requests.resultCount(id) + 1),
                id.value(),
                request.recipient(),
                message,
                objectionEndsAt,
                emergency);
        requests.announced(
                id, new Result(outcome, cause, restoredAt, now, within, feeRials, text), !Boolean.TRUE.equals(within));
        timeline.append(id, now, Timeline.Step.ANNOUNCED, null, outcome.name());
        events.publishEvent(new ResultAnnounced(
                request.channel(),
                request.district(),
                request.priority(),
                outcome,
                restoredAt == null ? null : Duration.between(request.submittedAt(), restoredAt)));
        return objectionEndsAt;
    }

    /**
     * The result of a request that waited for the end of a planned outage.
     *
     * @return until when the subscriber can object
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announcePlannedOutageOver(RequestId id) {
        RestorationRequest request = requests.get(id);
        // A dispatcher's finding without a known end is no plan that says when supply is back.
        Instant planned = request.plannedOutageId() == null ? null : request.plannedUntil();
        return announce(id, Outcome.PLANNED_OUTAGE_OVER, null, planned, null);
    }

    /**
     * Whether the result message has reached the subscriber, or a person has told it. One that was held back, since its number has
     * had as many messages as one may have, is told by the page where the code is entered, unless somebody phones.
     */
    @Transactional(readOnly = true)
    public boolean told(RequestId id) {
        String message = messageKey(id, requests.resultCount(id));
        return outbox.told(message) || outbox.heldBack(message) || requests.wasCalled(id);
    }

    /** A person takes the announcement over: no message is sent any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callNeeded(RequestId id) {
        outbox.handToPerson(messageKey(id, requests.resultCount(id)));
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
