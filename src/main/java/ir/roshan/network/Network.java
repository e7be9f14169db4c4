package ir.roshan.network;

import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.Portions;
import ir.roshan.text.TypedText;
import ir.roshan.transaction.OfTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The service points and what feeds them, as last loaded. */
@Repository
public class Network {
    private static final String POINTS = """
            SELECT p.bill_id, p.district, f.parent_code AS substation_code, t.parent_code AS feeder_code,
                   p.transformer_code, p.address, p.latitude, p.longitude, p.critical
              FROM service_point p
              JOIN network_element t ON t.code = p.transformer_code
              JOIN network_element f ON f.code = t.parent_code
             WHERE p.bill_id IN\s""";

    private final JdbcClient jdbc;
    /** That this transaction has asked for last. */
    private final OfTransaction<ServicePoint> last = new OfTransaction<>();

    public Network(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Read once in a transaction that asks for it several times; an import, which changes service points, asks for none. */
    public Optional<ServicePoint> servicePoint(BillId billId) {
        Optional<ServicePoint> known = last.get().filter(point -> point.billId().equals(billId));
        Optional<ServicePoint> point = known.isPresent() ? known : read(billId);
        point.ifPresent(last::set);
        return point;
    }

    private Optional<ServicePoint> read(BillId billId) {
        return jdbc.sql(POINTS + "(:billId)")
                .param("billId", billId.value())
                .query(Network::servicePoint)
                .optional();
    }

    /** Those of several that are in the network data. */
    public Map<BillId, ServicePoint> servicePoints(Collection<BillId> billIds) {
        Map<BillId, ServicePoint> points = new HashMap<>();
        for (List<String> portion :
                Portions.of(billIds.stream().map(BillId::value).distinct().toList())) {
            jdbc.sql(POINTS + "(:billIds)")
                    .param("billIds", portion)
                    .query(Network::servicePoint)
                    .list()
                    .forEach(point -> points.put(point.billId(), point));
        }
        return points;
    }

    /**
     * What a person names by a code: a transformer, feeder or substation, or else the service point of a bill id.
     *
     * @return empty where the network data has neither, whatever the code looks like
     */
    public Optional<NetworkElement> element(String typed) {
        String code = TypedText.code(typed);
        Optional<NetworkElement> element = jdbc.sql("SELECT kind, code FROM network_element WHERE code = :code")
                .param("code", code)
                .query(Network::element)
                .optional();
        return element.isPresent() ? element : servicePointElement(code);
    }

    Optional<NetworkElement> servicePointElement(String typed) {
        BillId billId;
        try {
            billId = BillId.parse(typed);
        } catch (MalformedBillId noBillId) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT bill_id FROM service_point WHERE bill_id = :billId")
                .param("billId", billId.value())
                .query(String.class)
                .optional()
                .map(known -> new NetworkElement(ElementKind.SERVICE_POINT, known));
    }

    /**
     * The service point and all that feeds it, from narrow to wide: service point, transformer, feeder, substation.
     *
     * @return empty where the bill id is not in the network data
     */
    public List<NetworkElement> pathOf(BillId billId) {
        return pathOf(NetworkElement.of(billId));
    }

    /** A service point that stands for all that its transformer feeds. */
    public record Sample(NetworkElement transformer, BillId billId) {}

    /**
     * One for each transformer, in the order of their codes.
     *
     * @param district null for all; else those transformers that feed that one alone
     */
    public List<Sample> samples(District district) {
        List<Sample> samples = new ArrayList<>(jdbc.sql("""
                        SELECT transformer_code, min(bill_id) AS bill_id FROM service_point
                         GROUP BY transformer_code
                        HAVING :district = 0 OR min(district) = :district AND max(district) = :district
                        """)
                .param("district", district == null ? 0 : district.number())
                .query((row, number) -> new Sample(
                        new NetworkElement(ElementKind.TRANSFORMER, row.getString("transformer_code")),
                        new BillId(row.getString("bill_id"))))
                .list());
        samples.sort(Comparator.comparing(sample -> sample.transformer().code()));
        return samples;
    }

    /** The element itself and all that feeds it, from narrow to wide; empty where it is not in the network data. */
    public List<NetworkElement> pathOf(NetworkElement element) {
        if (element.kind() == ElementKind.SERVICE_POINT)
            return servicePoint(new BillId(element.code()))
                    .map(ServicePoint::path)
                    .orElse(List.of());
        List<NetworkElement> path = new ArrayList<>();
        // Three rows at most; a chain of parents cannot be longer, nor a circle, since each kind has parents of the
        // next.
        jdbc.sql("""
                        SELECT e.kind, e.code, p.kind AS parent_kind, p.code AS parent_code,
                               g.kind AS grandparent_kind, g.code AS grandparent_code
                          FROM network_element e
                          LEFT JOIN network_element p ON p.code = e.parent_code
                          LEFT JOIN network_element g ON g.code = p.parent_code
                         WHERE e.code = :code AND e.kind = :kind
                        """)
                .param("code", element.code())
                .param("kind", element.kind().name())
                .query(row -> {
                    for (String column : List.of("", "parent_", "grandparent_")) {
                        String kind = row.getString(column + "kind");
                        if (kind != null)
                            path.add(new NetworkElement(ElementKind.valueOf(kind), row.getString(column + "code")));
                    }
                });
        return path;
    }

    /** The district that answers for the element: its own, or that of most service points below it. */
    public OptionalInt districtOf(NetworkElement element) {
        Optional<Integer> district = element.kind() == ElementKind.SERVICE_POINT
                ? servicePoint(new BillId(element.code()))
                        .map(point -> point.district().number())
                : jdbc.sql("SELECT district FROM network_element WHERE code = :code")
                        .param("code", element.code())
                        .query(Integer.class)
                        .optional();
        return district.isPresent() ? OptionalInt.of(district.get()) : OptionalInt.empty();
    }

    /**
     * Every district that has a service point below the element; of an element that feeds none any more, the last one that
     * it fed.
     *
     * @return empty where it is not in the network data
     */
    public Set<District> districtsOf(NetworkElement element) {
        String sql = element.kind() == ElementKind.SERVICE_POINT
                ? "SELECT district FROM service_point WHERE bill_id = :code"
                : "SELECT district FROM network_element_district WHERE code = :code";
        Set<District> districts = new HashSet<>(jdbc.sql(sql)
                .param("code", element.code())
                .query((row, number) -> new District(row.getInt("district")))
                .list());
        if (districts.isEmpty()) districtOf(element).ifPresent(district -> districts.add(new District(district)));
        return districts;
    }

    /** How many service points lose their supply with the element: 1 for a service point, 0 where it is not known. */
    public int servicePointsBelow(NetworkElement element) {
        String sql = element.kind() == ElementKind.SERVICE_POINT
                ? "SELECT count(*) FROM service_point WHERE bill_id = :code"
                : "SELECT service_points FROM network_element WHERE code = :code";
        return jdbc.sql(sql)
                .param("code", element.code())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The same of several; those that are not known are not in it. */
    public Map<NetworkElement, Integer> servicePointsBelow(Collection<NetworkElement> elements) {
        List<String> codes =
                elements.stream().map(NetworkElement::code).distinct().toList();
        Map<NetworkElement, Integer> below = new HashMap<>();
        for (List<String> portion : Portions.of(codes)) {
            jdbc.sql("""
                            SELECT kind, code, service_points FROM network_element WHERE code IN (:codes)
                             UNION ALL
                            SELECT 'SERVICE_POINT', bill_id, 1 FROM service_point WHERE bill_id IN (:codes)
                            """).param("codes", portion).query(row -> {
                below.put(element(row, 0), row.getInt("service_points"));
            });
        }
        return below;
    }

    /** By bill id; those without an address, or that are not known, are not in it. */
    public Map<String, String> addressesOf(Collection<String> billIds) {
        Map<String, String> addresses = new HashMap<>();
        for (List<String> portion : Portions.of(billIds)) {
            jdbc.sql("SELECT bill_id, address FROM service_point WHERE bill_id IN (:billIds) AND address IS NOT NULL")
                    .param("billIds", portion)
                    .query(row -> {
                        addresses.put(row.getString("bill_id"), row.getString("address"));
                    });
        }
        return addresses;
    }

    /** Which of these service points lose their supply with the element. */
    public Set<BillId> below(NetworkElement element, Collection<BillId> billIds) {
        String column = columnOf(element.kind());
        List<String> all = billIds.stream().map(BillId::value).toList();
        Set<BillId> below = new HashSet<>();
        for (List<String> portion : Portions.of(all)) {
            jdbc.sql("""
                            SELECT p.bill_id
                              FROM service_point p
                              JOIN network_element t ON t.code = p.transformer_code
                              JOIN network_element f ON f.code = t.parent_code
                             WHERE p.bill_id IN (:billIds) AND %s = :code
                            """.formatted(column))
                    .param("billIds", portion)
                    .param("code", element.code())
                    .query(String.class)
                    .list()
                    .forEach(billId -> below.add(new BillId(billId)));
        }
        return below;
    }

    /** Degrees, WGS 84. */
    public record Position(double latitude, double longitude) {}

    /** Half a kilometre, in degrees of latitude; a degree of longitude is shorter here, so that it is a little less to the east. */
    private static final double NEAR = 0.0045;

    /** At 34 degrees, in Qom. */
    private static final double EAST_TO_NORTH = 0.83;

    /** The district of the nearest service point, if there is one near. Whose that is nobody is told. */
    public Optional<District> districtNear(Position position) {
        return jdbc.sql("""
                        SELECT district FROM service_point
                         WHERE latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east
                         ORDER BY (latitude - :latitude) * (latitude - :latitude)
                                + (longitude - :longitude) * (longitude - :longitude) * :eastToNorth * :eastToNorth,
                               bill_id
                         LIMIT 1
                        """)
                .param("south", position.latitude() - NEAR)
                .param("north", position.latitude() + NEAR)
                .param("west", position.longitude() - NEAR)
                .param("east", position.longitude() + NEAR)
                .param("latitude", position.latitude())
                .param("longitude", position.longitude())
                .param("eastToNorth", EAST_TO_NORTH)
                .query((row, n) -> new District(row.getInt("district")))
                .optional();
    }

    /** The middle of the service points below the element; empty where no position is known. */
    public Optional<Position> positionOf(NetworkElement element) {
        return jdbc.sql("""
                        SELECT avg(p.latitude) AS latitude, avg(p.longitude) AS longitude
                          FROM service_point p
                          JOIN network_element t ON t.code = p.transformer_code
                          JOIN network_element f ON f.code = t.parent_code
                         WHERE %s = :code AND p.latitude IS NOT NULL
                        """.formatted(columnOf(element.kind())))
                .param("code", element.code())
                .query((row, n) -> {
                    double latitude = row.getDouble("latitude");
                    return row.wasNull()
                            ? Optional.<Position>empty()
                            : Optional.of(new Position(latitude, row.getDouble("longitude")));
                })
                .single();
    }

    /** What feeds each of these service points, as {@link #pathOf(BillId)} has it; those that are not known are not in it. */
    public Map<BillId, List<NetworkElement>> pathsOf(Collection<BillId> billIds) {
        List<String> all = billIds.stream().map(BillId::value).distinct().toList();
        Map<BillId, List<NetworkElement>> paths = new HashMap<>();
        for (List<String> portion : Portions.of(all)) {
            jdbc.sql("""
                            SELECT p.bill_id, p.transformer_code, t.parent_code AS feeder_code, f.parent_code AS substation_code
                              FROM service_point p
                              JOIN network_element t ON t.code = p.transformer_code
                              JOIN network_element f ON f.code = t.parent_code
                             WHERE p.bill_id IN (:billIds)
                            """).param("billIds", portion).query(row -> {
                BillId billId = new BillId(row.getString("bill_id"));
                paths.put(
                        billId,
                        List.of(
                                NetworkElement.of(billId),
                                new NetworkElement(ElementKind.TRANSFORMER, row.getString("transformer_code")),
                                new NetworkElement(ElementKind.FEEDER, row.getString("feeder_code")),
                                new NetworkElement(ElementKind.SUBSTATION, row.getString("substation_code"))));
            });
        }
        return paths;
    }

    /** Which transformer feeds each of these service points; what is no bill id of the network is not in it. */
    public Map<String, String> transformersOf(Collection<String> billIds) {
        Map<String, String> transformers = new HashMap<>();
        for (List<String> portion : Portions.of(billIds)) {
            jdbc.sql("SELECT bill_id, transformer_code FROM service_point WHERE bill_id IN (:billIds)")
                    .param("billIds", portion)
                    .query(row -> {
                        transformers.put(row.getString("bill_id"), row.getString("transformer_code"));
                    });
        }
        return transformers;
    }

    /** What a feeder or substation feeds directly, by code; empty for a transformer, whose service points are {@link #below}. */
    public List<NetworkElement> partsOf(NetworkElement element) {
        return jdbc.sql("SELECT kind, code FROM network_element WHERE parent_code = :code ORDER BY code")
                .param("code", element.code())
                .query(Network::element)
                .list();
    }

    /** Which column names the element above a service point p, of the transformer t, of the feeder f. */
    private static String columnOf(ElementKind kind) {
        return switch (kind) {
            case SERVICE_POINT -> "p.bill_id";
            case TRANSFORMER -> "p.transformer_code";
            case FEEDER -> "t.parent_code";
            case SUBSTATION -> "f.parent_code";
        };
    }

    public long countServicePoints() {
        return jdbc.sql("SELECT count(*) FROM service_point").query(Long.class).single();
    }

    /** By district number, ascending; districts without service points are not in it. */
    public Map<Integer, Integer> servicePointsPerDistrict() {
        Map<Integer, Integer> perDistrict = new TreeMap<>();
        jdbc.sql("SELECT district, count(*) AS service_points FROM service_point GROUP BY district")
                .query(row -> {
                    perDistrict.put(row.getInt("district"), row.getInt("service_points"));
                });
        return perDistrict;
    }

    static NetworkElement element(ResultSet row, int number) throws SQLException {
        return new NetworkElement(ElementKind.valueOf(row.getString("kind")), row.getString("code"));
    }

    private static ServicePoint servicePoint(ResultSet row, int number) throws SQLException {
        return new ServicePoint(
                new BillId(row.getString("bill_id")),
                new District(row.getInt("district")),
                row.getString("substation_code"),
                row.getString("feeder_code"),
                row.getString("transformer_code"),
                row.getString("address"),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                Optional.ofNullable(row.getString("critical"))
                        .flatMap(Critical::of)
                        .orElse(null));
    }
}
