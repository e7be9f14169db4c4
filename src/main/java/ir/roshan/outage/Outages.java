package ir.roshan.outage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.agreement.Priority;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The outages, who stands in them, and their timelines. */
@Repository
public class Outages {
    private static final int LOCK_SLOTS = 32;

    /** So many values go into one statement. */
    private static final int PORTION = 1000;

    private static final String SELECT = """
            SELECT outage_id, outage_no, workflow_id, element_kind, element_code, district, area, state, priority, hazard, finding,
                   cause, crew, detected_at, verify_by, restore_by, verified_at, dispatched_at, estimated_at, estimate_no,
                   restored_at, closed_at, planned_outage_id, planned_until, fee_rials, breached_at,
                   placed_by_hand, absorbed_into, follows, transformer_code
              FROM outage
            """;

    private final JdbcClient jdbc;

    Outages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can happen to an outage. */
    public enum Step {
        SUSPECTED,
        VERIFICATION_OVERDUE,
        VERIFIED,
        MOVED,
        CREW_DISPATCHED,
        ESTIMATE_REVISED,
        PARTLY_RESTORED,
        RESTORED,
        DEADLINE_BREACHED,
        BREACH_HANDLED,
        RESOLVED,
        ABSORBED,
        TOOK_IN,
        SPLIT_OFF,
        REQUEST_MOVED,
        WIDENING_UNDONE,
        ABANDONED
    }

    /** @param note free text or a code; null if there is none */
    public record Event(Instant at, Step step, String byWhom, String note) {}

    /** Why a request left an outage. */
    enum Leaving {
        WITHDRAWN,
        RESOLVED,
        STILL_OUT,
        ABSORBED,
        MOVED,
        PLANNED
    }

    /**
     * Lets reports of one place pass one after another until the transaction ends: everything under one feeder takes turns,
     * and what the network does not know takes turns by itself. Taken before any outage is locked.
     *
     * @param path from narrow to wide, not empty
     */
    void lockPlace(List<NetworkElement> path) {
        String place = path.stream()
                .filter(e -> e.kind() == ElementKind.FEEDER)
                .findFirst()
                .orElse(path.get(path.size() - 1))
                .code();
        jdbc.sql("SELECT slot FROM outage_lock WHERE slot = :slot FOR UPDATE")
                .param("slot", Math.floorMod(place.hashCode(), LOCK_SLOTS))
                .query(Integer.class)
                .single();
    }

    /**
     * Until the transaction ends nobody else attaches, groups or moves anything, wherever it is. What a dispatcher does by hand
     * is rare and may reach from any place to any other; so it takes all of them, in one order. Taken before any outage is locked.
     */
    void lockAllPlaces() {
        jdbc.sql("SELECT slot FROM outage_lock ORDER BY slot FOR UPDATE")
                .query(Integer.class)
                .list();
    }

    /** @param path from narrow to wide, beginning where the outage stands; empty where only an address is known */
    OutageId add(List<NetworkElement> path, District district, String area, Grouping.Urgency urgency) {
        NetworkElement element = path.isEmpty() ? null : path.get(0);
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO outage (element_kind, element_code, open_key, transformer_code, feeder_code, substation_code,
                            district, area, state, priority, hazard, detected_at, verify_by, restore_by, estimate_no)
                        VALUES (:kind, :code, :openKey, :transformer, :feeder, :substation,
                            :district, :area, 'SUSPECTED', :priority, :hazard, :detectedAt, :verifyBy, :restoreBy, 0)
                        """)
                .param("kind", element == null ? null : element.kind().name())
                .param("code", element == null ? null : element.code())
                .param("openKey", element == null ? null : openKey(element))
                .param("transformer", codeOf(ElementKind.TRANSFORMER, path))
                .param("feeder", codeOf(ElementKind.FEEDER, path))
                .param("substation", codeOf(ElementKind.SUBSTATION, path))
                .param("district", district.number())
                .param("area", area)
                .param("priority", urgency.priority().name())
                .param("hazard", urgency.hazard().name())
                .param("detectedAt", utc(urgency.detectedAt()))
                .param("verifyBy", utc(urgency.verifyBy()))
                .param("restoreBy", utc(urgency.restoreBy()))
                .update(key, "outage_id");
        OutageId id = new OutageId(key.getKeyAs(Long.class));
        String number = "%s-%06d"
                .formatted(
                        SolarHijri.formatDate(urgency.detectedAt(), Locale.ENGLISH)
                                .substring(0, 4),
                        id.value());
        jdbc.sql("UPDATE outage SET outage_no = :number WHERE outage_id = :id")
                .param("number", number)
                .param("id", id.value())
                .update();
        return id;
    }

    public Outage get(OutageId id) {
        return jdbc.sql(SELECT + " WHERE outage_id = :id")
                .param("id", id.value())
                .query(Outages::row)
                .single();
    }

    /** The outage that a workflow carries; empty if it carries none. */
    public Optional<Outage> carriedBy(String workflowId) {
        return jdbc.sql(SELECT + " WHERE workflow_id = :workflowId")
                .param("workflowId", workflowId)
                .query(Outages::row)
                .optional();
    }

    /** The same of several, by workflow; those that carry none are not in it. */
    public Map<String, Outage> carriedBy(Collection<String> workflowIds) {
        if (workflowIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT + " WHERE workflow_id IN (:workflowIds)")
                .param("workflowIds", workflowIds)
                .query(Outages::row)
                .list()
                .stream()
                .collect(Collectors.toMap(Outage::workflowId, outage -> outage));
    }

    public Optional<Outage> find(String number) {
        return jdbc.sql(SELECT + " WHERE outage_no = :number")
                .param("number", number)
                .query(Outages::row)
                .optional();
    }

    /** @throws UnknownOutage if there is none */
    public Outage get(String number) {
        return find(number).orElseThrow(UnknownOutage::new);
    }

    Outage locked(OutageId id) {
        return jdbc.sql(SELECT + " WHERE outage_id = :id FOR UPDATE")
                .param("id", id.value())
                .query(Outages::row)
                .single();
    }

    /**
     * @throws UnknownOutage if there is none
     * @throws OutageClosed if it is not open any more
     */
    Outage lockedOpen(String number) {
        Outage outage = locked(get(number).id());
        if (!outage.isOpen()) {
            throw new OutageClosed();
        }
        return outage;
    }

    Optional<OutageId> openAt(NetworkElement element) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE open_key = :openKey")
                .param("openKey", openKey(element))
                .query((rs, n) -> new OutageId(rs.getLong("outage_id")))
                .optional();
    }

    /** The open ones at any of these elements. @param path not empty */
    List<OutageId> openOn(List<NetworkElement> path) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE open_key IN (:openKeys) ORDER BY outage_id")
                .param("openKeys", path.stream().map(Outages::openKey).toList())
                .query((rs, n) -> new OutageId(rs.getLong("outage_id")))
                .list();
    }

    /** Those that are open now, newest first. @param district null for all */
    public List<Outage> open(Integer district) {
        return jdbc.sql(SELECT + """
                         WHERE closed_at IS NULL AND (CAST(:district AS integer) IS NULL OR district = :district)
                         ORDER BY detected_at DESC, outage_id DESC
                        """)
                .param("district", district)
                .query(Outages::row)
                .list();
    }

    /** Who was sent: a crew's name is its own in its district only. */
    public record Sent(District district, String crew) {}

    /** How many open outages each crew has been sent to. */
    public Map<Sent, Integer> openPerCrew() {
        Map<Sent, Integer> load = new HashMap<>();
        jdbc.sql("""
                        SELECT district, crew, count(*) AS outages FROM outage
                         WHERE closed_at IS NULL AND crew IS NOT NULL
                         GROUP BY district, crew
                        """).query(row -> {
            load.put(new Sent(new District(row.getInt("district")), row.getString("crew")), row.getInt("outages"));
        });
        return load;
    }

    /**
     * The open outage that a report from there joins. Of several open outages above one place, the wider explains more; unless
     * a dispatcher has said that what is narrower is a fault of its own.
     *
     * @param path from narrow to wide; empty where only an address is known
     * @param read with or without a lock: between the look and the read it may have been restored; then the report is news
     */
    Optional<Outage> joinedFrom(List<NetworkElement> path, Function<OutageId, Outage> read) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        List<Outage> open = openOn(path).stream()
                .map(read)
                .filter(Outage::isOpen)
                // Moved between the look and the read, it does not stand above the place any more.
                .filter(o -> path.contains(o.element()))
                // Supply has been back there although the rest still waits: that is news as well.
                .filter(o -> o.state() == OutageState.SUSPECTED || !isRestored(o, path))
                .sorted(Comparator.comparing(o -> path.indexOf(o.element())))
                .toList();
        return open.stream()
                .filter(Outage::placedByHand)
                .findFirst()
                .or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1)));
    }

    private boolean isRestored(Outage outage, List<NetworkElement> path) {
        return restorationSteps(outage.id()).stream().anyMatch(step -> path.contains(step.element()));
    }

    /** What has stood at the same element before and is closed, newest first. */
    public List<Outage> before(Outage outage, int most) {
        if (outage.element() == null) {
            return List.of();
        }
        return jdbc.sql(SELECT + """
                         WHERE element_kind = :kind AND element_code = :code AND closed_at IS NOT NULL AND outage_id <> :id
                         ORDER BY detected_at DESC, outage_id DESC
                         LIMIT :most
                        """)
                .param("kind", outage.element().kind().name())
                .param("code", outage.element().code())
                .param("id", outage.id().value())
                .param("most", most)
                .query(Outages::row)
                .list();
    }

    /** The outage in which a request stands, or stood when it was answered; empty before, and after a withdrawal or an objection. */
    public Optional<Outage> of(RequestId request) {
        return jdbc.sql("""
                        SELECT outage_id, left_because FROM outage_membership
                         WHERE request_id = :request
                         ORDER BY membership_id DESC
                         LIMIT 1
                        """)
                .param("request", request.value())
                .query((rs, n) -> {
                    String because = rs.getString("left_because");
                    boolean counts = because == null || because.equals(Leaving.RESOLVED.name());
                    return counts ? Optional.of(new OutageId(rs.getLong("outage_id"))) : Optional.<OutageId>empty();
                })
                .optional()
                .flatMap(id -> id)
                .map(this::get);
    }

    /** How many requests stand in each outage, or stood in it when it was resolved; one in which none has stood is not in it. */
    public Map<OutageId, Integer> requestCounts(Collection<OutageId> ids) {
        Map<OutageId, Integer> counts = new HashMap<>();
        List<Long> all = ids.stream().map(OutageId::value).toList();
        for (int from = 0; from < all.size(); from += PORTION) {
            jdbc.sql("""
                            SELECT outage_id, count(*) AS requests FROM outage_membership
                             WHERE outage_id IN (:ids) AND (left_because IS NULL OR left_because = 'RESOLVED')
                             GROUP BY outage_id
                            """)
                    .param("ids", all.subList(from, Math.min(from + PORTION, all.size())))
                    .query(row -> {
                        counts.put(new OutageId(row.getLong("outage_id")), row.getInt("requests"));
                    });
        }
        return counts;
    }

    /** The requests that {@link #requestCounts} counts, in the order in which they joined. */
    public List<RequestId> counted(OutageId id) {
        return jdbc.sql("""
                        SELECT request_id FROM outage_membership
                         WHERE outage_id = :id AND (left_because IS NULL OR left_because = 'RESOLVED')
                         ORDER BY membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .list();
    }

    /** The requests that stand in it now, in the order in which they joined. */
    public List<RequestId> members(OutageId id) {
        return jdbc.sql("""
                        SELECT request_id FROM outage_membership
                         WHERE outage_id = :id AND current_request_id IS NOT NULL
                         ORDER BY membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .list();
    }

    /** The requests that stand in any outage that nobody has verified. */
    List<RequestId> standingUnverified() {
        return jdbc.sql("""
                        SELECT m.current_request_id
                          FROM outage o
                          JOIN outage_membership m ON m.outage_id = o.outage_id
                         WHERE o.closed_at IS NULL AND o.state = 'SUSPECTED' AND m.current_request_id IS NOT NULL
                         ORDER BY m.membership_id
                        """)
                .query((rs, n) -> new RequestId(rs.getLong("current_request_id")))
                .list();
    }

    void join(OutageId id, RequestId request, Instant at) {
        jdbc.sql("""
                        INSERT INTO outage_membership (outage_id, request_id, current_request_id, joined_at)
                        VALUES (:id, :request, :request, :at)
                        """)
                .param("id", id.value())
                .param("request", request.value())
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** The outage in which the request stands now. */
    Optional<OutageId> standingIn(RequestId request) {
        return jdbc.sql("SELECT outage_id FROM outage_membership WHERE current_request_id = :request")
                .param("request", request.value())
                .query((rs, n) -> new OutageId(rs.getLong("outage_id")))
                .optional();
    }

    void leave(RequestId request, Leaving because, Instant at) {
        jdbc.sql("""
                        UPDATE outage_membership SET current_request_id = NULL, left_at = :at, left_because = :because
                         WHERE current_request_id = :request
                        """)
                .param("at", at.atOffset(UTC))
                .param("because", because.name())
                .param("request", request.value())
                .update();
    }

    void leaveAll(OutageId id, Leaving because, Instant at) {
        jdbc.sql("""
                        UPDATE outage_membership SET current_request_id = NULL, left_at = :at, left_because = :because
                         WHERE outage_id = :id AND current_request_id IS NOT NULL
                        """)
                .param("at", at.atOffset(UTC))
                .param("because", because.name())
                .param("id", id.value())
                .update();
    }

    /** The requests of one outage go on in another; who belonged where, and when, stays. */
    void moveAll(OutageId from, OutageId to, Instant at) {
        leaveAll(from, Leaving.ABSORBED, at);
        jdbc.sql("""
                        INSERT INTO outage_membership (outage_id, request_id, current_request_id, joined_at)
                        SELECT CAST(:to AS bigint), request_id, request_id, CAST(:at AS timestamp with time zone)
                          FROM outage_membership
                         WHERE outage_id = :from AND left_because = 'ABSORBED'
                         ORDER BY membership_id
                        """)
                .param("to", to.value())
                .param("at", utc(at))
                .param("from", from.value())
                .update();
    }

    /** A dispatcher has said that an outage is here. @param path from narrow to wide, beginning there; not empty */
    void place(OutageId id, List<NetworkElement> path, District district, String area) {
        NetworkElement element = path.get(0);
        jdbc.sql("""
                        UPDATE outage
                           SET element_kind = :kind, element_code = :code, open_key = :openKey, transformer_code = :transformer,
                               feeder_code = :feeder, substation_code = :substation, district = :district, area = :area,
                               placed_by_hand = TRUE
                         WHERE outage_id = :id
                        """)
                .param("kind", element.kind().name())
                .param("code", element.code())
                .param("openKey", openKey(element))
                .param("transformer", codeOf(ElementKind.TRANSFORMER, path))
                .param("feeder", codeOf(ElementKind.FEEDER, path))
                .param("substation", codeOf(ElementKind.SUBSTATION, path))
                .param("district", district.number())
                .param("area", area)
                .param("id", id.value())
                .update();
    }

    void absorbedInto(OutageId id, OutageId wider) {
        jdbc.sql("UPDATE outage SET absorbed_into = :wider WHERE outage_id = :id")
                .param("wider", wider.value())
                .param("id", id.value())
                .update();
    }

    /** The outages whose requests this one has taken in, in the order in which they had begun. */
    List<OutageId> takenIn(OutageId id) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE absorbed_into = :id ORDER BY outage_id")
                .param("id", id.value())
                .query((rs, n) -> new OutageId(rs.getLong("outage_id")))
                .list();
    }

    /**
     * How a request has come into an outage.
     *
     * @param from the outage that was absorbed with it; null if it joined by itself
     * @param stands false if it was withdrawn since
     */
    record Arrival(RequestId request, OutageId from, boolean stands) {}

    /** Of those that stand in it, and those that were withdrawn from it; in the order in which they joined. */
    List<Arrival> arrivals(OutageId id) {
        return jdbc.sql("""
                        SELECT m.request_id, m.current_request_id, p.outage_id AS came_from
                          FROM outage_membership m
                          LEFT JOIN outage_membership p
                                 ON p.request_id = m.request_id AND p.left_because = 'ABSORBED' AND p.left_at = m.joined_at
                         WHERE m.outage_id = :id AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                         ORDER BY m.membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new Arrival(
                        new RequestId(rs.getLong("request_id")),
                        id(rs, "came_from"),
                        rs.getObject("current_request_id") != null))
                .list();
    }

    /** Of the requests that stand in it, or were withdrawn from it, the first that has reported a danger and is not erased. */
    Optional<RequestId> reporterOfDanger(OutageId id) {
        return jdbc.sql("""
                        SELECT r.request_id
                          FROM outage_membership m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE m.outage_id = :id AND r.hazard <> 'NONE' AND r.erased_at IS NULL
                           AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                         ORDER BY CASE WHEN m.current_request_id IS NULL THEN 1 ELSE 0 END, r.submitted_at, r.request_id
                         LIMIT 1
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .optional();
    }

    /**
     * The dangers that others have reported who stand in it, or were withdrawn from it: the crew has heard of those too, and
     * whoever reports and withdraws in turn does not send it a message each time.
     *
     * @param arrived whose reports do not count; not empty
     */
    Set<Hazard> dangersBeside(OutageId id, List<RequestId> arrived) {
        return jdbc
                .sql("""
                        SELECT DISTINCT r.hazard
                          FROM outage_membership m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE m.outage_id = :id AND r.hazard <> 'NONE' AND m.request_id NOT IN (:arrived)
                           AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                        """)
                .param("id", id.value())
                .param("arrived", arrived.stream().map(RequestId::value).toList())
                .query(String.class)
                .list()
                .stream()
                .map(Hazard::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Hazard.class)));
    }

    /** When the first of these requests came to stand in an outage, wherever they have been brought since. @param requests not empty */
    Instant outSince(Collection<RequestId> requests) {
        return jdbc.sql("""
                        SELECT min(m.joined_at) AS since FROM outage_membership m
                         WHERE m.request_id IN (:requests)
                           AND NOT EXISTS (SELECT 1 FROM outage_membership o
                                            WHERE o.request_id = m.request_id AND o.left_because = 'STILL_OUT'
                                              AND o.membership_id >= m.membership_id)
                        """)
                .param("requests", requests.stream().map(RequestId::value).toList())
                .query((rs, n) -> instant(rs, "since"))
                .single();
    }

    /** The rules of grouping leave it alone from now on. */
    void keepByHand(OutageId id) {
        jdbc.sql("UPDATE outage SET placed_by_hand = TRUE WHERE outage_id = :id")
                .param("id", id.value())
                .update();
    }

    void setFollows(OutageId id, OutageId restored) {
        jdbc.sql("UPDATE outage SET follows = :restored WHERE outage_id = :id")
                .param("restored", restored == null ? null : restored.value())
                .param("id", id.value())
                .update();
    }

    /** How many other elements of the same kind, below the same wider one, have a suspected outage that nobody has placed by hand. */
    int suspectedBeside(NetworkElement element, NetworkElement wider) {
        return jdbc.sql("""
                        SELECT count(*) FROM outage
                         WHERE closed_at IS NULL AND state = 'SUSPECTED' AND placed_by_hand = FALSE
                           AND element_kind = :kind AND element_code <> :code AND %s = :wider
                        """.formatted(column(wider.kind())))
                .param("kind", element.kind().name())
                .param("code", element.code())
                .param("wider", wider.code())
                .query(Integer.class)
                .single();
    }

    /** Those that stand below the element, and not at it. */
    List<OutageId> suspectedBelow(NetworkElement element) {
        return jdbc.sql("""
                        SELECT outage_id FROM outage
                         WHERE closed_at IS NULL AND state = 'SUSPECTED' AND placed_by_hand = FALSE
                           AND element_kind <> :kind AND %s = :code
                         ORDER BY outage_id
                        """.formatted(column(element.kind())))
                .param("kind", element.kind().name())
                .param("code", element.code())
                .query((rs, n) -> new OutageId(rs.getLong("outage_id")))
                .list();
    }

    private static String column(ElementKind kind) {
        return switch (kind) {
            case TRANSFORMER -> "transformer_code";
            case FEEDER -> "feeder_code";
            case SUBSTATION -> "substation_code";
            case SERVICE_POINT -> throw new IllegalArgumentException("nothing stands below a service point");
        };
    }

    private static String codeOf(ElementKind kind, List<NetworkElement> path) {
        return path.stream()
                .filter(e -> e.kind() == kind)
                .map(NetworkElement::code)
                .findFirst()
                .orElse(null);
    }

    /** The result that a request had got is no result any more. */
    void resultRefused(RequestId request) {
        jdbc.sql("""
                        UPDATE outage_membership SET left_because = 'STILL_OUT'
                         WHERE request_id = :request AND left_because = 'RESOLVED'
                        """).param("request", request.value()).update();
    }

    void add(OutageId id, RestorationStep step) {
        jdbc.sql("""
                        INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points)
                        VALUES (:id, :kind, :code, :restoredAt, :servicePoints)
                        """)
                .param("id", id.value())
                .param("kind", step.element().kind().name())
                .param("code", step.element().code())
                .param("restoredAt", utc(step.restoredAt()))
                .param("servicePoints", step.servicePoints())
                .update();
    }

    /** How many service points were without supply, as the network is now that it is back: reports do not follow later imports. */
    void wereOut(OutageId id, int servicePoints) {
        jdbc.sql("UPDATE outage SET service_points = :servicePoints WHERE outage_id = :id")
                .param("servicePoints", servicePoints)
                .param("id", id.value())
                .update();
    }

    /** Keeps the estimate that is in force now; those before it stay. */
    void estimated(Outage outage, Instant at) {
        jdbc.sql("""
                        INSERT INTO outage_estimate (outage_id, estimate_no, given_at, restoration_at)
                        VALUES (:id, :no, :at, :restorationAt)
                        """)
                .param("id", outage.id().value())
                .param("no", outage.estimateNo())
                .param("at", utc(at))
                .param("restorationAt", utc(outage.estimatedRestorationAt()))
                .update();
    }

    /** Its parts to which supply came back before the rest, the earliest first; without service points that were erased. */
    public List<RestorationStep> restorationSteps(OutageId id) {
        return jdbc.sql("""
                        SELECT element_kind, element_code, restored_at, service_points FROM outage_restoration_step
                         WHERE outage_id = :id AND %s
                         ORDER BY restored_at, element_code
                        """.formatted(OutageErasure.IS_NOT_ERASED))
                .param("id", id.value())
                .query((rs, n) -> new RestorationStep(
                        new NetworkElement(
                                ElementKind.valueOf(rs.getString("element_kind")), rs.getString("element_code")),
                        instant(rs, "restored_at"),
                        rs.getInt("service_points")))
                .list();
    }

    /** These requests are answered before the others of their outage. */
    void partRestored(Collection<RequestId> back, Instant restoredAt, Instant at) {
        if (back.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE outage_membership
                           SET current_request_id = NULL, left_at = :at, left_because = 'RESOLVED', restored_at = :restoredAt
                         WHERE current_request_id IN (:back)
                        """)
                .param("at", utc(at))
                .param("restoredAt", utc(restoredAt))
                .param("back", back.stream().map(RequestId::value).toList())
                .update();
    }

    /** When supply was back for a request whose part was restored before the rest of its outage; empty for all others. */
    public Optional<Instant> restoredAhead(RequestId request) {
        return jdbc.sql("""
                        SELECT restored_at FROM outage_membership
                         WHERE request_id = :request AND left_because = 'RESOLVED' AND restored_at IS NOT NULL
                        """)
                .param("request", request.value())
                .query((rs, n) -> instant(rs, "restored_at"))
                .optional();
    }

    /** The same for all requests of an outage that were answered before the others. */
    public Map<RequestId, Instant> restoredAhead(OutageId id) {
        Map<RequestId, Instant> restored = new HashMap<>();
        jdbc.sql("""
                        SELECT request_id, restored_at FROM outage_membership
                         WHERE outage_id = :id AND left_because = 'RESOLVED' AND restored_at IS NOT NULL
                        """).param("id", id.value()).query(rs -> {
            restored.put(new RequestId(rs.getLong("request_id")), instant(rs, "restored_at"));
        });
        return restored;
    }

    /** The outage to whose result the subscriber has objected just before; empty if there was none. */
    Optional<OutageId> stillOutAfter(RequestId request) {
        return jdbc.sql("""
                        SELECT outage_id, left_because FROM outage_membership
                         WHERE request_id = :request
                         ORDER BY membership_id DESC
                         LIMIT 1
                        """)
                .param("request", request.value())
                .query((rs, n) -> Leaving.STILL_OUT.name().equals(rs.getString("left_because"))
                        ? Optional.of(new OutageId(rs.getLong("outage_id")))
                        : Optional.<OutageId>empty())
                .optional()
                .flatMap(id -> id);
    }

    /** Stores everything about an outage that can change. */
    void save(Outage o) {
        jdbc.sql("""
                        UPDATE outage
                           SET element_kind = :kind, element_code = :code, open_key = :openKey, district = :district,
                               area = :area, detected_at = :detectedAt, state = :state, priority = :priority, hazard = :hazard, finding = :finding,
                               cause = :cause, crew = :crew, verify_by = :verifyBy, restore_by = :restoreBy,
                               verified_at = :verifiedAt, dispatched_at = :dispatchedAt, estimated_at = :estimatedAt,
                               estimate_no = :estimateNo, restored_at = :restoredAt, closed_at = :closedAt,
                               planned_outage_id = :plannedOutageId, planned_until = :plannedUntil, fee_rials = :fee,
                               breached_at = :breachedAt
                         WHERE outage_id = :id
                        """)
                .param("kind", o.element() == null ? null : o.element().kind().name())
                .param("code", o.element() == null ? null : o.element().code())
                .param("openKey", o.element() == null || o.closedAt() != null ? null : openKey(o.element()))
                .param("district", o.district().number())
                .param("area", o.area())
                .param("detectedAt", utc(o.detectedAt()))
                .param("state", o.state().name())
                .param("priority", o.priority().name())
                .param("hazard", o.hazard().name())
                .param("finding", name(o.finding()))
                .param("cause", name(o.cause()))
                .param("crew", o.crew())
                .param("verifyBy", utc(o.verifyBy()))
                .param("restoreBy", utc(o.restoreBy()))
                .param("verifiedAt", utc(o.verifiedAt()))
                .param("dispatchedAt", utc(o.dispatchedAt()))
                .param("estimatedAt", utc(o.estimatedRestorationAt()))
                .param("estimateNo", o.estimateNo())
                .param("restoredAt", utc(o.restoredAt()))
                .param("closedAt", utc(o.closedAt()))
                .param("plannedOutageId", o.plannedOutageId())
                .param("plannedUntil", utc(o.plannedUntil()))
                .param("fee", o.feeRials())
                .param("breachedAt", utc(o.breachedAt()))
                .param("id", o.id().value())
                .update();
    }

    void carriedBy(OutageId id, String workflowId) {
        jdbc.sql("UPDATE outage SET workflow_id = :workflowId WHERE outage_id = :id")
                .param("workflowId", workflowId)
                .param("id", id.value())
                .update();
    }

    void escalated(OutageId id, Instant at) {
        jdbc.sql("UPDATE outage SET escalated_at = :at WHERE outage_id = :id AND escalated_at IS NULL")
                .param("at", utc(at))
                .param("id", id.value())
                .update();
    }

    void append(OutageId id, Instant at, Step step, String byWhom, String note) {
        jdbc.sql("""
                        INSERT INTO outage_event (outage_id, at, step, by_whom, note)
                        VALUES (:id, :at, :step, :byWhom, :note)
                        """)
                .param("id", id.value())
                .param("at", utc(at))
                .param("step", step.name())
                .param("byWhom", byWhom)
                .param("note", note)
                .update();
    }

    /** Oldest first. */
    public List<Event> events(OutageId id) {
        return jdbc.sql("SELECT at, step, by_whom, note FROM outage_event WHERE outage_id = :id ORDER BY at, event_id")
                .param("id", id.value())
                .query((rs, n) -> new Event(
                        instant(rs, "at"),
                        Step.valueOf(rs.getString("step")),
                        rs.getString("by_whom"),
                        rs.getString("note")))
                .list();
    }

    private static String openKey(NetworkElement element) {
        return element.kind().name().toLowerCase(Locale.ROOT) + ":" + element.code();
    }

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(UTC);
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime moment = rs.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** Of a service point that was erased, what feeds it. */
    private static NetworkElement element(ResultSet rs) throws SQLException {
        String kind = rs.getString("element_kind");
        String code = rs.getString("element_code");
        if (kind != null && code.startsWith(OutageErasure.ERASED)) {
            String transformer = rs.getString("transformer_code");
            return transformer == null ? null : new NetworkElement(ElementKind.TRANSFORMER, transformer);
        }
        return kind == null ? null : new NetworkElement(ElementKind.valueOf(kind), code);
    }

    private static Outage row(ResultSet rs, int n) throws SQLException {
        return new Outage(
                new OutageId(rs.getLong("outage_id")),
                rs.getString("outage_no"),
                rs.getString("workflow_id"),
                element(rs),
                new District(rs.getInt("district")),
                rs.getString("area"),
                OutageState.valueOf(rs.getString("state")),
                Priority.valueOf(rs.getString("priority")),
                Hazard.valueOf(rs.getString("hazard")),
                constant(Finding.class, rs.getString("finding")),
                constant(Cause.class, rs.getString("cause")),
                rs.getString("crew"),
                instant(rs, "detected_at"),
                instant(rs, "verify_by"),
                instant(rs, "restore_by"),
                instant(rs, "verified_at"),
                instant(rs, "dispatched_at"),
                instant(rs, "estimated_at"),
                rs.getInt("estimate_no"),
                instant(rs, "restored_at"),
                instant(rs, "closed_at"),
                rs.getObject("planned_outage_id", Long.class),
                instant(rs, "planned_until"),
                rs.getObject("fee_rials", Long.class),
                instant(rs, "breached_at"),
                rs.getBoolean("placed_by_hand"),
                id(rs, "absorbed_into"),
                id(rs, "follows"));
    }

    private static OutageId id(ResultSet rs, String column) throws SQLException {
        Long id = rs.getObject(column, Long.class);
        return id == null ? null : new OutageId(id);
    }
}
