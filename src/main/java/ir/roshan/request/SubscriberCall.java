package ir.roshan.request;

import ir.roshan.notification.Message;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A person phones a subscriber whom no message has told the result (A3.5, A7.1). */
@Service
public class SubscriberCall {
    private static final int LONGEST_NOTE = 1000;

    private final Requests requests;
    private final Timeline timeline;
    private final RequestSettings settings;
    private final Outbox outbox;
    private final Clock clock;

    SubscriberCall(Requests requests, Timeline timeline, RequestSettings settings, Outbox outbox, Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A call was made.
     *
     * @param outcome one of {@link CallOutcome}; who says nothing has told the subscriber
     * @param note what came of it, as it was typed; null if nothing was
     * @return until when the subscriber can object; of one who did not answer, when somebody phones again
     * @throws InvalidRequest naming every faulty field
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant made(RequestId id, String outcome, String note, String byWhom) {
        FieldChecks checks = new FieldChecks(List.of());
        CallOutcome came = checks.oneOf("callOutcome", outcome, CallOutcome.REACHED);
        String noted = checks.text("callNote", note, 0, LONGEST_NOTE, true);
        checks.throwIfAny();
        return switch (came) {
            case REACHED -> told(id, byWhom, noted);
            case NOT_REACHED -> notReached(id, byWhom, noted);
        };
    }

    /** The time to object begins now. */
    private Instant told(RequestId id, String byWhom, String note) {
        Instant now = clock.instant();
        requests.called(id, now);
        outbox.callOff(id.value(), MessageKind.CALL_AGAIN);
        timeline.append(id, now, Timeline.Step.CALLED, byWhom, note);
        return now.plus(settings.objectionWindow());
    }

    /** They are owed a message that says so, and the request is not told yet: somebody phones again. */
    private Instant notReached(RequestId id, String byWhom, String note) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        timeline.append(id, now, Timeline.Step.NOT_REACHED, byWhom, note);
        Instant again = now.plus(settings.callAgainAfter());
        outbox.owe(
                "call-again:" + id + ":" + now.toEpochMilli(),
                id.value(),
                request.recipient(),
                new Message.CallAgain(request.trackingCode().shown()),
                again,
                false);
        return again;
    }
}
