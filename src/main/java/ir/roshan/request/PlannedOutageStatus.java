package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.notification.Message;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageRecord;
import ir.roshan.notification.MessageState;
import ir.roshan.notification.Outbox;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OfTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 3, first half: is the location off on plan (A3.3)? And the guarded wait of a request for which it is. */
@Service
public class PlannedOutageStatus {
    private static final Set<MessageKind> PLANS =
            EnumSet.of(MessageKind.PLANNED, MessageKind.PLANNED_CHANGED, MessageKind.PLANNED_CANCELLED);

    private final Requests requests;
    private final Timeline timeline;
    private final DangersInPlan dangers;
    private final OfTransaction<First> first = new OfTransaction<>();
    private final PlannedOutageCheck check;
    private final PlannedOutages plannedOutages;
    private final Network network;
    private final Deadline deadline;
    private final PlannedOutageSettings settings;
    private final RestorationWorkflow workflow;
    private final Outbox outbox;
    private final Clock clock;

    PlannedOutageStatus(
            Requests requests,
            Timeline timeline,
            DangersInPlan dangers,
            PlannedOutageCheck check,
            PlannedOutages plannedOutages,
            Network network,
            Deadline deadline,
            PlannedOutageSettings settings,
            @Lazy RestorationWorkflow workflow,
            Outbox outbox,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.dangers = dangers;
        this.check = check;
        this.plannedOutages = plannedOutages;
        this.network = network;
        this.deadline = deadline;
        this.settings = settings;
        this.workflow = workflow;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What a request waits for: when supply is expected back, and the window that is under way. */
    private record Wait(Long plannedOutageId, Instant startsAt, Instant until, boolean probable, String note) {
        static Wait in(PlannedInterruption whole, Instant now) {
            PlannedOutage window = whole.windowAt(now);
            return new Wait(window.id(), whole.startsAt(), whole.endsAt(), whole.probable(), window.number());
        }
    }

    /** What the plan said while the request was registered: with its row, and in the same trip, it is written down already. */
    private record First(RequestId id, PlannedOutageCheck.Answer answer) {}

    /** Asks the plan about a place that is being reported. */
    PlannedOutageCheck.Answer first(BillId billId, Instant now) {
        return check.check(billId, now);
    }

    /** The first check of the request, if it comes in the same transaction, asks no second time. */
    void registered(RequestId id, PlannedOutageCheck.Answer answer) {
        first.set(new First(id, answer));
    }

    static Timeline.Entry notPlanned(Knowledge knowledge, Instant at) {
        return new Timeline.Entry(
                at,
                knowledge == Knowledge.UNKNOWN ? Timeline.Step.PLANNED_UNKNOWN : Timeline.Step.NOT_PLANNED,
                null,
                null);
    }

    /** Whether something that is announced reaches the request's place at this moment. */
    public boolean isPlannedNow(RestorationRequest request) {
        return check.check(request.billId(), clock.instant()).knowledge() == Knowledge.PLANNED;
    }

    /**
     * Asks the plan about the request's place now, at registration and wherever the answer may be another. A request that
     * already waits goes on as long as anything that is announced follows; when the end has passed, the grace shows whether the
     * supply is back. Where the plan was called off, it becomes a fault, and its time begins.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlanAnswer check(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        boolean waits = request.state() == RequestState.IN_PLANNED_OUTAGE;
        Optional<PlannedOutageCheck.Answer> known =
                first.get().filter(one -> one.id().equals(id)).map(First::answer);
        first.forget();
        if (known.filter(one -> one.knowledge() != Knowledge.PLANNED).isPresent()) {
            return PlanAnswer.valueOf(known.get().knowledge().name());
        }
        PlannedOutageCheck.Answer answer = known.orElseGet(() -> check.check(request.billId(), now));
        Optional<Wait> wait = answer.interruption().map(whole -> Wait.in(whole, now));
        if (wait.isEmpty() && waits) {
            wait = waitOf(
                    request, Optional.ofNullable(request.plannedOutageId()).flatMap(plannedOutages::byId), now);
            if (wait.isPresent() && !now.isBefore(wait.get().until().plus(settings.grace()))) {
                if (!wait.get().until().equals(request.plannedUntil())) {
                    keep(request, wait.get(), request.plannedByFinding(), now);
                }
                return PlanAnswer.OVER;
            }
        }
        if (wait.isPresent()) {
            boolean byFinding =
                    request.plannedByFinding() && waits && answer.interruption().isEmpty();
            keep(request, wait.get(), byFinding, now);
            timeline.append(id, now, Timeline.Step.PLANNED, null, wait.get().note());
            dangers.stands(request);
            return PlanAnswer.PLANNED;
        }
        requests.notPlanned(id, answer.knowledge());
        timeline.append(id, notPlanned(answer.knowledge(), now));
        if (request.isPlanned()) {
            Instant restoreBy = deadline.begins(request);
            if (waits) {
                calledOff(request, restoreBy);
            }
        }
        return PlanAnswer.valueOf(answer.knowledge().name());
    }

    private void keep(RestorationRequest request, Wait wait, boolean byFinding, Instant now) {
        requests.planned(request.id(), wait.plannedOutageId(), wait.until(), wait.probable(), byFinding, now);
    }

    /**
     * A request that has come back from its planned outage by the way of a model of before, which does not ask the plan again:
     * it is a fault.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void isFault(RestorationRequest request) {
        requests.notPlanned(request.id(), Knowledge.UNKNOWN);
        deadline.begins(request);
    }

    /**
     * The wait of a request at whose place nothing is under way: of the window that it waits in, if that is still announced and
     * has begun; or of a dispatcher's word.
     */
    private Optional<Wait> waitOf(RestorationRequest request, Optional<PlannedOutage> window, Instant now) {
        if (window.isEmpty()) {
            return request.plannedByFinding()
                    ? Optional.of(new Wait(null, request.submittedAt(), request.plannedUntil(), false, null))
                    : Optional.empty();
        }
        PlannedOutage known = window.get();
        if (known.cancelled()
                || !known.planned()
                || known.endsAt() == null
                || known.startsAt().isAfter(now)) {
            return Optional.empty();
        }
        Optional<Wait> whole = check.around(request.billId(), known).map(w -> Wait.in(w, now));
        return whole.isPresent() || !request.plannedByFinding()
                ? whole
                : Optional.of(new Wait(known.id(), known.startsAt(), known.endsAt(), known.probable(), known.number()));
    }

    /** Once: whoever was told of the plan hears that it is none any more, and that somebody looks for the fault. */
    private void calledOff(RestorationRequest request, Instant restoreBy) {
        List<MessageRecord> plans = plansOf(request);
        outbox.owe(
                "planned:" + request.id() + ":" + (plans.size() + 1),
                request.id().value(),
                request.recipient(),
                new Message.PlannedCancelled(request.trackingCode().shown(), restoreBy),
                restoreBy,
                request.priority() == Priority.EMERGENCY);
    }

    /** The same wait where a dispatcher has found that the outage is on plan; {@code plannedOutageId} is null where only that is known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void foundPlanned(RequestId id, Long plannedOutageId, Instant until) {
        Instant now = clock.instant();
        requests.planned(id, plannedOutageId, until, false, true, now);
        timeline.append(id, now, Timeline.Step.PLANNED, null, null);
        // Why it is dark is known then, and not that nobody is in danger.
        dangers.stands(requests.locked(id));
    }

    /**
     * Owes the message "planned, from … to …, because …", or the changed end to a subscriber who has heard of another end, and
     * says until when the guarded wait lasts. The planned outage stays locked until the request waits, so that an end that
     * is changed at this moment is either seen here or finds the request waiting.
     *
     * @return the planned end plus the grace; now where the plan is none any more, so that it is asked again at once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announce(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        Optional<PlannedOutage> outage =
                Optional.ofNullable(request.plannedOutageId()).flatMap(plannedOutages::byIdLocked);
        Optional<Wait> wait = waitOf(request, outage, now);
        if (wait.isEmpty()) {
            return now;
        }
        Instant until = wait.get().until();
        if (!until.equals(request.plannedUntil()) || wait.get().probable() != request.plannedProbable()) {
            keep(request, wait.get(), request.plannedByFinding(), now);
        }
        tell(request, wait.get(), outage.map(PlannedOutage::reason).orElse(null), now);
        return until.plus(settings.grace());
    }

    private void tell(RestorationRequest request, Wait wait, String reason, Instant now) {
        List<MessageRecord> owedBefore = plansOf(request);
        Optional<MessageRecord> last = owedBefore.stream()
                .filter(m -> m.isTold() || m.state() == MessageState.OWED)
                .reduce((earlier, later) -> later);
        if (last.isPresent() && wait.until().equals(last.get().expectedBackAt())) {
            return;
        }
        Optional<MessageRecord> heard =
                owedBefore.stream().filter(MessageRecord::isTold).reduce((earlier, later) -> later);
        if (heard.isPresent() && wait.until().equals(heard.get().expectedBackAt())) {
            // What was to be told meanwhile is not true any more, and what was heard is.
            PLANS.forEach(kind -> outbox.callOff(request.id().value(), kind));
            return;
        }
        String code = request.trackingCode().shown();
        String certainty = wait.probable() ? "PROBABLE" : null;
        // Who has heard that the plan was called off is told of it anew.
        boolean changed = last.filter(m -> m.isTold() && m.kind() != MessageKind.PLANNED_CANCELLED)
                .isPresent();
        outbox.owe(
                "planned:" + request.id() + ":" + (owedBefore.size() + 1),
                request.id().value(),
                request.recipient(),
                changed
                        ? new Message.PlannedChanged(code, wait.until(), certainty)
                        : new Message.Planned(code, wait.startsAt(), wait.until(), certainty, reason),
                wait.until().isAfter(now) ? wait.until() : now.plus(settings.grace()),
                false);
    }

    private List<MessageRecord> plansOf(RestorationRequest request) {
        return outbox.of(request.id().value()).stream()
                .filter(m -> PLANS.contains(m.kind()))
                .toList();
    }

    /** The plan has changed: whoever waits in it, at or below a place that it is about, is checked again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PlannedOutagesChanged changed) {
        List<Requests.Waiting> waiting = requests.waitingInPlan();
        Map<BillId, List<NetworkElement>> paths = network.pathsOf(waiting.stream()
                .map(Requests.Waiting::billId)
                .filter(Objects::nonNull)
                .toList());
        List<String> concerned = waiting.stream()
                .filter(w -> w.plannedOutageId() != null && changed.ids().contains(w.plannedOutageId())
                        || reaches(changed.places(), w.billId(), paths))
                .map(Requests.Waiting::workflowId)
                .toList();
        if (!concerned.isEmpty()) {
            workflow.plannedOutageChanged(concerned);
        }
    }

    private static boolean reaches(Set<NetworkElement> places, BillId billId, Map<BillId, List<NetworkElement>> paths) {
        return billId != null
                && paths.getOrDefault(billId, List.of(NetworkElement.of(billId))).stream()
                        .anyMatch(places::contains);
    }
}
