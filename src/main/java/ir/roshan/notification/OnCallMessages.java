package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.security.KeyedHash;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wakes whoever is on call (A2.1): before all messages to subscribers, at night as well, and each number once for an outage. Whoever
 * reports dangers in strangers' names wakes nobody more often than so.
 */
@Service
public class OnCallMessages {
    /** Whoever has heard nothing for so long has been phoned, or somebody is at work. */
    public static final Duration WORTH_SENDING = Duration.ofMinutes(30);

    /** A number hears no more than one in this time, which tells of all that wait. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 4;

    private final Outbox outbox;
    private final SubscriberMessages messages;
    private final KeyedHash hash;
    private final JdbcClient jdbc;
    private final Clock clock;

    OnCallMessages(Outbox outbox, SubscriberMessages messages, KeyedHash hash, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.hash = hash;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of these numbers, those that have not been woken just now, nor too often. */
    public List<MobileNumber> toWake(Collection<MobileNumber> numbers) {
        if (numbers.isEmpty()) return List.of();
        Instant now = clock.instant();
        Set<String> awake = jdbc
                .sql("""
                        SELECT recipient FROM subscriber_message
                         WHERE kind = 'ON_CALL' AND state <> 'SUPERSEDED' AND recipient IN (:numbers) AND created_at > :hourAgo
                         GROUP BY recipient
                        HAVING count(*) >= :most OR max(created_at) > :pauseAgo
                        """)
                .param("numbers", numbers.stream().map(MobileNumber::value).toList())
                .param("hourAgo", now.minus(HOUR).atOffset(UTC))
                .param("most", MOST_AN_HOUR)
                .param("pauseAgo", now.minus(PAUSE).atOffset(UTC))
                .query(String.class)
                .stream()
                .collect(Collectors.toSet());
        return numbers.stream()
                .filter(number -> !awake.contains(number.value()))
                .toList();
    }

    /** In the caller's transaction, which keeps all others from the outage. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long outageId, Collection<MobileNumber> numbers, Message.OnCall message) {
        owe("on-call:" + outageId, MessageSubject.outage(outageId, null), numbers, message);
    }

    /**
     * The same of a danger at a place that is off on plan; once for each telling, since it may be told again.
     *
     * @param requestId that has reported it first; kept from all others
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void oweOfDanger(
            long requestId, Instant toldAt, Collection<MobileNumber> numbers, Message.OnCallDanger message) {
        owe(ofDanger(requestId, message.hazard(), toldAt), MessageSubject.request(requestId), numbers, message);
    }

    private static String ofDanger(long requestId, String hazard, Instant toldAt) {
        return "on-call-danger:" + requestId + ":" + hazard + ":" + toldAt.toEpochMilli();
    }

    private void owe(String what, MessageSubject about, Collection<MobileNumber> numbers, Message message) {
        outbox.oweAll(numbers.stream()
                .map(number -> new OwedMessage(
                        what + ":" + hash.of("on-call", number.value()),
                        about,
                        new Recipient(number, Language.FA),
                        message,
                        clock.instant().plus(WORTH_SENDING),
                        true))
                .toList());
    }

    /**
     * Somebody has taken it: what has not been sent is not sent.
     *
     * @return whether there was something
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean callOff(long outageId) {
        return messages.supersedeOrders(outageId, MessageKind.ON_CALL, clock.instant()) > 0;
    }

    /** The same of a danger that the request has reported first, and of that telling alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean callOffDanger(long requestId, String hazard, Instant toldAt) {
        return messages.supersedeOnCall(requestId, ofDanger(requestId, hazard, toldAt) + ":", clock.instant()) > 0;
    }
}
