package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.agreement.Priority;
import ir.roshan.network.NetworkElement;
import ir.roshan.notification.Message;
import ir.roshan.notification.OnCallMessages;
import ir.roshan.request.Hazard;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells whoever is on call of an emergency that nobody has taken within its time to verify (A2.1): once, whichever node sees it
 * first, and also of one that has become an emergency after that time. It looks for itself, since an outage's own timer has
 * rung by then.
 */
@Service
public class OnCall {
    private final OnCallSettings settings;
    private final Outages outages;
    private final Whereabouts whereabouts;
    private final OpenTasks tasks;
    private final OnCallMessages messages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OnCall(
            OnCallSettings settings,
            Outages outages,
            Whereabouts whereabouts,
            OpenTasks tasks,
            OnCallMessages messages,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.outages = outages;
        this.whereabouts = whereabouts;
        this.tasks = tasks;
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
        waiting(now).forEach(id -> transaction.executeWithoutResult(status -> call(id, now)));
        called(now).forEach(id -> transaction.executeWithoutResult(status -> callOff(id)));
    }

    private List<OutageId> waiting(Instant now) {
        return jdbc.sql("""
                        SELECT outage_id FROM outage
                         WHERE closed_at IS NULL AND state = 'SUSPECTED' AND priority = 'EMERGENCY' AND verify_by <= :now
                           AND on_call_at IS NULL
                         ORDER BY outage_id
                        """)
                .param("now", utc(now))
                .query((row, n) -> new OutageId(row.getLong("outage_id")))
                .list();
    }

    /** Of whom a message may still wait to be sent. */
    private List<OutageId> called(Instant now) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE on_call_at > :since ORDER BY outage_id")
                .param("since", utc(now.minus(OnCallMessages.WORTH_SENDING)))
                .query((row, n) -> new OutageId(row.getLong("outage_id")))
                .list();
    }

    private void call(OutageId id, Instant now) {
        Outage outage = outages.locked(id);
        List<MobileNumber> numbers = settings.onCall(outage.district(), now);
        if (numbers.isEmpty() || !waits(outage) || outage.priority() != Priority.EMERGENCY || isCalled(id)) {
            return;
        }
        messages.owe(id.value(), numbers, message(outage));
        jdbc.sql("UPDATE outage SET on_call_at = :now WHERE outage_id = :id")
                .param("now", utc(now))
                .param("id", id.value())
                .update();
    }

    private void callOff(OutageId id) {
        if (!waits(outages.locked(id))) {
            messages.callOff(id.value());
        }
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

    private Message.OnCall message(Outage outage) {
        NetworkElement element = outage.isOnePlace() ? null : outage.element();
        Whereabouts.Where where = whereabouts.of(outage);
        return new Message.OnCall(
                outage.number(),
                outage.district().number(),
                outage.hazard() == Hazard.NONE ? null : outage.hazard().name(),
                element == null ? null : element.kind().name(),
                element == null ? null : element.code(),
                where.reported() || where.words().isEmpty() ? outage.area() : String.join("، ", where.words()),
                outage.verifyBy());
    }
}
