package ir.roshan.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many service points each element feeds, and in which districts, counted anew once they are loaded. */
final class ElementCounts {
    private static final int BATCH = ServicePointImport.BATCH;

    private final JdbcTemplate jdbc;
    private final Map<String, LoadedElement> elements;

    /** @param elements all there are, by code */
    ElementCounts(JdbcTemplate jdbc, Map<String, LoadedElement> elements) {
        this.jdbc = jdbc;
        this.elements = elements;
    }

    /** That an element has a service point of the district below it. */
    private record Fed(String code, int district) {}

    /** How many service points lie below each element now, and which district most of them belong to. */
    void countAnew() {
        jdbc.query("""
                SELECT transformer_code, district, count(*) AS service_points
                  FROM service_point
                 GROUP BY transformer_code, district
                """, row -> {
            int district = row.getInt("district");
            int servicePoints = row.getInt("service_points");
            String code = row.getString("transformer_code");
            for (LoadedElement element = elements.get(code); element != null; element = elements.get(element.parent))
                element.servicePointsPerDistrict.merge(district, servicePoints, Integer::sum);
        });
        List<LoadedElement> changed = new ArrayList<>();
        for (LoadedElement element : elements.values()) {
            int servicePoints = 0;
            int most = 0;
            int district = element.district;
            for (Map.Entry<Integer, Integer> entry : element.servicePointsPerDistrict.entrySet()) {
                servicePoints += entry.getValue();
                if (entry.getValue() <= most) continue;
                most = entry.getValue();
                district = entry.getKey();
            }
            if (servicePoints == element.servicePoints && district == element.district) continue;
            element.servicePoints = servicePoints;
            element.district = district;
            changed.add(element);
        }
        jdbc.batchUpdate(
                "UPDATE network_element SET district = ?, service_points = ? WHERE code = ?",
                changed,
                BATCH,
                (statement, element) -> {
                    statement.setInt(1, element.district);
                    statement.setInt(2, element.servicePoints);
                    statement.setString(3, element.code);
                });
        feedsDistricts();
    }

    private void feedsDistricts() {
        Set<Fed> before = new HashSet<>();
        jdbc.query("SELECT code, district FROM network_element_district", row -> {
            before.add(new Fed(row.getString("code"), row.getInt("district")));
        });
        Set<Fed> now = new HashSet<>();
        for (LoadedElement element : elements.values())
            element.servicePointsPerDistrict.keySet().forEach(district -> now.add(new Fed(element.code, district)));
        write("INSERT INTO network_element_district (code, district) VALUES (?, ?)", now, before);
        write("DELETE FROM network_element_district WHERE code = ? AND district = ?", before, now);
    }

    private void write(String sql, Set<Fed> all, Set<Fed> without) {
        List<Fed> rows = all.stream().filter(fed -> !without.contains(fed)).toList();
        jdbc.batchUpdate(sql, rows, BATCH, (statement, fed) -> {
            statement.setString(1, fed.code());
            statement.setInt(2, fed.district());
        });
    }
}
