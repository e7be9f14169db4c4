package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.agreement.Priority;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.text.Portions;
import ir.roshan.transaction.OneTrip;
import ir.roshan.transaction.OneTrip.Question;
import ir.roshan.transaction.OneTrip.Writing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The outages as they are stored. What a deed changes of one it changes by its own statement ({@link OutagePlaces},
 * {@link OutageGroups}, {@link OutageWork}), never by a copy that was read before.
 */
@Repository
public class Outages {
    private static final String SELECT = """
            SELECT outage_id, outage_no, workflow_id, element_kind, element_code, district, area, state, priority, hazard, finding,
                   cause, crew, detected_at, verify_by, restore_by, verified_at, dispatched_at, estimated_at, estimate_no,
                   restored_at, closed_at, planned_outage_id, planned_until, fee_rials, breached_at,
                   placed_by_hand, absorbed_into, follows, transformer_code
              FROM outage
            """;

    private final JdbcClient jdbc;
    private final Memberships memberships;
    private final OneTrip trip;

    /** For whoever does not mind how often the database is asked. */
    Outages(JdbcClient jdbc, Memberships memberships) {
        this(jdbc, memberships, OneTrip.apart(jdbc));
    }

    @Autowired
    Outages(JdbcClient jdbc, Memberships memberships, OneTrip trip) {
        this.jdbc = jdbc;
        this.memberships = memberships;
        this.trip = trip;
    }

    OutageId add(List<NetworkElement> path, District district, String area, Grouping.Urgency urgency) {
        return begin(path, district, area, urgency, id -> Stream.empty()).id();
    }

    /**
     * @param path from narrow to wide, beginning where the outage stands; empty where only an address is known
     * @param besides what is written of it in the same trip as its number
     */
    Outage begin(
            List<NetworkElement> path,
            District district,
            String area,
            Grouping.Urgency urgency,
            Function<OutageId, Stream<Writing>> besides) {
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
                .param("openKey", element == null ? null : OutagePlaces.openKey(element))
                .param("transformer", OutagePlaces.codeOf(ElementKind.TRANSFORMER, path))
                .param("feeder", OutagePlaces.codeOf(ElementKind.FEEDER, path))
                .param("substation", OutagePlaces.codeOf(ElementKind.SUBSTATION, path))
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
        return trip.ask(
                byId(id),
                Stream.concat(
                                Stream.of(new Writing(
                                        "UPDATE outage SET outage_no = :number WHERE outage_id = :id",
                                        Map.of("number", number, "id", id.value()))),
                                besides.apply(id))
                        .toArray(Writing[]::new));
    }

    private static Question<Outage> byId(OutageId id) {
        return new Question<>(
                SELECT + " WHERE outage_id = :id",
                Map.of("id", id.value()),
                rows -> DataAccessUtils.requiredSingleResult(all(rows)));
    }

    public Outage get(OutageId id) {
        return trip.ask(byId(id));
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

    /** The outage in which the request stands, locked; it may be taken from one into another until the lock is there. */
    Optional<Outage> lockedWith(RequestId id) {
        Optional<OutageId> found = memberships.standingIn(id);
        while (found.isPresent()) {
            Outage outage = locked(found.get());
            Optional<OutageId> still = memberships.standingIn(id);
            if (still.equals(found)) {
                return Optional.of(outage);
            }
            found = still;
        }
        return Optional.empty();
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
        Question<Optional<Outage>> asked = ofRequest(request);
        return jdbc.sql(asked.sql()).params(asked.parameters()).query(asked.reads());
    }

    /** The same, to be asked with something else. */
    Question<Optional<Outage>> ofRequest(RequestId request) {
        return new Question<>(
                SELECT + " WHERE outage_id = (SELECT m.outage_id" + Memberships.COUNTED + ")",
                Map.of("requests", List.of(request.value())),
                rows -> all(rows).stream().findFirst());
    }

    /**
     * The open ones with any of these keys.
     *
     * @param locked until the transaction ends, in the order in which they began; one that is over by the time of the lock is not
     *     among them
     */
    static Question<List<Outage>> withOpenKeys(Collection<String> keys, boolean locked) {
        return new Question<>(
                SELECT + " WHERE open_key IN (:openKeys) ORDER BY outage_id" + (locked ? " FOR UPDATE" : ""),
                Map.of("openKeys", keys),
                Outages::all);
    }

    private static List<Outage> all(ResultSet rows) throws SQLException {
        List<Outage> all = new ArrayList<>();
        while (rows.next()) {
            all.add(row(rows, all.size()));
        }
        return all;
    }

    /** The same of several; those for which there is none are not in it. */
    public Map<RequestId, Outage> of(Collection<RequestId> requests) {
        Map<RequestId, OutageId> counted = memberships.countedIn(requests);
        Map<OutageId, Outage> known = new HashMap<>();
        for (List<Long> portion : Portions.of(
                counted.values().stream().map(OutageId::value).distinct().toList())) {
            jdbc.sql(SELECT + " WHERE outage_id IN (:ids)")
                    .param("ids", portion)
                    .query(Outages::row)
                    .list()
                    .forEach(outage -> known.put(outage.id(), outage));
        }
        Map<RequestId, Outage> of = new HashMap<>();
        counted.forEach((request, outage) -> of.put(request, known.get(outage)));
        return of;
    }

    /** @return as it is then */
    Outage carriedBy(OutageId id, String workflowId) {
        return trip.ask(
                byId(id),
                new Writing(
                        "UPDATE outage SET workflow_id = :workflowId WHERE outage_id = :id",
                        Map.of("workflowId", workflowId, "id", id.value())));
    }

    /**
     * A deed has found the outage as it has to be.
     *
     * @param rows that its statement has changed
     * @throws OptimisticLockingFailureException if another transaction was quicker
     */
    static void changed(OutageId id, int rows) {
        if (rows != 1) {
            throw new OptimisticLockingFailureException("outage " + id + " is not any more what this deed needs");
        }
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
                OutageId.in(rs, "absorbed_into"),
                OutageId.in(rs, "follows"));
    }
}
