package ir.roshan.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.notification.MessagesPerNumber.Counted;
import ir.roshan.notification.MessagesPerNumber.Left;
import ir.roshan.notification.SendQueue.Due;
import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Lets no more SMS leave for a subscriber's number than {@link NumberLimits} say: anybody can report anything in a stranger's
 * name. It is decided when a message is about to leave, and not when it is owed: what is never sent counts for nothing, and a
 * queue that has grown while the gateway was away is bounded as all else.
 */
@Component
class NumberBound {
    static final String HELD = "roshan.messages.held";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** As many rows as {@code number_lock} has. */
    private static final int SLOTS = 4096;

    private final SendQueue queue;
    private final MessagesPerNumber sent;
    private final ErasedMessages erased;
    private final NumberLimits limits;
    private final Counter held;

    NumberBound(
            SendQueue queue,
            MessagesPerNumber sent,
            ErasedMessages erased,
            NumberLimits limits,
            MeterRegistry registry) {
        this.queue = queue;
        this.sent = sent;
        this.erased = erased;
        this.limits = limits;
        held = Counter.builder(HELD)
                .description("Messages that this node has not sent, since their number had had as many as one may have")
                .register(registry);
    }

    /**
     * What may leave now. What may not is held back; whose number another sender decides about at this moment stays due. To be
     * called in the transaction that has found them due, and that leases what may leave.
     */
    List<OutgoingMessage> leaving(List<Due> due, Instant now) {
        Set<Integer> wanted = due.stream()
                .filter(Due::toSubscriber)
                .map(d -> slotOf(d.message().to()))
                .collect(Collectors.toSet());
        Set<Integer> ours = wanted.isEmpty() ? Set.of() : sent.lockNumbers(wanted);
        List<Due> decided = due.stream()
                .filter(d ->
                        !d.toSubscriber() || ours.contains(slotOf(d.message().to())))
                .toList();
        Set<MobileNumber> numbers = decided.stream()
                .filter(Due::toSubscriber)
                .map(d -> d.message().to())
                .collect(Collectors.toSet());
        // Only now, since what was let out under the lock before has to be seen.
        Map<Counted, Left> left =
                numbers.isEmpty() ? new HashMap<>() : sent.left(numbers, now.minus(HOUR), now.minus(DAY));
        Set<MobileNumber> ahead = decided.stream()
                .map(Due::message)
                .filter(message -> message.kind().isAhead())
                .map(OutgoingMessage::to)
                .collect(Collectors.toSet());
        erased.left(ahead, now.minus(HOUR), now.minus(DAY))
                .forEach((number, more) -> left.merge(new Counted(number, MessageKind.Lot.AHEAD), more, Left::plus));
        List<OutgoingMessage> leaving = new ArrayList<>();
        List<OutgoingMessage> tooMany = new ArrayList<>();
        for (Due one : decided) (leaves(one, left, now) ? leaving : tooMany).add(one.message());
        queue.hold(tooMany, now);
        held.increment(tooMany.size());
        return leaving;
    }

    /** Counts it, if it leaves and is not counted yet. */
    private boolean leaves(Due one, Map<Counted, Left> left, Instant now) {
        if (!one.toSubscriber()) return true;
        Counted number = new Counted(one.message().to(), one.message().kind().lot());
        Left all = left.getOrDefault(number, new Left(0, 0));
        // One that is tried again has its place already, as long as its last try is not too long ago.
        int ownOfHour = isWithin(HOUR, one.triedAt(), now) ? 1 : 0;
        int ownOfDay = isWithin(DAY, one.triedAt(), now) ? 1 : 0;
        if (all.inHour() - ownOfHour >= limits.ofHour(one.message().kind())
                || all.inDay() - ownOfDay >= limits.ofDay(one.message().kind())) return false;
        left.put(number, new Left(all.inHour() + 1 - ownOfHour, all.inDay() + 1 - ownOfDay));
        return true;
    }

    /**
     * Whether nobody phones that number yet because of a result that was held back: one call tells all of a day. Nobody else
     * decides about the number until the caller's transaction ends.
     */
    boolean isToBePhoned(MobileNumber number, Instant now) {
        sent.lockNumber(slotOf(number));
        return !sent.isPhonedInPlace(number, now.minus(DAY));
    }

    private static boolean isWithin(Duration time, Instant moment, Instant now) {
        return moment != null && moment.isAfter(now.minus(time));
    }

    private static int slotOf(MobileNumber number) {
        return Math.floorMod(number.value().hashCode(), SLOTS);
    }
}
