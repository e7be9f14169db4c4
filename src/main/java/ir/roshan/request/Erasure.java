package ir.roshan.request;

import static java.time.ZoneOffset.UTC;

import ir.roshan.notification.MessageErasure;
import ir.roshan.subscription.Subscriptions;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes everything out of an ended request that says whose it was. Times, district, priority and result stay: they are figures. */
@Service
public class Erasure {
    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
    private static final int PORTION = 500;

    private final Requests requests;
    private final IdempotencyKeys keys;
    private final MessageErasure messages;
    private final DangersInPlan dangers;
    private final Subscriptions subscriptions;
    private final RequestSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    Erasure(
            Requests requests,
            IdempotencyKeys keys,
            MessageErasure messages,
            DangersInPlan dangers,
            Subscriptions subscriptions,
            RequestSettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.keys = keys;
        this.messages = messages;
        this.dangers = dangers;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Erases, now or before: a second time changes nothing. With the last request of a number ends what it is told ahead.
     *
     * @throws UnknownRequest if no request bears the code
     * @throws RequestStillOpen if the request is neither closed nor withdrawn
     */
    @Transactional
    public void erase(TrackingCode code) {
        RestorationRequest request = requests.locked(code);
        erase(request);
        // Whoever has themselves erased wants to hear nothing either; what only has grown old ends nothing that
        // somebody wished.
        if (!hasOthers(request.mobile())) subscriptions.stopAll(request.mobile(), Subscriptions.By.DESK);
    }

    private boolean hasOthers(MobileNumber mobile) {
        return jdbc.sql("SELECT count(*) FROM restoration_request WHERE mobile = :mobile AND erased_at IS NULL")
                        .param("mobile", mobile.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void erase(RestorationRequest request) {
        if (request.state() != RequestState.CLOSED && request.state() != RequestState.WITHDRAWN) {
            throw new RequestStillOpen();
        }
        long id = request.id().value();
        requests.changed();
        jdbc.sql("""
                        UPDATE restoration_request
                           SET mobile = :nobody, bill_id = NULL, address = 'پاک شده است', place_key = NULL, description = NULL,
                               latitude = NULL, longitude = NULL, life_support = FALSE,
                               feedback_comment = NULL, erased_at = :at
                         WHERE request_id = :id
                        """)
                .param("nobody", MobileNumber.NOBODY.value())
                .param("at", clock.instant().atOffset(UTC))
                .param("id", id)
                .update();
        jdbc.sql("UPDATE request_result SET message = NULL, objection_note = NULL WHERE request_id = :id")
                .param("id", id)
                .update();
        jdbc.sql(
                        "UPDATE request_event SET note = NULL WHERE request_id = :id AND step IN ('REMARK', 'STILL_OUT', 'NOT_REACHED', 'CALLED')")
                .param("id", id)
                .update();
        dangers.erase(request.id());
        keys.erase(request.trackingCode());
        messages.erase(id, MobileNumber.NOBODY);
        events.publishEvent(new RequestErased(request.id(), request.mobile()));
    }

    /** What ended long enough ago is erased by itself, a portion at a time. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
    public void eraseOld() {
        Instant limit =
                clock.instant().atOffset(UTC).minus(settings.eraseAfter()).toInstant();
        List<Long> old = jdbc.sql("""
                        SELECT request_id FROM restoration_request
                         WHERE erased_at IS NULL AND (closed_at < :limit OR withdrawn_at < :limit)
                         ORDER BY request_id
                         LIMIT :portion
                        """)
                .param("limit", limit.atOffset(UTC))
                .param("portion", PORTION)
                .query(Long.class)
                .list();
        old.forEach(id -> transaction.executeWithoutResult(status -> erase(requests.locked(new RequestId(id)))));
        if (!old.isEmpty()) {
            LOG.info(
                    "Erased the personal data of {} requests that ended more than {} ago",
                    old.size(),
                    settings.eraseAfter());
        }
    }
}
