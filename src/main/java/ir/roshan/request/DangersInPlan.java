package ir.roshan.request;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.StreetOfAddress;
import ir.roshan.text.BillId;
import ir.roshan.text.Portions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Dangers at places that are off on plan (A3.4). The request waits for the plan's end, and so there is no outage and no task that
 * somebody takes: each stands here until somebody has taken care of it, or an outage carries it. It does not end with the request: a
 * wire that is down lies there also when its reporter withdraws, and is live once the plan is over. Whoever reports the same danger
 * below the same transformer has seen the same: that is one alarm.
 */
@Repository
public class DangersInPlan {
    private static final String OPEN = """
            SELECT district, place, hazard, min(request_id) AS first_request, min(named_at) AS since, min(verify_by) AS verify_by,
                   max(on_call_at) AS on_call_at, count(*) AS reports
              FROM danger_in_plan
             WHERE handled_at IS NULL
            """;

    private static final String AS_ONE = " GROUP BY district, place, hazard ";

    private static final String NEWEST_FIRST = " ORDER BY since DESC, first_request DESC ";

    private final Network network;
    private final Timeline timeline;
    private final Requests requests;
    private final Agreement agreement;
    private final JdbcClient jdbc;
    private final Clock clock;

    DangersInPlan(
            Network network, Timeline timeline, Requests requests, Agreement agreement, JdbcClient jdbc, Clock clock) {
        this.network = network;
        this.timeline = timeline;
        this.requests = requests;
        this.agreement = agreement;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What nobody has taken care of, as one.
     *
     * @param place tells it from others; no words for people
     * @param first the earliest of its reports
     * @param since from when on somebody could have heard of it
     * @param verifyBy when whoever is on call is told
     * @param onCallAt when they were; null as long as they have not been
     */
    public record Open(
            District district,
            String place,
            Hazard hazard,
            RequestId first,
            Instant since,
            Instant verifyBy,
            Instant onCallAt,
            int reports) {
        /** Whether both are the same one, whoever has reported it meanwhile. @param other may be null */
        public boolean isOf(Open other) {
            return other != null
                    && district.equals(other.district)
                    && place.equals(other.place)
                    && hazard == other.hazard;
        }
    }

    /**
     * Where one is.
     *
     * @param transformer null where it is not known
     * @param street in words that the public may read; null where there are none
     */
    public record Where(TrackingCode trackingCode, String transformer, String street) {}

    /** The request waits in a plan: whatever it has named is told, once; and anew where an outage has carried it meanwhile. */
    void stands(RestorationRequest request) {
        if (request.hazard() == Hazard.NONE) {
            return;
        }
        Set<Hazard> news = new LinkedHashSet<>(timeline.dangers(request.id()));
        news.add(request.hazard());
        news.removeAll(jdbc.sql("""
                        SELECT hazard FROM danger_in_plan WHERE request_id = :id AND (handled_at IS NULL OR handled_by IS NOT NULL)
                        """)
                .param("id", request.id().value())
                .query((row, n) -> Hazard.valueOf(row.getString("hazard")))
                .list());
        Instant now = clock.instant();
        for (Hazard hazard : news) {
            if (!isOpenedAgain(request, hazard, now)) {
                written("""
                        INSERT INTO danger_in_plan (request_id, hazard, district, place, named_at, verify_by)
                        VALUES (:id, :hazard, :district, :place, :now, :verifyBy)
                        """, request, hazard, now);
            }
            timeline.append(request.id(), now, Timeline.Step.DANGER_IN_PLAN, null, hazard.name());
        }
    }

    /** The request waits in a plan and names what somebody has taken care of: it is told as one that nobody has heard of. */
    void standsAgain(RestorationRequest request, Hazard hazard) {
        Instant now = clock.instant();
        if (isOpenedAgain(request, hazard, now)) {
            timeline.append(request.id(), now, Timeline.Step.DANGER_IN_PLAN, null, hazard.name());
        } else {
            stands(request);
        }
    }

    private boolean isOpenedAgain(RestorationRequest request, Hazard hazard, Instant now) {
        return written("""
                        UPDATE danger_in_plan
                           SET district = :district, place = :place, named_at = :now, verify_by = :verifyBy, on_call_at = NULL,
                               handled_at = NULL, handled_by = NULL
                         WHERE request_id = :id AND hazard = :hazard AND handled_at IS NOT NULL
                        """, request, hazard, now) == 1;
    }

    private int written(String sql, RestorationRequest request, Hazard hazard, Instant now) {
        return jdbc.sql(sql)
                .param("id", request.id().value())
                .param("hazard", hazard.name())
                .param("district", request.district().number())
                .param("place", placeOf(request))
                .param("now", utc(now))
                .param(
                        "verifyBy",
                        utc(now.plus(agreement.targets().of(Priority.EMERGENCY).verifyWithin())))
                .update();
    }

    /** Whether the request waits in a plan, and somebody has taken care of that danger. */
    public boolean wasHandled(TrackingCode code, Hazard hazard) {
        return jdbc.sql("""
                                SELECT count(*) FROM danger_in_plan d JOIN restoration_request r ON r.request_id = d.request_id
                                 WHERE r.tracking_code = :code AND r.state = 'IN_PLANNED_OUTAGE' AND d.hazard = :hazard AND d.handled_at IS NOT NULL
                                """)
                        .param("code", code.value())
                        .param("hazard", hazard.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private String placeOf(RestorationRequest request) {
        if (request.billId() == null) {
            return "request-" + request.id();
        }
        String billId = request.billId().value();
        return network.transformersOf(List.of(billId)).getOrDefault(billId, billId);
    }

    /** @param districts empty for all; the newest first, all of them: one for each place and kind of danger */
    public List<Open> open(Optional<Set<Integer>> districts) {
        if (districts.filter(Set::isEmpty).isPresent()) {
            return List.of();
        }
        JdbcClient.StatementSpec asked =
                jdbc.sql(OPEN + (districts.isPresent() ? " AND district IN (:districts)" : "") + AS_ONE + NEWEST_FIRST);
        return districts
                .map(all -> asked.param("districts", all))
                .orElse(asked)
                .query(DangersInPlan::open)
                .list();
    }

    /** Those of the request, and how many have reported the same. */
    public List<Open> open(RequestId id) {
        return jdbc.sql(OPEN + """
                         AND EXISTS (SELECT 1 FROM danger_in_plan own
                                      WHERE own.request_id = :id AND own.handled_at IS NULL AND own.district = danger_in_plan.district
                                        AND own.place = danger_in_plan.place AND own.hazard = danger_in_plan.hazard)
                        """ + AS_ONE + NEWEST_FIRST)
                .param("id", id.value())
                .query(DangersInPlan::open)
                .list();
    }

    /** Those of which whoever is on call has not been told, and whose time for that has come; the oldest first. */
    public List<Open> toTell(Instant now) {
        return jdbc.sql(OPEN + AS_ONE
                        + "HAVING min(verify_by) <= :now AND max(on_call_at) IS NULL ORDER BY since, first_request")
                .param("now", utc(now))
                .query(DangersInPlan::open)
                .list();
    }

    /**
     * Its first report is locked until the transaction ends: nobody takes care of it meanwhile, nor tells of it first. As one of the others
     * of a message somebody may; {@link #told} says who was first.
     *
     * @return it as it is then; empty if it has ended
     */
    public Optional<Open> locked(Open one) {
        requests.locked(one.first());
        return open(one.first()).stream().filter(one::isOf).findFirst();
    }

    /** In one order, so that no two who tell of some lock each other out. @return those of which nobody else has told meanwhile */
    public List<Open> told(Collection<Open> all, Instant now) {
        return all.stream()
                .sorted(Comparator.comparing((Open one) -> one.first().value()).thenComparing(Open::hazard))
                .filter(one -> jdbc.sql("""
                                        UPDATE danger_in_plan SET on_call_at = :now
                                         WHERE district = :district AND place = :place AND hazard = :hazard AND handled_at IS NULL
                                           AND on_call_at IS NULL
                                        """)
                                .param("now", utc(now))
                                .param("district", one.district().number())
                                .param("place", one.place())
                                .param("hazard", one.hazard().name())
                                .update()
                        > 0)
                .toList();
    }

    /** The message that was to tell of them as well is not sent. */
    public void notToldAfterAll(District district, Instant toldAt) {
        jdbc.sql(
                        "UPDATE danger_in_plan SET on_call_at = NULL WHERE district = :district AND on_call_at = :toldAt AND handled_at IS NULL")
                .param("district", district.number())
                .param("toldAt", utc(toldAt))
                .update();
    }

    /** By the earliest of its reports, as a message to whoever is on call knows it. */
    public record Ended(RequestId request, Hazard hazard, District district, Instant toldAt) {}

    /** Of which whoever is on call was told since then, and which somebody has taken care of, or an outage carries. */
    public List<Ended> endedAfterTelling(Instant since) {
        return jdbc.sql("""
                        SELECT request_id, hazard, district, on_call_at FROM danger_in_plan
                         WHERE on_call_at > :since AND handled_at IS NOT NULL
                         ORDER BY request_id
                        """)
                .param("since", utc(since))
                .query((row, n) -> new Ended(
                        new RequestId(row.getLong("request_id")),
                        Hazard.valueOf(row.getString("hazard")),
                        new District(row.getInt("district")),
                        instant(row, "on_call_at")))
                .list();
    }

    /**
     * An outage carries it from now on, with all that it has named: who takes that takes the danger. With it end reports of the same
     * by requests that come to stand in no outage any more. The caller has locked the outage before, if it was there.
     */
    public void takenOver(RequestId id) {
        jdbc.sql("""
                        UPDATE danger_in_plan SET handled_at = :now
                         WHERE handled_at IS NULL
                           AND (request_id = :id
                                OR EXISTS (SELECT 1 FROM danger_in_plan own
                                            WHERE own.request_id = :id AND own.handled_at IS NULL
                                              AND own.district = danger_in_plan.district AND own.place = danger_in_plan.place
                                              AND own.hazard = danger_in_plan.hazard)
                               AND EXISTS (SELECT 1 FROM restoration_request r
                                            WHERE r.request_id = danger_in_plan.request_id
                                              AND r.state IN ('ANNOUNCED', 'WITHDRAWN', 'CLOSED')))
                        """).param("now", utc(clock.instant())).param("id", id.value()).update();
    }

    /** A bill id may stand in it. */
    void erase(RequestId id) {
        jdbc.sql("DELETE FROM danger_in_plan WHERE request_id = :id")
                .param("id", id.value())
                .update();
    }

    boolean wereHandled(RequestId id) {
        return jdbc.sql("SELECT count(*) FROM danger_in_plan WHERE request_id = :id AND handled_by IS NOT NULL")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<RequestId> reportsOf(Open one) {
        return jdbc.sql("""
                        SELECT request_id FROM danger_in_plan
                         WHERE district = :district AND place = :place AND hazard = :hazard AND handled_at IS NULL
                        """)
                .param("district", one.district().number())
                .param("place", one.place())
                .param("hazard", one.hazard().name())
                .query((row, n) -> new RequestId(row.getLong("request_id")))
                .list();
    }

    /** @return those of them of which it was still open */
    List<RequestId> handled(Open one, Collection<RequestId> reports, String byWhom, Instant now) {
        return reports.stream()
                .filter(id -> jdbc.sql("""
                                        UPDATE danger_in_plan SET handled_at = :now, handled_by = :byWhom
                                         WHERE request_id = :id AND district = :district AND place = :place AND hazard = :hazard
                                           AND handled_at IS NULL
                                        """)
                                .param("now", utc(now))
                                .param("byWhom", byWhom)
                                .param("id", id.value())
                                .param("district", one.district().number())
                                .param("place", one.place())
                                .param("hazard", one.hazard().name())
                                .update()
                        == 1)
                .toList();
    }

    /** Where each is, by its first report; in as many statements for all as for one. */
    public Map<RequestId, Where> where(Collection<Open> all) {
        Map<RequestId, Where> found = new HashMap<>();
        for (List<RequestId> portion :
                Portions.of(all.stream().map(Open::first).distinct().toList())) {
            List<RestorationRequest> first = requests.all(portion);
            List<String> billIds = first.stream()
                    .map(RestorationRequest::billId)
                    .filter(Objects::nonNull)
                    .map(BillId::value)
                    .distinct()
                    .toList();
            Map<String, String> addresses = network.addressesOf(billIds);
            Map<String, String> transformers = network.transformersOf(billIds);
            for (RestorationRequest request : first) {
                String billId = request.billId() == null ? "" : request.billId().value();
                found.put(
                        request.id(),
                        new Where(
                                request.trackingCode(),
                                transformers.get(billId),
                                Optional.ofNullable(addresses.get(billId))
                                        .flatMap(StreetOfAddress::of)
                                        .orElse(null)));
            }
        }
        return found;
    }

    private static Open open(ResultSet row, int n) throws SQLException {
        return new Open(
                new District(row.getInt("district")),
                row.getString("place"),
                Hazard.valueOf(row.getString("hazard")),
                new RequestId(row.getLong("first_request")),
                instant(row, "since"),
                instant(row, "verify_by"),
                instant(row, "on_call_at"),
                row.getInt("reports"));
    }
}
