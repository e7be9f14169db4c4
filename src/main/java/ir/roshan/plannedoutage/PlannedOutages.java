package ir.roshan.plannedoutage;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OneTrip;
import ir.roshan.transaction.OneTrip.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The planned outages that are known, cancelled ones included. */
@Repository
public class PlannedOutages {
    /** How long an outage without a known end is still taken for a possible reason. */
    static final Duration LONGEST_WITHOUT_END = Duration.ofHours(24);

    /** How far back slots in a row are followed to their beginning. */
    static final Duration AROUND = Duration.ofDays(2);

    /** How far slots in a row are followed to their end. */
    static final Duration AHEAD = Duration.ofDays(31);

    /** A code is never blank. */
    static final String NO_CODE = " ";

    private final JdbcClient jdbc;
    private final Network network;
    private final Announcements announcements;
    private final OneTrip trip;

    /** For whoever does not mind how often the database is asked. */
    public PlannedOutages(JdbcClient jdbc, Network network) {
        this(jdbc, network, OneTrip.apart(jdbc));
    }

    @Autowired
    PlannedOutages(JdbcClient jdbc, Network network, OneTrip trip) {
        this.jdbc = jdbc;
        this.trip = trip;
        this.announcements = new Announcements(jdbc);
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
     * What is known on plan of one place.
     *
     * @param reaching windows that reach it, by whatever level, each with an end; those of the asked time and of two days
     *     around it, cancelled ones left out
     * @param inWords windows of the asked time that could be here, as far as their words say: their place is tied to no
     *     element, in the same district or in none that is known; or their end is not known
     */
    record OfPlace(List<PlannedOutage> reaching, List<PlannedOutage> inWords) {}

    OfPlace ofPlace(List<NetworkElement> path, District district, Instant from, Instant until) {
        return trip.ask(WindowsOfPlace.asked(path, district, from, until));
    }

    /** The same, and what is announced of it, in one trip. */
    OneTrip.Answers<OfPlace, Announcements.Known> ofPlace(
            List<NetworkElement> path,
            District district,
            Instant from,
            Instant until,
            Question<Announcements.Known> announced) {
        return trip.ask(WindowsOfPlace.asked(path, district, from, until), announced);
    }

    Announcements.Known announced(Question<Announcements.Known> asked) {
        return trip.ask(asked);
    }

    /**
     * What is and was announced in a time of elements and of places in words, cancelled ones included; with an end, by start.
     *
     * @param elements those that are meant, with all that feeds them
     * @param placeIds of places in words
     */
    List<PlannedOutage> withCancelled(
            Collection<NetworkElement> elements, Collection<Long> placeIds, Instant from, Instant until) {
        return jdbc
                .sql("""
                        SELECT w.*, t.element_kind AS tied_kind, t.element_code AS tied_code
                          FROM planned_outage w
                          LEFT JOIN planned_place_tie t ON t.place_id = w.place_id AND t.element_code IN (:codes)
                         WHERE w.ends_at > :from AND w.starts_at < :until AND w.planned
                           AND (w.element_code IN (:codes) OR w.place_id IN (:places) OR t.place_id IS NOT NULL)
                         ORDER BY w.starts_at, w.planned_outage_id
                        """)
                .param(
                        "codes",
                        elements.isEmpty()
                                ? List.of(NO_CODE)
                                : elements.stream().map(NetworkElement::code).toList())
                .param("places", placeIds.isEmpty() ? List.of(-1L) : placeIds)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .query((row, number) -> {
                    PlannedOutage window = row(row, number);
                    String kind = row.getString("tied_kind");
                    NetworkElement at = kind == null
                            ? window.element()
                            : new NetworkElement(ElementKind.valueOf(kind), row.getString("tied_code"));
                    // The codes decide for the index; the kind is compared here.
                    return elements.contains(at) || placeIds.contains(window.placeId()) ? window : null;
                })
                .list()
                .stream()
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What is known on plan of a place that only words name: the windows of these words, those without a known end apart. */
    OfPlace ofWords(long placeId, Instant from, Instant until) {
        Map<Boolean, List<PlannedOutage>> withEnd = jdbc
                .sql("""
                        SELECT * FROM planned_outage
                         WHERE place_id = :id AND starts_at < :after AND planned AND NOT cancelled
                           AND (ends_at > :before OR ends_at IS NULL AND starts_at > :longAgo AND starts_at < :until)
                         ORDER BY starts_at, planned_outage_id
                        """)
                .param("id", placeId)
                .param("before", from.minus(AROUND).atOffset(UTC))
                .param("after", until.plus(AHEAD).atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("longAgo", from.minus(LONGEST_WITHOUT_END).atOffset(UTC))
                .query(PlannedOutages::row)
                .list()
                .stream()
                .collect(Collectors.partitioningBy(window -> window.endsAt() != null));
        return new OfPlace(withEnd.get(true), withEnd.get(false));
    }

    /**
     * The plan as it stands, of a time: windows of every place, cancelled ones included, by start.
     *
     * @param atMost windows
     */
    public List<PlannedOutage> during(Instant from, Instant until, int atMost) {
        return jdbc.sql("""
                        SELECT * FROM planned_outage
                         WHERE ends_at > :from AND starts_at < :until AND planned
                         ORDER BY starts_at, ends_at, planned_outage_id
                         LIMIT :atMost
                        """)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("atMost", atMost)
                .query(PlannedOutages::row)
                .list();
    }

    /**
     * What is announced of a district, or of the whole company, in a time; with an end, and not cancelled.
     *
     * @param district null for the whole company
     */
    List<PlannedOutage> ahead(District district, Instant from, Instant until, int atMost) {
        return jdbc.sql("""
                        SELECT w.*
                          FROM planned_outage w
                          LEFT JOIN planned_place p ON p.place_id = w.place_id
                         WHERE w.ends_at > :from AND w.starts_at < :until AND w.planned AND NOT w.cancelled
                           AND (:everywhere
                                OR w.element_kind = 'NONE' AND coalesce(p.district, w.district) = :district
                                OR w.element_kind = 'SERVICE_POINT'
                                   AND EXISTS (SELECT 1 FROM service_point s
                                                WHERE s.bill_id = w.element_code AND s.district = :district)
                                OR w.element_kind <> 'SERVICE_POINT'
                                   AND EXISTS (SELECT 1 FROM network_element_district d
                                                WHERE d.code = w.element_code AND d.district = :district)
                                OR EXISTS (SELECT 1
                                             FROM planned_place_tie t
                                             JOIN network_element_district d ON d.code = t.element_code
                                            WHERE t.place_id = w.place_id AND d.district = :district))
                         ORDER BY w.starts_at, w.ends_at, w.planned_outage_id
                         LIMIT :atMost
                        """)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("everywhere", district == null)
                .param("district", district == null ? 0 : district.number())
                .param("atMost", atMost)
                .query(PlannedOutages::row)
                .list();
    }

    /** What is announced in a time for parts of these elements: whoever asks for the whole has to know of it. */
    List<PlannedOutage> below(Collection<NetworkElement> elements, Instant from, Instant until) {
        List<String> codes = elements.stream().map(NetworkElement::code).toList();
        if (codes.isEmpty()) return List.of();
        return jdbc.sql("""
                        SELECT w.*
                          FROM planned_outage w
                          LEFT JOIN service_point s ON w.element_kind = 'SERVICE_POINT' AND s.bill_id = w.element_code
                          LEFT JOIN network_element e ON e.code = coalesce(s.transformer_code, w.element_code)
                          LEFT JOIN network_element f ON f.code = e.parent_code
                         WHERE w.ends_at > :from AND w.starts_at < :until AND w.planned AND NOT w.cancelled
                           AND (s.transformer_code IN (:codes) OR e.parent_code IN (:codes) OR f.parent_code IN (:codes))
                        """)
                .param("codes", codes)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    Announcements announcements() {
        return announcements;
    }

    PlannedPlaces places() {
        return new PlannedPlaces(jdbc);
    }

    /**
     * Outages under way {@code at} that moment of which only a text says where: a person may recognise the place. Those
     * without a known end are among them for a day. Texts of which no district is known may be about any.
     *
     * @param tiedToo also those whose place a person has tied to elements: of a place in the network they would say that it is there,
     *     if it were
     */
    public List<PlannedOutage> knownByText(District district, Instant at, boolean tiedToo) {
        return jdbc.sql("""
                        SELECT w.*
                          FROM planned_outage w
                          LEFT JOIN planned_place p ON p.place_id = w.place_id
                         WHERE w.element_kind = 'NONE' AND coalesce(p.district, w.district, :district) = :district
                           AND NOT w.cancelled AND w.starts_at <= :at
                           AND (:at < w.ends_at OR w.ends_at IS NULL AND w.starts_at > :longAgo)
                           AND (:tiedToo = 1
                                OR NOT EXISTS (SELECT 1 FROM planned_place_tie t WHERE t.place_id = w.place_id))
                         ORDER BY w.starts_at, w.planned_outage_id
                        """)
                .param("district", district.number())
                .param("tiedToo", tiedToo ? 1 : 0)
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
                        .orElse(null),
                WindowKind.valueOf(row.getString("kind")),
                row.getBoolean("probable"),
                row.getObject("place_id", Long.class),
                instant(row, "changed_at"));
    }
}
