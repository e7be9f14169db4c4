package ir.roshan.subscription;

import ir.roshan.notification.MessageErasure;
import ir.roshan.notification.MessageStops;
import ir.roshan.notification.PlanMessages;
import ir.roshan.plannedoutage.PlanAhead;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.subscription.Subscribers.Subscriber;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people subscribe to, change and end. Whoever calls has seen that the number is theirs, or was asked to end it. */
@Service
public class Subscriptions implements MessageStops {
    /** Of one number. */
    public static final int MOST = 10;

    private static final int TOKEN_BYTES = 9;
    private static final Duration OUTLOOK = Duration.ofDays(7);

    private final Subscribers subscribers;
    private final ToldLedger ledger;
    private final PlanAhead plan;
    private final PlanMessages messages;
    private final MessageErasure erasure;
    private final Clock clock;
    private final StoppedPlaces stopped;
    private final SecureRandom random = new SecureRandom();

    Subscriptions(
            Subscribers subscribers,
            ToldLedger ledger,
            PlanAhead plan,
            PlanMessages messages,
            MessageErasure erasure,
            Clock clock,
            StoppedPlaces stopped) {
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.plan = plan;
        this.messages = messages;
        this.erasure = erasure;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Through which door they were ended. */
    public enum By {
        /** The subscriber, on our pages or by the link in a message. */
        PAGE,
        /** Somebody of the company, for whoever was on the telephone. */
        DESK,
        /** The subscriber, by a message to us. */
        MESSAGE
    }

    /** @param places in words; empty for a bill id */
    public record Shown(Subscription subscription, List<PlanAhead.Place> places, PlannedOutageCheck.Outlook outlook) {}

    /** The oldest first. */
    @Transactional(readOnly = true)
    public List<Shown> of(MobileNumber mobile) {
        return subscribers
                .find(mobile)
                .map(subscriber -> subscribers.of(List.of(subscriber.id())).stream()
                        .map(this::shown)
                        .toList())
                .orElse(List.of());
    }

    private Shown shown(Subscription subscription) {
        Instant now = clock.instant();
        PlanAhead.Spot spot = subscription.wish().spot();
        return new Shown(subscription, plan.places(spot.placeIds()), plan.outlook(spot, now, now.plus(OUTLOOK)));
    }

    /** @param already whether the number was told of that place before; nothing is changed then */
    public record Added(Shown shown, boolean already) {}

    /**
     * @throws ir.roshan.plannedoutage.UnknownPlannedPlace if a place in words is none
     * @throws TooManySubscriptions if the number has as many as one may have
     */
    @Transactional
    public Added add(MobileNumber mobile, Subscription.Wish wish) {
        plan.places(wish.spot().placeIds());
        Instant now = clock.instant();
        long subscriber = subscribers
                .locked(mobile)
                .map(Subscriber::id)
                .orElseGet(() -> subscribers.add(mobile, newToken(), now));
        List<Subscription> all = subscribers.of(List.of(subscriber));
        Optional<Subscription> same = all.stream()
                .filter(one -> one.wish().spot().equals(wish.spot()))
                .findFirst();
        if (same.isPresent()) return new Added(shown(same.get()), true);
        if (all.size() >= MOST) throw new TooManySubscriptions();
        long id = subscribers.add(subscriber, wish, keyOf(wish.spot()), now);
        subscribers.lookAt(subscriber, now);
        return new Added(shown(new Subscription(id, subscriber, wish)), false);
    }

    /**
     * @throws UnknownSubscription if the number has none of that id
     * @throws ir.roshan.plannedoutage.UnknownPlannedPlace if a place in words is none
     */
    @Transactional
    public Shown change(MobileNumber mobile, long id, Subscription.Wish wish) {
        plan.places(wish.spot().placeIds());
        Subscription known = lockedOf(mobile, id);
        if (!known.wish().spot().equals(wish.spot())) {
            withdraw(known);
            ledger.forget(id);
        }
        subscribers.change(id, wish, keyOf(wish.spot()));
        subscribers.lookAt(known.subscriberId(), clock.instant());
        return shown(new Subscription(id, known.subscriberId(), wish));
    }

    /** @throws UnknownSubscription if the number has none of that id */
    @Transactional
    public void remove(MobileNumber mobile, long id) {
        remove(lockedOf(mobile, id));
    }

    private void remove(Subscription known) {
        if (subscribers.of(List.of(known.subscriberId())).size() == 1) {
            endAll(known.subscriberId(), 1, By.PAGE);
            return;
        }
        stopped.add(known.subscriberId(), 1, By.PAGE);
        withdraw(known);
        subscribers.remove(known.id());
        subscribers.lookAt(known.subscriberId(), clock.instant());
    }

    /** What of it was not sent is not sent, and what was has no text any more; the other places of a message that is taken back are told anew. */
    private void withdraw(Subscription known) {
        Set<String> keys = ledger.messagesOf(List.of(known.id()), Instant.EPOCH);
        ledger.takeBack(
                subscribers.of(List.of(known.subscriberId())).stream()
                        .map(Subscription::id)
                        .toList(),
                messages.takeBack(keys));
        erasure.eraseTexts(keys);
    }

    @Override
    @Transactional
    public int stopAll(MobileNumber mobile) {
        return stopAll(mobile, By.MESSAGE);
    }

    /** Ends all of a number, with what is known of it. @return how many there were */
    @Transactional
    public int stopAll(MobileNumber mobile, By by) {
        Optional<Subscriber> subscriber = subscribers.locked(mobile);
        int many = subscriber
                .map(known -> subscribers.of(List.of(known.id())).size())
                .orElse(0);
        subscriber.ifPresent(known -> endAll(known.id(), many, by));
        return many;
    }

    private void endAll(long subscriber, int many, By by) {
        if (many > 0) stopped.add(subscriber, many, by);
        subscribers.removeAll(subscriber);
        erasure.erasePlaces(subscriber);
    }

    /** Of whoever has the link of a message; empty where no number has this token. */
    @Transactional(readOnly = true)
    public Optional<List<Subscription>> byToken(String token) {
        return subscribers.byToken(token).map(known -> subscribers.of(List.of(known.id())));
    }

    /**
     * @param only null for all
     * @return how many were ended; empty where no number has this token
     * @throws UnknownSubscription if there is none of that id
     */
    @Transactional
    public Optional<Integer> stop(String token, Long only) {
        Optional<Subscriber> found = subscribers.byToken(token).flatMap(known -> subscribers.locked(known.mobile()));
        if (found.isEmpty()) return Optional.empty();
        if (only == null) return Optional.of(stopAll(found.get().mobile(), By.PAGE));
        remove(lockedOf(found.get().mobile(), only));
        return Optional.of(1);
    }

    private Subscription lockedOf(MobileNumber mobile, long id) {
        return subscribers
                .locked(mobile)
                .flatMap(known -> subscribers.of(List.of(known.id())).stream()
                        .filter(one -> one.id() == id)
                        .findFirst())
                .orElseThrow(UnknownSubscription::new);
    }

    private static String keyOf(PlanAhead.Spot spot) {
        return Sha256.of(spot.billId() != null ? spot.billId().value() : new TreeSet<>(spot.placeIds()).toString());
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
