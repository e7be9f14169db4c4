package ir.roshan.subscription;

import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.subscription.ToldLedger.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What is to be told of one place now: the plan as it stands is held against what was told and is not over. It does not matter what
 * has happened in between, nor how often: what reads the same as what was told is silence. Nothing is written here.
 */
final class Telling {
    /** What ends so soon is over for whoever reads of it. */
    static final Duration LEAST_LEFT = Duration.ofMinutes(15);

    /** In which a sender has seen that something has expired in its hand. */
    private static final Duration A_LITTLE = Duration.ofMinutes(1);

    enum What {
        /** Nothing was told of it. */
        NEW,
        CHANGED,
        CANCELLED,
        SOON
    }

    /**
     * @param now null where it was called off
     * @param before what was told of it; null where nothing was
     */
    record Line(What what, PlannedInterruption now, Told before) {}

    /**
     * @param lines what is to be told
     * @param absorbed what was told and is part of something longer that was or is told
     * @param lookAgain when there may be more to tell even if nothing changes; null if never
     */
    record Decision(List<Line> lines, List<Told> absorbed, Instant lookAgain) {}

    private final Subscription subscription;
    private final Instant now;
    private final List<PlannedInterruption> plan;
    private final List<Told> told;
    private final Map<Told, PlannedInterruption> pairs = new IdentityHashMap<>();
    private final Set<PlannedInterruption> paired = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Line> lines = new ArrayList<>();
    private final List<Told> absorbed = new ArrayList<>();

    private Telling(Subscription subscription, List<PlannedInterruption> plan, List<Told> told, Instant now) {
        this.subscription = subscription;
        this.now = now;
        this.plan = plan;
        this.told = told.stream().filter(one -> one.endsAt().isAfter(now)).toList();
    }

    /** @param told what holds, in any order */
    static Decision of(Subscription subscription, List<PlannedInterruption> plan, List<Told> told, Instant now) {
        return new Telling(subscription, plan, told, now).decision();
    }

    private Decision decision() {
        pair(Telling::readsTheSame);
        pair(Telling::sharesAWindow);
        pair(Telling::overlaps);
        // Whoever was told nine to eleven and is in the dark from three to five reads of one outage that was moved.
        pair((one, whole) -> one.startsAt().isAfter(now)
                && whole.startsAt().isAfter(now)
                && Subscription.dayOf(one.startsAt()).equals(Subscription.dayOf(whole.startsAt())));
        if (subscription.wish().onChange()) told.forEach(this::correct);
        plan.forEach(this::tellAhead);
        plan.forEach(this::remind);
        return new Decision(lines, absorbed, lookAgain());
    }

    private void pair(BiPredicate<Told, PlannedInterruption> belongs) {
        for (Told one : told) {
            if (pairs.containsKey(one)) continue;
            plan.stream()
                    .filter(whole -> !paired.contains(whole) && belongs.test(one, whole))
                    .findFirst()
                    .ifPresent(whole -> {
                        pairs.put(one, whole);
                        paired.add(whole);
                    });
        }
    }

    private void correct(Told one) {
        PlannedInterruption whole = pairs.get(one);
        if (whole == null) {
            // A window that was moved into another interruption leaves its own hours.
            if (plan.stream().anyMatch(other -> overlaps(one, other))) absorbed.add(one);
            else lines.add(new Line(What.CANCELLED, null, one));
        } else if (!readsTheSame(one, whole) && isAhead(whole)) lines.add(new Line(What.CHANGED, whole, one));
    }

    private void tellAhead(PlannedInterruption whole) {
        Instant from = subscription.toldFrom(whole.startsAt());
        if (from == null || now.isBefore(from) || paired.contains(whole)) return;
        if (whole.endsAt().isAfter(now.plus(LEAST_LEFT))) lines.add(new Line(What.NEW, whole, null));
    }

    /** Not what is told at this moment, nor what was told so shortly before that it is still known. */
    private void remind(PlannedInterruption whole) {
        Instant due = remindedAt(whole);
        if (due == null || now.isBefore(due) || !now.isBefore(whole.startsAt())) return;
        if (lines.stream().anyMatch(line -> line.now() == whole)) return;
        Told before =
                told.stream().filter(one -> pairs.get(one) == whole).findFirst().orElse(null);
        if (before != null && (before.remindedBy() != null || before.toldAt().isAfter(due.minus(minutesBefore()))))
            return;
        lines.add(new Line(What.SOON, whole, before));
    }

    private Instant remindedAt(PlannedInterruption whole) {
        return subscription.wish().minutesBefore() == null
                ? null
                : whole.startsAt().minus(minutesBefore());
    }

    private Duration minutesBefore() {
        return Duration.ofMinutes(subscription.wish().minutesBefore());
    }

    private boolean isAhead(PlannedInterruption whole) {
        return whole.endsAt().isAfter(now);
    }

    private Instant lookAgain() {
        return Stream.of(
                        plan.stream().map(whole -> subscription.toldFrom(whole.startsAt())),
                        plan.stream().map(this::remindedAt),
                        // What could not be sent until then is told anew, as far as it is not over.
                        told.stream().map(one -> one.endsAt().plus(A_LITTLE)),
                        lines.stream()
                                .map(Line::now)
                                .filter(Objects::nonNull)
                                .map(whole -> whole.endsAt().plus(A_LITTLE)))
                .flatMap(moments -> moments)
                .filter(moment -> moment != null && moment.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** A message tells the minute. */
    static boolean readsTheSame(Told one, PlannedInterruption whole) {
        return minute(one.startsAt()).equals(minute(whole.startsAt()))
                && minute(one.endsAt()).equals(minute(whole.endsAt()));
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }

    private static boolean sharesAWindow(Told one, PlannedInterruption whole) {
        return whole.windows().stream().map(PlannedOutage::id).anyMatch(one.windows()::contains);
    }

    private static boolean overlaps(Told one, PlannedInterruption whole) {
        return one.startsAt().isBefore(whole.endsAt()) && whole.startsAt().isBefore(one.endsAt());
    }

    /** @return ids of the windows of which it is made */
    static Set<Long> windowsOf(PlannedInterruption whole) {
        Set<Long> ids = new HashSet<>();
        whole.windows().forEach(window -> ids.add(window.id()));
        return ids;
    }
}
