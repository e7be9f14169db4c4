package ir.roshan.network;

import ir.roshan.text.Portions;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which streets lie below an element, by the addresses of its service points: what people call the place. A street is
 * named only where five service points of it are concerned, so that nobody's address shows.
 */
@Repository
public class Streets {
    /** Fewer service points might be one family, and what is said in public of where they are would be about them. */
    public static final int FEWEST_POINTS = 5;

    private static final int BATCH = 1_000;
    private static final int ROWS_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    public Streets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    private record Street(String transformer, String street, int servicePoints) {}

    /** From the addresses as they are now; to be called while no other import of service points runs. */
    void countAnew() {
        Map<String, Map<String, Integer>> counted = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(
                            "SELECT transformer_code, address FROM service_point WHERE address IS NOT NULL");
                    statement.setFetchSize(ROWS_AT_ONCE); // pgjdbc would else hold a million rows at once
                    return statement;
                },
                row -> {
                    String transformer = row.getString("transformer_code");
                    StreetOfAddress.of(row.getString("address"))
                            .ifPresent(street -> counted.computeIfAbsent(transformer, code -> new HashMap<>())
                                    .merge(street, 1, Integer::sum));
                });
        Set<Street> now = new HashSet<>();
        counted.forEach((transformer, streets) ->
                streets.forEach((street, points) -> now.add(new Street(transformer, street, points))));
        Set<Street> before = new HashSet<>();
        jdbc.query("SELECT transformer_code, street, service_points FROM element_street", row -> {
            before.add(new Street(
                    row.getString("transformer_code"), row.getString("street"), row.getInt("service_points")));
        });
        List<Street> gone =
                before.stream().filter(street -> !now.contains(street)).toList();
        List<Street> come =
                now.stream().filter(street -> !before.contains(street)).toList();
        jdbc.batchUpdate(
                "DELETE FROM element_street WHERE transformer_code = ? AND street = ?",
                gone,
                BATCH,
                (statement, street) -> {
                    statement.setString(1, street.transformer());
                    statement.setString(2, street.street());
                });
        jdbc.batchUpdate(
                "INSERT INTO element_street (transformer_code, street, service_points) VALUES (?, ?, ?)",
                come,
                BATCH,
                (statement, street) -> {
                    statement.setString(1, street.transformer());
                    statement.setString(2, street.street());
                    statement.setInt(3, street.servicePoints());
                });
    }

    /**
     * An element without its parts that have supply again.
     *
     * @param without elements below it, by their codes
     */
    public record Area(NetworkElement element, Set<String> without) {}

    /**
     * Of each area, the street with the most service points first; of a service point its own street, if it has enough neighbours
     * there. Areas without a street that may be named are not in it.
     */
    public Map<Area, List<String>> of(Collection<Area> areas) {
        // A set, since what two outages have in common would be counted twice.
        Map<String, Set<Area>> byCode = new HashMap<>();
        for (Area area : areas) {
            byCode.computeIfAbsent(area.element().code(), code -> new HashSet<>())
                    .add(area);
        }
        Map<Area, Map<String, Integer>> points = new HashMap<>();
        for (List<String> portion : Portions.of(byCode.keySet())) {
            client.sql("""
                            SELECT p.bill_id, p.address, s.street, s.service_points
                              FROM service_point p
                              JOIN element_street s ON s.transformer_code = p.transformer_code
                             WHERE p.bill_id IN (:codes) AND p.address IS NOT NULL
                            """).param("codes", portion).query(row -> {
                String street = row.getString("street");
                if (StreetOfAddress.of(row.getString("address"))
                        .filter(street::equals)
                        .isPresent()) {
                    for (Area area : byCode.get(row.getString("bill_id"))) {
                        points.computeIfAbsent(area, each -> new HashMap<>()).put(street, row.getInt("service_points"));
                    }
                }
            });
            client.sql("""
                            SELECT x.code, x.transformer, x.feeder, s.street, s.service_points
                              FROM (SELECT t.code AS code, t.code AS transformer, t.parent_code AS feeder
                                      FROM network_element t WHERE t.code IN (:codes)
                                     UNION ALL
                                    SELECT t.parent_code, t.code, t.parent_code
                                      FROM network_element t WHERE t.parent_code IN (:codes)
                                     UNION ALL
                                    SELECT f.parent_code, t.code, f.code
                                      FROM network_element f JOIN network_element t ON t.parent_code = f.code
                                     WHERE f.parent_code IN (:codes)) x
                              JOIN element_street s ON s.transformer_code = x.transformer
                            """).param("codes", portion).query(row -> {
                for (Area area : byCode.get(row.getString("code"))) {
                    if (!area.without().contains(row.getString("transformer"))
                            && !area.without().contains(row.getString("feeder"))) {
                        points.computeIfAbsent(area, each -> new HashMap<>())
                                .merge(row.getString("street"), row.getInt("service_points"), Integer::sum);
                    }
                }
            });
        }
        withoutServicePoints(points);
        Map<Area, List<String>> streets = new HashMap<>();
        points.forEach((area, counted) -> {
            List<String> named = counted.entrySet().stream()
                    .filter(street -> street.getValue() >= FEWEST_POINTS)
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!named.isEmpty()) {
                streets.put(area, named);
            }
        });
        return streets;
    }

    /** Of the parts that have supply again, those that are single service points. */
    private void withoutServicePoints(Map<Area, Map<String, Integer>> points) {
        Map<String, Set<Area>> byPart = new HashMap<>();
        points.keySet()
                .forEach(area -> area.without()
                        .forEach(part -> byPart.computeIfAbsent(part, code -> new HashSet<>())
                                .add(area)));
        for (List<String> portion : Portions.of(byPart.keySet())) {
            client.sql("""
                            SELECT p.bill_id, p.address, t.code AS transformer, t.parent_code AS feeder
                              FROM service_point p JOIN network_element t ON t.code = p.transformer_code
                             WHERE p.bill_id IN (:parts) AND p.address IS NOT NULL
                            """).param("parts", portion).query(row -> {
                Optional<String> street = StreetOfAddress.of(row.getString("address"));
                for (Area area : byPart.get(row.getString("bill_id"))) {
                    boolean gone = area.without().contains(row.getString("transformer"))
                            || area.without().contains(row.getString("feeder"));
                    if (street.isPresent() && !gone) {
                        points.get(area).computeIfPresent(street.get(), (name, many) -> many - 1);
                    }
                }
            });
        }
    }
}
