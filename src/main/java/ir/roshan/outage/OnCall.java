package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;
import ir.roshan.notification.Message;
import ir.roshan.notification.OnCallMessages;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Hazard;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Portions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells whoever is on call of an emergency that nobody has taken within its time to verify (A2.1): once, whichever node sees it
 * first, and also of one that has become an emergency after that time. It looks for itself, since an outage's own timer has
 * rung by then. Whoever is on call is not woken again and again: one message tells of one emergency and how many more wait. A danger
 * at a place that is off on plan is an emergency of which there is no outage.
 */
@Service
public class OnCall {
    private static final Logger LOG = LoggerFactory.getLogger(OnCall.class);

    private final OnCallSettings settings;
    private final Outages outages;
    private final Whereabouts whereabouts;
    private final OpenTasks tasks;
    private final DangersInPlan dangers;
    private final OnCallMessages messages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OnCall(
            OnCallSettings settings,
            Outages outages,
            Whereabouts whereabouts,
            OpenTasks tasks,
            DangersInPlan dangers,
            OnCallMessages messages,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.outages = outages;
        this.whereabouts = whereabouts;
        this.tasks = tasks;
        this.dangers = dangers;
        this.messages = messages;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT20S")
    void look() {
        if (!settings.isUsed()) {
            return;
        }
        Instant now = clock.instant();
        Set<Integer> asleep = new HashSet<>();
        for (Waiting one : waiting(now)) {
            if (!asleep.contains(one.district())) {
                apart("outage " + one.id().value(), status -> {
                    if (!call(one.id(), now)) {
                        asleep.add(one.district());
                    }
                });
            }
        }
        for (DangersInPlan.Open danger : dangers.toTell(now)) {
            if (!asleep.contains(danger.district().number())) {
                apart("a danger of request " + danger.first(), status -> {
                    if (!call(danger, now, status)) {
                        asleep.add(danger.district().number());
                    }
                });
            }
        }
        called(now).forEach(id -> apart("outage " + id.value(), status -> callOff(id)));
        dangers.endedAfterTelling(now.minus(OnCallMessages.WORTH_SENDING))
                .forEach(ended -> apart("a danger of request " + ended.request(), status -> callOff(ended)));
    }

    /** One that stumbles keeps no other waiting. */
    private void apart(String what, Consumer<TransactionStatus> deed) {
        try {
            transaction.executeWithoutResult(deed);
        } catch (RuntimeException e) {
            LOG.warn("Whoever is on call is told of {} later", what, e);
        }
    }

    /** An emergency that may wait for somebody, by what the table alone says. */
    private record Waiting(OutageId id, int district, String workflow) {}

    private List<Waiting> waiting(Instant now) {
        return jdbc.sql("""
                        SELECT outage_id, district, workflow_id FROM outage
                         WHERE closed_at IS NULL AND state = 'SUSPECTED' AND priority = 'EMERGENCY' AND verify_by <= :now
                           AND on_call_at IS NULL
                         ORDER BY outage_id
                        """)
                .param("now", utc(now))
                .query((row, n) -> new Waiting(
                        new OutageId(row.getLong("outage_id")), row.getInt("district"), row.getString("workflow_id")))
                .list();
    }

    /** Of whom a message may still wait to be sent. */
    private List<OutageId> called(Instant now) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE on_call_at > :since ORDER BY outage_id")
                .param("since", utc(now.minus(OnCallMessages.WORTH_SENDING)))
                .query((row, n) -> new OutageId(row.getLong("outage_id")))
                .list();
    }

    /** @return false if nobody of its district is to be woken now: it waits, and is told of later */
    private boolean call(OutageId id, Instant now) {
        Outage outage = outages.locked(id);
        if (!waits(outage) || outage.priority() != Priority.EMERGENCY || isCalled(id)) {
            return true;
        }
        List<MobileNumber> numbers = messages.toWake(settings.onCall(outage.district(), now));
        if (numbers.isEmpty()) {
            return false;
        }
        Others others = others(outage.district(), now, id, null);
        outagesTold(List.of(id), now);
        // Written before it is counted and owed: of what another node tells at this moment nobody hears twice.
        int more = outagesTold(others.outages(), now)
                + dangers.told(others.dangers(), now).size();
        messages.owe(id.value(), numbers, message(outage, more == 0 ? null : more));
        return true;
    }

    /** The same of a danger at a place that is off on plan. */
    private boolean call(DangersInPlan.Open seen, Instant now, TransactionStatus status) {
        Optional<DangersInPlan.Open> locked = dangers.locked(seen).filter(one -> one.onCallAt() == null);
        if (locked.isEmpty()) {
            return true;
        }
        DangersInPlan.Open danger = locked.get();
        List<MobileNumber> numbers = messages.toWake(settings.onCall(danger.district(), now));
        if (numbers.isEmpty()) {
            return false;
        }
        Others others = others(danger.district(), now, null, danger);
        // Outages before dangers, as everybody who changes both.
        int more = outagesTold(others.outages(), now);
        List<DangersInPlan.Open> all = new ArrayList<>(others.dangers());
        all.add(danger);
        List<DangersInPlan.Open> told = dangers.told(all, now);
        if (!told.contains(danger)) {
            // Another node has told of it with an emergency of its own.
            status.setRollbackOnly();
            return true;
        }
        more += told.size() - 1;
        messages.oweOfDanger(danger.first().value(), now, numbers, message(danger, more == 0 ? null : more));
        return true;
    }

    /** One message tells of all: whoever is woken looks at the list. */
    private record Others(List<OutageId> outages, List<DangersInPlan.Open> dangers) {}

    private Others others(District district, Instant now, OutageId outage, DangersInPlan.Open danger) {
        return new Others(
                waiting(now).stream()
                        .filter(one -> one.district() == district.number()
                                && !one.id().equals(outage)
                                && !tasks.isTaken(one.workflow()))
                        .map(Waiting::id)
                        .toList(),
                dangers.toTell(now).stream()
                        .filter(one -> one.district().equals(district) && !one.isOf(danger))
                        .toList());
    }

    /** @return of how many nobody else has told meanwhile */
    private int outagesTold(List<OutageId> ids, Instant now) {
        int told = 0;
        for (List<OutageId> portion : Portions.of(ids)) {
            told += jdbc.sql("UPDATE outage SET on_call_at = :now WHERE outage_id IN (:ids) AND on_call_at IS NULL")
                    .param("now", utc(now))
                    .param("ids", portion.stream().map(OutageId::value).toList())
                    .update();
        }
        return told;
    }

    private void callOff(OutageId id) {
        Outage outage = outages.locked(id);
        if (!waits(outage) && messages.callOff(id.value())) {
            jdbc.sql("SELECT on_call_at FROM outage WHERE outage_id = :id")
                    .param("id", id.value())
                    .query((row, n) -> instant(row, "on_call_at"))
                    .optional()
                    .ifPresent(toldAt -> theOthersAreToldOfByAnother(outage.district(), toldAt, id));
        }
    }

    private void callOff(DangersInPlan.Ended ended) {
        if (messages.callOffDanger(ended.request().value(), ended.hazard().name(), ended.toldAt())) {
            theOthersAreToldOfByAnother(ended.district(), ended.toldAt(), null);
        }
    }

    /** @param but the outage of which nobody need be told; null where it was none */
    private void theOthersAreToldOfByAnother(District district, Instant toldAt, OutageId but) {
        jdbc.sql("""
                        UPDATE outage SET on_call_at = NULL
                         WHERE district = :district AND closed_at IS NULL AND state = 'SUSPECTED' AND outage_id <> :but
                           AND on_call_at = :toldAt
                        """)
                .param("district", district.number())
                .param("but", but == null ? 0 : but.value())
                .param("toldAt", utc(toldAt))
                .update();
        dangers.notToldAfterAll(district, toldAt);
    }

    private boolean waits(Outage outage) {
        return outage.state() == OutageState.SUSPECTED && outage.isOpen() && !tasks.isTaken(outage.workflowId());
    }

    /** By another node, until this one had the lock. */
    private boolean isCalled(OutageId id) {
        return jdbc.sql("SELECT on_call_at IS NOT NULL FROM outage WHERE outage_id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private Message.OnCallDanger message(DangersInPlan.Open danger, Integer others) {
        DangersInPlan.Where where = dangers.where(List.of(danger)).get(danger.first());
        return new Message.OnCallDanger(
                danger.district().number(),
                where.trackingCode().value(),
                danger.hazard().name(),
                where.transformer(),
                where.street(),
                danger.verifyBy(),
                others);
    }

    private Message.OnCall message(Outage outage, Integer others) {
        NetworkElement element = outage.isOnePlace() ? null : outage.element();
        Whereabouts.Where where = whereabouts.of(outage);
        return new Message.OnCall(
                outage.number(),
                outage.district().number(),
                outage.hazard() == Hazard.NONE ? null : outage.hazard().name(),
                element == null ? null : element.kind().name(),
                element == null ? null : element.code(),
                where.reported() || where.words().isEmpty() ? outage.area() : String.join("، ", where.words()),
                outage.verifyBy(),
                others);
    }
}
