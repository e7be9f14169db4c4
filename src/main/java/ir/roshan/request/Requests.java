package ir.roshan.request;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.notification.Language;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Portions;
import ir.roshan.transaction.OfTransaction;
import ir.roshan.transaction.OneTrip;
import ir.roshan.transaction.OneTrip.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The registered requests and their results. Long because one class alone changes a request's row: with each change it forgets what
 * the transaction knew of it.
 */
@Repository
public class Requests {
    private static final String COLUMNS = """
            request_id, tracking_code, workflow_id, channel, bill_id, address, district, mobile, subscriber_type, description, hazard,
            life_support, critical, neighbours_out, out_since, language, latitude, longitude, priority, state, planned_check,
            planned_outage_id, planned_until, planned_probable, planned_by_finding, submitted_at, checked_at, restore_by, breached_at, withdrawn_at, closed_at
            """;

    private final JdbcClient jdbc;
    private final OneTrip trip;
    /** As this transaction knows it, which has registered or locked it: nobody else changes it meanwhile. */
    private final OfTransaction<RestorationRequest> own = new OfTransaction<>();
    /** What this transaction has registered: no outage, no result and nobody else can know of it yet. */
    private final OfTransaction<RequestId> registered = new OfTransaction<>();

    /** For whoever does not mind how often the database is asked. */
    Requests(JdbcClient jdbc) {
        this(jdbc, OneTrip.apart(jdbc));
    }

    @Autowired
    Requests(JdbcClient jdbc, OneTrip trip) {
        this.jdbc = jdbc;
        this.trip = trip;
    }

    /** @param knowledge what the plan says of its place; UNKNOWN until it has been asked, and where it is PLANNED */
    RequestId add(
            TrackingCode code,
            String workflowId,
            NewRequest request,
            String placeKey,
            District district,
            String critical,
            Priority priority,
            Knowledge knowledge,
            Instant submittedAt,
            Instant restoreBy) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        Optional<Network.Position> position = Optional.ofNullable(request.position());
        jdbc.sql("""
                        INSERT INTO restoration_request (tracking_code, workflow_id, channel, registered_by, bill_id, address, place_key, district,
                            mobile, subscriber_type, description, hazard, life_support, critical, neighbours_out, out_since,
                            language, latitude, longitude, priority, state, planned_check, submitted_at, restore_by)
                        VALUES (:code, :workflowId, :channel, :registeredBy, :billId, :address, :placeKey, :district,
                            :mobile, :subscriberType, :description, :hazard, :lifeSupport, :critical, :neighboursOut, :outSince,
                            :language, :latitude, :longitude, :priority, 'CHECKING', :knowledge, :submittedAt, :restoreBy)
                        """)
                .param("code", code.value())
                .param("workflowId", workflowId)
                .param("channel", request.channel().name())
                .param("registeredBy", request.registeredBy())
                .param(
                        "billId",
                        request.billId() == null ? null : request.billId().value())
                .param("address", request.address())
                .param("placeKey", placeKey)
                .param("district", district.number())
                .param("mobile", request.mobile().value())
                .param("subscriberType", request.subscriberType().name())
                .param("description", request.description())
                .param("hazard", request.hazard().name())
                .param("lifeSupport", request.lifeSupport())
                .param("critical", critical)
                .param("neighboursOut", request.neighboursOut().name())
                .param("outSince", utc(request.outSince()))
                .param("language", request.language().name().toLowerCase(Locale.ROOT))
                .param("latitude", position.map(Network.Position::latitude).orElse(null), Types.DOUBLE)
                .param("longitude", position.map(Network.Position::longitude).orElse(null), Types.DOUBLE)
                .param("priority", priority.name())
                .param("knowledge", knowledge.name())
                .param("submittedAt", utc(submittedAt))
                .param("restoreBy", utc(restoreBy))
                .update(key, "request_id");
        RequestId id = new RequestId(key.getKeyAs(Long.class));
        registered.set(id);
        own.set(RestorationRequest.begun(
                        id, code, workflowId, request, district, critical, priority, submittedAt, restoreBy)
                .checked(knowledge));
        return id;
    }

    /** Whether the transaction of this thread has registered it, so that nobody else knows of it. */
    public boolean isOfThisTransaction(RequestId id) {
        return registered.get().filter(id::equals).isPresent();
    }

    private Optional<RestorationRequest> own(RequestId id) {
        return own.get().filter(known -> known.id().equals(id));
    }

    /** Of one request: what was known of it is not true any more. */
    private JdbcClient.StatementSpec changing(RequestId id, String sql) {
        return changing(sql).param("id", id.value());
    }

    /** Of several. */
    private JdbcClient.StatementSpec changing(String sql) {
        own.forget();
        return jdbc.sql(sql);
    }

    /** What another of this room changes. */
    void changed() {
        own.forget();
    }

    /**
     * Locks that slot until the transaction ends, where nobody else has, and then looks for what was reported of that place by that
     * number and has no result, the newest first; in one trip.
     *
     * @return first, whether it was free; where it was not, nothing is locked
     */
    OneTrip.Answers<Boolean, List<OpenReports.Open>> lockReportsAtOnce(int slot, String placeKey) {
        return trip.ask(
                new Question<>(
                        "SELECT slot FROM report_lock WHERE slot = :slot FOR UPDATE SKIP LOCKED",
                        Map.of("slot", slot),
                        ResultSet::next),
                openAtPlace(placeKey));
    }

    /** Waits for that slot, and keeps it locked until the transaction ends. */
    void lockReports(int slot) {
        jdbc.sql("SELECT slot FROM report_lock WHERE slot = :slot FOR UPDATE")
                .param("slot", slot)
                .query(Integer.class)
                .single();
    }

    /** What was reported of that place by that number and has no result, the newest first. */
    List<OpenReports.Open> openAt(String placeKey) {
        return trip.ask(openAtPlace(placeKey));
    }

    private static Question<List<OpenReports.Open>> openAtPlace(String placeKey) {
        return new Question<>("""
                SELECT tracking_code, hazard, life_support
                  FROM restoration_request
                 WHERE place_key = :placeKey AND state IN ('CHECKING', 'IN_PLANNED_OUTAGE')
                 ORDER BY request_id DESC
                """, Map.of("placeKey", placeKey), rows -> {
            List<OpenReports.Open> open = new ArrayList<>();
            while (rows.next()) {
                open.add(new OpenReports.Open(
                        new TrackingCode(rows.getString("tracking_code")),
                        Hazard.valueOf(rows.getString("hazard")),
                        rows.getBoolean("life_support")));
            }
            return open;
        });
    }

    public Optional<RestorationRequest> find(TrackingCode code) {
        Optional<RestorationRequest> known =
                own.get().filter(one -> one.trackingCode().equals(code));
        return known.isPresent() ? known : read(code);
    }

    private Optional<RestorationRequest> read(TrackingCode code) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM restoration_request WHERE tracking_code = :code")
                .param("code", code.value())
                .query(Requests::row)
                .optional();
    }

    /** The newest of those that were made for a bill id, newest first. */
    public List<RestorationRequest> newestOf(BillId billId, int most) {
        return newest("bill_id", billId.value(), most);
    }

    /** The newest of those that were made with a mobile number, newest first. */
    public List<RestorationRequest> newestOf(MobileNumber mobile, int most) {
        return newest("mobile", mobile.value(), most);
    }

    private List<RestorationRequest> newest(String column, String value, int most) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM restoration_request WHERE " + column
                        + " = :value ORDER BY submitted_at DESC, request_id DESC LIMIT :most")
                .param("value", value)
                .param("most", most)
                .query(Requests::row)
                .list();
    }

    /** @throws UnknownRequest if there is none */
    public RestorationRequest get(TrackingCode code) {
        return find(code).orElseThrow(UnknownRequest::new);
    }

    public RestorationRequest get(RequestId id) {
        return own(id).orElseGet(
                        () -> jdbc.sql("SELECT " + COLUMNS + " FROM restoration_request WHERE request_id = :id")
                                .param("id", id.value())
                                .query(Requests::row)
                                .single());
    }

    /** The same, and nobody else changes the request until the transaction ends. */
    public RestorationRequest locked(RequestId id) {
        return own(id).orElseGet(() -> {
            RestorationRequest request = jdbc.sql(
                            "SELECT " + COLUMNS + " FROM restoration_request WHERE request_id = :id FOR UPDATE")
                    .param("id", id.value())
                    .query(Requests::row)
                    .single();
            own.set(request);
            return request;
        });
    }

    /**
     * The same, and then something else, in one trip where it is not known yet.
     *
     * @param besides asked behind the lock
     */
    public <T> OneTrip.Answers<RestorationRequest, T> locked(RequestId id, Question<T> besides) {
        Optional<RestorationRequest> known = own(id);
        if (known.isPresent()) {
            return new OneTrip.Answers<>(known.get(), trip.ask(besides));
        }
        OneTrip.Answers<RestorationRequest, T> answers = trip.ask(
                new Question<>(
                        "SELECT " + COLUMNS + " FROM restoration_request WHERE request_id = :requestId FOR UPDATE",
                        Map.of("requestId", id.value()),
                        rows -> DataAccessUtils.requiredSingleResult(all(rows))),
                besides);
        own.set(answers.first());
        return answers;
    }

    private static List<RestorationRequest> all(ResultSet rows) throws SQLException {
        List<RestorationRequest> all = new ArrayList<>();
        while (rows.next()) {
            all.add(row(rows, all.size()));
        }
        return all;
    }

    /** The same of several, each after the one that was registered before it, so that two who lock the same ones take turns. */
    public List<RestorationRequest> locked(Collection<RequestId> ids) {
        if (ids.size() == 1) {
            return List.of(locked(ids.iterator().next()));
        }
        List<RestorationRequest> locked = new ArrayList<>();
        for (List<Long> portion :
                Portions.of(ids.stream().map(RequestId::value).sorted().toList())) {
            locked.addAll(jdbc.sql("SELECT " + COLUMNS
                            + " FROM restoration_request WHERE request_id IN (:ids) ORDER BY request_id FOR UPDATE")
                    .param("ids", portion)
                    .query(Requests::row)
                    .list());
        }
        return locked;
    }

    /** Nobody else changes the requests of these workflows until the transaction ends. */
    public void lockCarriedBy(Collection<String> workflowIds) {
        for (List<String> portion : Portions.of(workflowIds)) {
            jdbc.sql("""
                            SELECT request_id FROM restoration_request
                             WHERE workflow_id IN (:workflowIds) ORDER BY request_id FOR UPDATE
                            """).param("workflowIds", portion).query(Long.class).list();
        }
    }

    /** The bill ids of the requests that these workflows carry, by workflow; who is known by address alone is not in it. */
    public Map<String, BillId> billIdsCarriedBy(Collection<String> workflowIds) {
        Map<String, BillId> billIds = new HashMap<>();
        for (List<String> portion : Portions.of(workflowIds)) {
            jdbc.sql("""
                            SELECT workflow_id, bill_id FROM restoration_request
                             WHERE workflow_id IN (:workflowIds) AND bill_id IS NOT NULL
                            """).param("workflowIds", portion).query(row -> {
                billIds.put(row.getString("workflow_id"), new BillId(row.getString("bill_id")));
            });
        }
        return billIds;
    }

    /** The request that a workflow carries. */
    public RestorationRequest carriedBy(String workflowId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM restoration_request WHERE workflow_id = :workflowId")
                .param("workflowId", workflowId)
                .query(Requests::row)
                .single();
    }

    RestorationRequest locked(TrackingCode code) {
        return locked(get(code).id());
    }

    /** Of these, the earliest report first. */
    public List<RestorationRequest> all(Collection<RequestId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "SELECT " + COLUMNS
                                        + " FROM restoration_request WHERE request_id IN (:ids) ORDER BY submitted_at, request_id")
                        .param("ids", ids.stream().map(RequestId::value).toList())
                        .query(Requests::row)
                        .list();
    }

    void planned(RequestId id, Long plannedOutageId, Instant until, boolean probable, boolean byFinding, Instant at) {
        changing(id, """
                        UPDATE restoration_request
                           SET state = 'IN_PLANNED_OUTAGE', planned_check = 'PLANNED', planned_outage_id = :plannedOutageId,
                               planned_until = :until, planned_probable = :probable, planned_by_finding = :byFinding,
                               checked_at = :at
                         WHERE request_id = :id
                        """)
                .param("plannedOutageId", plannedOutageId)
                .param("until", utc(until))
                .param("probable", probable)
                .param("byFinding", byFinding)
                .param("at", utc(at))
                .update();
    }

    void notPlanned(RequestId id, Knowledge knowledge) {
        Optional<RestorationRequest> known = own(id);
        if (known.filter(one -> one.state() == RequestState.CHECKING && one.plannedCheck() == knowledge)
                .isPresent()) {
            return;
        }
        changing(
                        id,
                        "UPDATE restoration_request SET state = 'CHECKING', planned_check = :knowledge WHERE request_id = :id")
                .param("knowledge", knowledge.name())
                .update();
        known.ifPresent(one -> own.set(one.checked(knowledge)));
    }

    /** The agreed time begins anew, where it was not running before. */
    void promised(RequestId id, Instant restoreBy) {
        changing(id, "UPDATE restoration_request SET restore_by = :restoreBy WHERE request_id = :id")
                .param("restoreBy", utc(restoreBy))
                .update();
    }

    void backToChecking(RequestId id, Priority priority) {
        changing(id, "UPDATE restoration_request SET state = 'CHECKING', priority = :priority WHERE request_id = :id")
                .param("priority", priority.name())
                .update();
    }

    void inDanger(RequestId id, Hazard hazard, Priority priority) {
        changing(id, "UPDATE restoration_request SET hazard = :hazard, priority = :priority WHERE request_id = :id")
                .param("hazard", hazard.name())
                .param("priority", priority.name())
                .update();
    }

    void withdrawn(RequestId id, Instant at) {
        changing(id, "UPDATE restoration_request SET state = 'WITHDRAWN', withdrawn_at = :at WHERE request_id = :id")
                .param("at", utc(at))
                .update();
    }

    void closed(RequestId id, Instant at) {
        changing(id, "UPDATE restoration_request SET state = 'CLOSED', closed_at = :at WHERE request_id = :id")
                .param("at", utc(at))
                .update();
    }

    void breached(RequestId id, Instant at) {
        changing(id, "UPDATE restoration_request SET breached_at = :at WHERE request_id = :id")
                .param("at", utc(at))
                .update();
    }

    /**
     * @param within null where nothing was promised
     * @param keepBreach false where the supply was back in time after all, as the crew reports later
     */
    void announced(Collection<RequestId> ids, Boolean within, boolean keepBreach) {
        for (List<Long> portion : Portions.of(ids.stream().map(RequestId::value).toList())) {
            changing("""
                            UPDATE restoration_request
                               SET state = 'ANNOUNCED', breached_at = CASE WHEN :keepBreach THEN breached_at END,
                                   within_agreement = :within
                             WHERE request_id IN (:ids)
                            """)
                    .param("keepBreach", keepBreach)
                    .param("within", within)
                    .param("ids", portion)
                    .update();
        }
    }

    void called(RequestId id, Instant at) {
        jdbc.sql("UPDATE request_result SET called_at = :at WHERE request_id = :id AND objected_at IS NULL")
                .param("at", utc(at))
                .param("id", id.value())
                .update();
    }

    boolean wasCalled(RequestId id) {
        return jdbc.sql("""
                                SELECT count(*) FROM request_result
                                 WHERE request_id = :id AND objected_at IS NULL AND called_at IS NOT NULL
                                """).param("id", id.value()).query(Integer.class).single() > 0;
    }

    void objected(RequestId id, Instant at, String note) {
        jdbc.sql("""
                        UPDATE request_result SET objected_at = :at, objection_note = :note
                         WHERE request_id = :id AND objected_at IS NULL
                        """)
                .param("at", utc(at))
                .param("note", note)
                .param("id", id.value())
                .update();
        changing(id, "UPDATE restoration_request SET within_agreement = NULL WHERE request_id = :id")
                .update();
    }

    /** The result that counts: the last one, unless the subscriber has objected to it. */
    public Optional<Result> result(RequestId id) {
        return jdbc.sql("""
                        SELECT outcome, cause, restored_at, announced_at, within_agreement, fee_rials, message
                          FROM request_result
                         WHERE request_id = :id AND objected_at IS NULL
                         ORDER BY result_no DESC
                         LIMIT 1
                        """)
                .param("id", id.value())
                .query((rs, n) -> new Result(
                        Outcome.valueOf(rs.getString("outcome")),
                        rs.getString("cause"),
                        instant(rs, "restored_at"),
                        instant(rs, "announced_at"),
                        (Boolean) rs.getObject("within_agreement"),
                        rs.getObject("fee_rials", Long.class),
                        rs.getString("message")))
                .optional();
    }

    void feedback(RequestId id, int rating, String comment, Instant at) {
        changing(id, """
                        UPDATE restoration_request
                           SET feedback_rating = :rating, feedback_comment = :comment, feedback_at = :at
                         WHERE request_id = :id
                        """)
                .param("rating", rating)
                .param("comment", comment)
                .param("at", utc(at))
                .update();
    }

    /** @param billId null where only an address is known */
    record Waiting(String workflowId, BillId billId, Long plannedOutageId) {}

    /** Those that wait in a planned outage now, whichever. */
    List<Waiting> waitingInPlan() {
        return jdbc.sql("""
                        SELECT workflow_id, bill_id, planned_outage_id FROM restoration_request
                         WHERE state = 'IN_PLANNED_OUTAGE'
                         ORDER BY request_id
                        """)
                .query((rs, n) -> new Waiting(
                        rs.getString("workflow_id"),
                        rs.getString("bill_id") == null ? null : new BillId(rs.getString("bill_id")),
                        rs.getObject("planned_outage_id", Long.class)))
                .list();
    }

    private static RestorationRequest row(ResultSet rs, int n) throws SQLException {
        String billId = rs.getString("bill_id");
        return new RestorationRequest(
                new RequestId(rs.getLong("request_id")),
                new TrackingCode(rs.getString("tracking_code")),
                rs.getString("workflow_id"),
                Channel.valueOf(rs.getString("channel")),
                billId == null ? null : new BillId(billId),
                rs.getString("address"),
                new District(rs.getInt("district")),
                new MobileNumber(rs.getString("mobile")),
                SubscriberType.valueOf(rs.getString("subscriber_type")),
                rs.getString("description"),
                Hazard.valueOf(rs.getString("hazard")),
                rs.getBoolean("life_support"),
                rs.getString("critical"),
                NeighboursOut.valueOf(rs.getString("neighbours_out")),
                instant(rs, "out_since"),
                Language.valueOf(rs.getString("language").toUpperCase(Locale.ROOT)),
                rs.getObject("latitude", Double.class) == null
                        ? null
                        : new Network.Position(rs.getDouble("latitude"), rs.getDouble("longitude")),
                Priority.valueOf(rs.getString("priority")),
                RequestState.valueOf(rs.getString("state")),
                Knowledge.valueOf(rs.getString("planned_check")),
                rs.getObject("planned_outage_id", Long.class),
                instant(rs, "planned_until"),
                rs.getBoolean("planned_probable"),
                rs.getBoolean("planned_by_finding"),
                instant(rs, "submitted_at"),
                instant(rs, "checked_at"),
                instant(rs, "restore_by"),
                instant(rs, "breached_at"),
                instant(rs, "withdrawn_at"),
                instant(rs, "closed_at"));
    }
}
