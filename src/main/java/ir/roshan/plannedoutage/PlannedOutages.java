package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The planned outages that are known, cancelled ones included. */
@Repository
public class PlannedOutages {
    /** How long an outage without a known end is still taken for a possible reason. */
    private static final Duration LONGEST_WITHOUT_END = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Network network;

    public PlannedOutages(JdbcClient jdbc, Network network) {
        this.jdbc = jdbc;
        this.network = network;
    }

    public Optional<PlannedOutage> byId(long id) {
        return jdbc.sql("SELECT * FROM planned_outage WHERE planned_outage_id = :id")
                .param("id", id)
                .query(PlannedOutages::row)
                .optional();
    }

    /** The same, and an import that wants to change it waits until the caller's transaction has ended. */
    public Optional<PlannedOutage> byIdLocked(long id) {
        return jdbc.sql("SELECT * FROM planned_outage WHERE planned_outage_id = :id FOR UPDATE")
                .param("id", id)
                .query(PlannedOutages::row)
                .optional();
    }

    /**
     * The planned outages of a location that overlap {@code [from, to)}, by start; cancelled ones are left out.
     */
    public List<PlannedOutage> of(BillId billId, Instant from, Instant to) {
        return alongPathOf(billId, """
                        SELECT *
                          FROM planned_outage
                         WHERE element_code IN (:codes) AND (element_kind, element_code) IN (:path)
                           AND planned AND NOT cancelled AND starts_at < :to AND :from < ends_at
                         ORDER BY starts_at, ends_at, planned_outage_id
                        """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    /** The outage in which the location is off on plan {@code at} that moment; of several, the one that ends last. */
    Optional<PlannedOutage> covering(BillId billId, Instant at) {
        return alongPathOf(billId, """
                        SELECT *
                          FROM planned_outage
                         WHERE element_code IN (:codes) AND (element_kind, element_code) IN (:path)
                           AND planned AND NOT cancelled AND starts_at <= :at AND :at < ends_at
                         ORDER BY ends_at DESC, planned_outage_id
                         LIMIT 1
                        """)
                .param("at", at.atOffset(UTC))
                .query(PlannedOutages::row)
                .optional();
    }

    /**
     * Outages under way {@code at} that moment of which only a text says where: a person may recognise the place. Those
     * without a known end are among them for a day. Texts of which no district is known may be about any.
     */
    public List<PlannedOutage> knownByText(District district, Instant at) {
        return jdbc.sql("""
                        SELECT *
                          FROM planned_outage
                         WHERE element_kind = 'NONE' AND (district IS NULL OR district = :district)
                           AND NOT cancelled AND starts_at <= :at
                           AND (:at < ends_at OR ends_at IS NULL AND starts_at > :longAgo)
                         ORDER BY starts_at, planned_outage_id
                        """)
                .param("district", district.number())
                .param("at", at.atOffset(UTC))
                .param("longAgo", at.minus(LONGEST_WITHOUT_END).atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    /** Outages under way at the location that a list of planned outages itself calls unplanned; also a possible reason. */
    public List<PlannedOutage> unplannedAt(BillId billId, Instant at) {
        return alongPathOf(billId, """
                        SELECT *
                          FROM planned_outage
                         WHERE element_code IN (:codes) AND (element_kind, element_code) IN (:path)
                           AND NOT planned AND NOT cancelled AND starts_at <= :at
                           AND (:at < ends_at OR ends_at IS NULL AND starts_at > :longAgo)
                         ORDER BY starts_at, planned_outage_id
                        """)
                .param("at", at.atOffset(UTC))
                .param("longAgo", at.minus(LONGEST_WITHOUT_END).atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    /** When data that covers the bill id last arrived; about it alone, its district, or the whole company. */
    Optional<Instant> asOf(Optional<BillId> billId) {
        return jdbc.sql("""
                        SELECT arrived_at
                          FROM planned_outage_arrival
                         WHERE bill_id IN ('', :billId)
                           AND district IN (0, (SELECT district FROM service_point WHERE bill_id = :billId))
                         ORDER BY arrived_at DESC
                         LIMIT 1
                        """)
                .param("billId", billId.map(BillId::value).orElse(""))
                .query((row, number) ->
                        row.getObject("arrived_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Sets {@code :codes} and {@code :path}, the location and all that feeds it. The codes are in the path as well; without
     * them H2 reads every outage that ever was. A location that the network data does not have may have been announced by
     * its bill id.
     */
    private JdbcClient.StatementSpec alongPathOf(BillId billId, String sql) {
        List<NetworkElement> known = network.pathOf(billId);
        List<NetworkElement> path = known.isEmpty() ? List.of(NetworkElement.of(billId)) : known;
        return jdbc.sql(sql)
                .param("codes", path.stream().map(NetworkElement::code).toList())
                .param(
                        "path",
                        path.stream()
                                .map(element -> new Object[] {element.kind().name(), element.code()})
                                .toList());
    }

    static PlannedOutage row(ResultSet row, int number) throws SQLException {
        OffsetDateTime endsAt = row.getObject("ends_at", OffsetDateTime.class);
        String kind = row.getString("element_kind");
        return new PlannedOutage(
                row.getLong("planned_outage_id"),
                row.getString("outage_number"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                endsAt == null ? null : endsAt.toInstant(),
                row.getString("reason"),
                row.getString("area"),
                kind.equals("NONE")
                        ? null
                        : new NetworkElement(ElementKind.valueOf(kind), row.getString("element_code")),
                row.getBoolean("cancelled"),
                row.getBoolean("planned"),
                Optional.ofNullable(row.getObject("district", Integer.class))
                        .map(District::new)
                        .orElse(null));
    }
}
