package ir.roshan.outage;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OneTrip;
import ir.roshan.transaction.OneTrip.Question;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where outages stand in the network, and whose turn it is there. */
@Repository
class OutagePlaces {
    private static final int LOCK_SLOTS = 32;
    private static final String LOCK = "SELECT slot FROM outage_lock WHERE slot = :slot FOR UPDATE";

    private final JdbcClient jdbc;
    private final Network network;
    private final OneTrip trip;

    /** For whoever does not mind how often the database is asked. */
    OutagePlaces(JdbcClient jdbc, Network network) {
        this(jdbc, network, OneTrip.apart(jdbc));
    }

    @Autowired
    OutagePlaces(JdbcClient jdbc, Network network, OneTrip trip) {
        this.jdbc = jdbc;
        this.network = network;
        this.trip = trip;
    }

    /** @return from narrow to wide; a bill id that the network data does not have stands for itself; empty where there is none */
    List<NetworkElement> pathOf(BillId billId) {
        return pathOf(billId == null ? null : NetworkElement.of(billId));
    }

    /** @return from narrow to wide, beginning there; empty where there is no element */
    List<NetworkElement> pathOf(NetworkElement element) {
        if (element == null) {
            return List.of();
        }
        List<NetworkElement> path = network.pathOf(element);
        return path.isEmpty() ? List.of(element) : path;
    }

    /** @param otherwise where the network data does not say */
    District districtOf(NetworkElement element, District otherwise) {
        return network.districtOf(element).stream()
                .mapToObj(District::new)
                .findFirst()
                .orElse(otherwise);
    }

    /** The feeder is as much as the public learns. */
    static String areaOf(List<NetworkElement> path) {
        return codeOf(ElementKind.FEEDER, path);
    }

    /**
     * Lets reports of one place pass one after another until the transaction ends: everything under one feeder takes turns,
     * and what the network does not know takes turns by itself. Taken before any outage is locked; with the look behind it, for
     * the open outages at any of these elements, which it locks, it is one trip.
     *
     * @param path from narrow to wide, not empty
     */
    List<Outage> lockPlace(List<NetworkElement> path) {
        return trip.ask(lock(path), openOn(path, true)).second();
    }

    /** @return by bill id; those with the same number take turns */
    Map<BillId, Integer> turnsOf(Collection<BillId> billIds) {
        Map<BillId, List<NetworkElement>> paths = network.pathsOf(billIds);
        return billIds.stream()
                .distinct()
                .collect(Collectors.toMap(
                        billId -> billId,
                        billId -> slotOf(paths.getOrDefault(billId, List.of(NetworkElement.of(billId))))));
    }

    private static Question<Integer> lock(List<NetworkElement> path) {
        return new Question<>(LOCK, Map.of("slot", slotOf(path)), rows -> {
            if (!rows.next()) throw new IncorrectResultSizeDataAccessException(1);
            return rows.getInt("slot");
        });
    }

    private static int slotOf(List<NetworkElement> path) {
        String place = path.stream()
                .filter(e -> e.kind() == ElementKind.FEEDER)
                .findFirst()
                .orElse(path.get(path.size() - 1))
                .code();
        return Math.floorMod(place.hashCode(), LOCK_SLOTS);
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

    Optional<OutageId> openAt(NetworkElement element) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE open_key = :openKey")
                .param("openKey", openKey(element))
                .query((rs, n) -> OutageId.in(rs, "outage_id"))
                .optional();
    }

    /** The open ones at any of these elements. @param path not empty */
    List<Outage> openOn(List<NetworkElement> path) {
        return trip.ask(openOn(path, false));
    }

    /** The same, locked until the transaction ends. */
    List<Outage> lockedOpenOn(List<NetworkElement> path) {
        return trip.ask(openOn(path, true));
    }

    private static Question<List<Outage>> openOn(List<NetworkElement> path, boolean locked) {
        return Outages.withOpenKeys(path.stream().map(OutagePlaces::openKey).toList(), locked);
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
                .query((rs, n) -> OutageId.in(rs, "outage_id"))
                .list();
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

    /** The rules of grouping leave it alone from now on. */
    void keepByHand(OutageId id) {
        jdbc.sql("UPDATE outage SET placed_by_hand = TRUE WHERE outage_id = :id")
                .param("id", id.value())
                .update();
    }

    private static String column(ElementKind kind) {
        return switch (kind) {
            case TRANSFORMER -> "transformer_code";
            case FEEDER -> "feeder_code";
            case SUBSTATION -> "substation_code";
            case SERVICE_POINT -> throw new IllegalArgumentException("nothing stands below a service point");
        };
    }

    static String codeOf(ElementKind kind, List<NetworkElement> path) {
        return path.stream()
                .filter(e -> e.kind() == kind)
                .map(NetworkElement::code)
                .findFirst()
                .orElse(null);
    }

    static String openKey(NetworkElement element) {
        return element.kind().name().toLowerCase(Locale.ROOT) + ":" + element.code();
    }
}
