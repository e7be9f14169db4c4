package ir.roshan.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers whoever has written by SMS: by SMS first, at night too, since they are awake, and within what leaves for one number. */
@Service
public class SmsAnswers {
    /** Nobody waits longer for an answer. */
    private static final Duration WORTH_SENDING = Duration.ofHours(1);

    private final Outbox outbox;
    private final Clock clock;

    SmsAnswers(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** About no request, or none of theirs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long inboundId, Recipient to, Message.Answer answer) {
        owe("answer:" + inboundId, MessageSubject.inbound(inboundId), to, answer, worthSending());
    }

    /** About their request. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long inboundId, long requestId, Recipient to, Message.Answer answer) {
        owe("answer:" + inboundId, MessageSubject.request(requestId), to, answer, worthSending());
    }

    /** In the place of the message of that key, which is not owed any more: one of the two is enough. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void oweInPlaceOf(String dedupeKey, long requestId, Recipient to, Message.Answer answer, Instant expiresAt) {
        owe(dedupeKey, MessageSubject.request(requestId), to, answer, expiresAt);
    }

    /** Whether that is what they were told last about their request, since then. */
    public boolean isSaid(long requestId, Recipient to, Message.Answer answer, Instant since) {
        return outbox.isSaid(requestId, to, answer, since);
    }

    private Instant worthSending() {
        return clock.instant().plus(WORTH_SENDING);
    }

    private void owe(String key, MessageSubject about, Recipient to, Message.Answer answer, Instant expiresAt) {
        outbox.oweAll(List.of(new OwedMessage(key, about, to, answer, expiresAt, false)));
    }
}
