package ir.roshan.subscription;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.Language;
import ir.roshan.notification.Message;
import ir.roshan.notification.PlanLine;
import ir.roshan.notification.PlanMessages;
import ir.roshan.notification.PublicAddress;
import ir.roshan.notification.Recipient;
import ir.roshan.plannedoutage.PlanAhead;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.subscription.Subscribers.Looked;
import ir.roshan.subscription.Subscribers.Subscriber;
import ir.roshan.subscription.Telling.Decision;
import ir.roshan.subscription.Telling.Line;
import ir.roshan.subscription.Telling.What;
import ir.roshan.subscription.ToldLedger.Entry;
import ir.roshan.subscription.ToldLedger.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at the numbers that are due: what is news for each is owed, and written in the ledger, in one transaction. Whoever is killed
 * before it commits has told nobody anything, and the number is still due.
 */
@Service
class Looking {
    static final int AT_ONCE = 200;

    /** Farther ahead nobody is told anything, and nobody announces anything. */
    private static final Duration AHEAD = Duration.ofDays(31);
    /** What stumbles is left alone for so long, so that it holds nobody else up. */
    private static final Duration AFTER_STUMBLING = Duration.ofMinutes(10);

    /** Once a day everybody is looked at, should the network have changed below the plan; spread, since nothing is urgent in it. */
    private static final int FIRST_MINUTE = 9 * 60;

    private static final int MINUTES = 10 * 60;

    private final Subscribers subscribers;
    private final ToldLedger ledger;
    private final PlanAhead plan;
    private final PlanMessages messages;
    private final PublicAddress site;
    private final Clock clock;

    Looking(
            Subscribers subscribers,
            ToldLedger ledger,
            PlanAhead plan,
            PlanMessages messages,
            PublicAddress site,
            Clock clock) {
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.plan = plan;
        this.messages = messages;
        this.site = site;
        this.clock = clock;
    }

    /** Which of them are due, for whoever looks at them one by one. */
    @Transactional
    public List<Long> due() {
        return subscribers.claim(clock.instant(), AT_ONCE).stream()
                .map(Subscriber::id)
                .toList();
    }

    /** @return how many were looked at */
    @Transactional
    public int look() {
        return look(subscribers.claim(clock.instant(), AT_ONCE));
    }

    @Transactional
    public int look(long subscriber) {
        return look(subscribers.claim(List.of(subscriber), clock.instant(), 1));
    }

    @Transactional
    public void leave(long subscriber) {
        subscribers.lookAt(subscriber, clock.instant().plus(AFTER_STUMBLING));
    }

    private int look(List<Subscriber> due) {
        if (!due.isEmpty()) new Batch(due, clock.instant()).look();
        return due.size();
    }

    private final class Batch {
        private final List<Subscriber> due;
        private final Instant now;
        private final List<Subscription> all;
        private final Map<Long, List<Subscription>> ofSubscriber;
        private final Map<Spot, List<PlannedInterruption>> planned;
        private final Map<Long, List<Told>> told = new HashMap<>();
        private final Map<Long, Decision> decisions = new HashMap<>();

        private final List<PlanMessages.Owed> owed = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final Map<Long, String> replaced = new LinkedHashMap<>();
        private final Map<Long, String> reminded = new LinkedHashMap<>();

        private Batch(List<Subscriber> due, Instant now) {
            this.due = due;
            this.now = now;
            this.all = subscribers.of(due.stream().map(Subscriber::id).toList());
            this.ofSubscriber = all.stream().collect(Collectors.groupingBy(Subscription::subscriberId));
            this.planned = plan.of(
                    all.stream().map(one -> one.wish().spot()).collect(Collectors.toSet()), now, now.plus(AHEAD));
        }

        private void look() {
            read(all);
            // Also those that only said that something holds no longer.
            Set<String> expired = messages.expired(ledger.messagesOf(ids(all), now));
            if (!expired.isEmpty()) {
                ledger.takeBack(ids(all), expired);
                read(all);
            }
            all.forEach(this::decide);
            takeBackWhatNobodyHasHeard();
            List<Looked> looked = new ArrayList<>();
            for (Subscriber subscriber : due) looked.add(tell(subscriber));
            messages.owe(owed);
            ledger.told(entries, now);
            ledger.replaced(replaced);
            ledger.reminded(reminded);
            subscribers.looked(looked);
        }

        private void read(Collection<Subscription> some) {
            Map<Long, List<Told>> holding = ledger.holding(ids(some), now);
            some.forEach(one -> told.put(one.id(), holding.getOrDefault(one.id(), List.of())));
        }

        private void decide(Subscription one) {
            decisions.put(
                    one.id(),
                    Telling.of(
                            one,
                            planned.getOrDefault(one.wish().spot(), List.of()),
                            told.getOrDefault(one.id(), List.of()),
                            now));
        }

        /** Where there is news of a number, what waits to be sent to it is decided anew with it: one message, and only what is true. */
        private void takeBackWhatNobodyHasHeard() {
            List<Subscription> withNews = ofSubscriber.values().stream()
                    .filter(places -> places.stream()
                            .anyMatch(one -> !decisions.get(one.id()).lines().isEmpty()))
                    .flatMap(List::stream)
                    .toList();
            if (withNews.isEmpty()) return;
            Set<String> unheard = messages.takeBack(ledger.messagesOf(ids(withNews), now));
            if (unheard.isEmpty()) return;
            ledger.takeBack(ids(withNews), unheard);
            read(withNews);
            withNews.forEach(this::decide);
        }

        private Looked tell(Subscriber subscriber) {
            List<Subscription> places = ofSubscriber.getOrDefault(subscriber.id(), List.of());
            int owedSoFar = subscriber.messages();
            if (has(places, line -> line.what() != What.SOON) || hasAbsorbed(places)) {
                String key = key(subscriber, ++owedSoFar);
                owe(subscriber, places, key, line -> line.what() != What.SOON);
                for (Subscription one : places)
                    decisions.get(one.id()).absorbed().forEach(whole -> replaced.put(whole.id(), key));
            }
            if (has(places, line -> line.what() == What.SOON))
                owe(subscriber, places, key(subscriber, ++owedSoFar), line -> line.what() == What.SOON);
            Instant again = places.stream()
                    .map(one -> decisions.get(one.id()).lookAgain())
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
            Instant tomorrow = tomorrow(subscriber.id());
            return new Looked(subscriber.id(), again == null || again.isAfter(tomorrow) ? tomorrow : again, owedSoFar);
        }

        private Instant tomorrow(long id) {
            return SolarHijri.moment(
                    Subscription.dayOf(now).plusDays(1), FIRST_MINUTE + (int) Math.floorMod(id, (long) MINUTES));
        }

        private boolean has(List<Subscription> places, Predicate<Line> which) {
            return places.stream()
                    .anyMatch(one -> decisions.get(one.id()).lines().stream().anyMatch(which));
        }

        private boolean hasAbsorbed(List<Subscription> places) {
            return places.stream()
                    .anyMatch(one -> !decisions.get(one.id()).absorbed().isEmpty());
        }

        private void owe(Subscriber subscriber, List<Subscription> places, String key, Predicate<Line> which) {
            List<PlanLine> lines = new ArrayList<>();
            Set<What> said = new HashSet<>();
            Instant expiresAt = null;
            for (Subscription one : places)
                for (Line line : decisions.get(one.id()).lines()) {
                    if (!which.test(line)) continue;
                    said.add(line.what());
                    lines.add(written(one, line));
                    Instant over = line.what() == What.SOON
                            ? line.now().startsAt()
                            : line.now() == null
                                    ? line.before().endsAt()
                                    : line.now().endsAt();
                    if (expiresAt == null || over.isBefore(expiresAt)) expiresAt = over;
                    enter(one, line, key);
                }
            if (lines.isEmpty()) return;
            String stop = stop(subscriber.stopToken());
            Language language = places.get(places.size() - 1).wish().language();
            owed.add(new PlanMessages.Owed(
                    key,
                    subscriber.id(),
                    new Recipient(subscriber.mobile(), language),
                    message(said, lines, stop),
                    expiresAt));
        }

        private void enter(Subscription one, Line line, String key) {
            boolean isReminder = line.what() == What.SOON;
            Told before = line.before();
            if (isReminder && before != null && Telling.readsTheSame(before, line.now())) {
                reminded.put(before.id(), key);
                return;
            }
            if (before != null && !isReminder) replaced.put(before.id(), key);
            if (line.now() != null)
                entries.add(new Entry(
                        one.id(),
                        line.now().startsAt(),
                        line.now().endsAt(),
                        Telling.windowsOf(line.now()),
                        key,
                        isReminder));
        }
    }

    /** @return null where messages are to name no address; then they say whom to call */
    private String stop(String token) {
        return site.linkTo("/s/" + token).orElse(null);
    }

    private static List<Long> ids(Collection<Subscription> some) {
        return some.stream().map(Subscription::id).toList();
    }

    private static String key(Subscriber subscriber, int number) {
        return "plan:" + subscriber.id() + ":" + number;
    }

    private static PlanLine written(Subscription one, Line line) {
        String place = one.wish().name();
        if (line.now() == null)
            return new PlanLine(place, line.before().startsAt(), line.before().endsAt(), false, null, true);
        boolean isInstead = line.what() == What.CHANGED;
        return new PlanLine(
                place,
                line.now().startsAt(),
                line.now().endsAt(),
                line.now().probable(),
                isInstead
                        ? new PlanLine.Hours(
                                line.before().startsAt(), line.before().endsAt())
                        : null,
                false);
    }

    private static Message message(Set<What> said, List<PlanLine> lines, String stop) {
        if (said.equals(Set.of(What.SOON))) return new Message.PlanSoon(lines, stop);
        if (said.equals(Set.of(What.NEW))) return new Message.PlanAhead(lines, stop);
        if (said.equals(Set.of(What.CANCELLED))) return new Message.PlanAheadCancelled(lines, stop);
        return new Message.PlanAheadChanged(lines, stop);
    }
}
