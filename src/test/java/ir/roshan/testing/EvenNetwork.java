package ir.roshan.testing;

import ir.roshan.text.BillId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A network in which all transformers and all feeders are alike, one after another, under one substation and in four districts by
 * turns: in any database with our schema, by SQL, since an import of so many is no part of what is tested.
 */
public record EvenNetwork(int points, int pointsOfTransformer, int transformersOfFeeder) {
    public static final String FEEDER = "EF-";
    public static final String TRANSFORMER = "ET-";
    private static final String SUBSTATION = "ES";
    private static final int DISTRICTS = 4;
    /** Which file number is the first point's. */
    private static final int FIRST = 100_000;

    private static final int COMPANY = 44;
    private static final int AT_ONCE = 10_000;

    /** @throws IllegalArgumentException if the last feeder would not be as the others */
    public EvenNetwork {
        if (points % (pointsOfTransformer * transformersOfFeeder) != 0)
            throw new IllegalArgumentException(points + " points are no whole number of feeders");
    }

    public int pointsOfFeeder() {
        return pointsOfTransformer * transformersOfFeeder;
    }

    public static String billId(int point) {
        return BillId.of(FIRST + point, COMPANY).value();
    }

    public static int district(int feeder) {
        return 1 + feeder % DISTRICTS;
    }

    public void fill(JdbcTemplate jdbc) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {SUBSTATION, "SUBSTATION", null, 1, points});
        for (int feeder = 0; feeder < points / pointsOfFeeder(); feeder++)
            rows.add(new Object[] {FEEDER + feeder, "FEEDER", SUBSTATION, district(feeder), pointsOfFeeder()});
        for (int transformer = 0; transformer < points / pointsOfTransformer; transformer++) {
            int feeder = transformer / transformersOfFeeder;
            rows.add(new Object[] {
                TRANSFORMER + transformer, "TRANSFORMER", FEEDER + feeder, district(feeder), pointsOfTransformer
            });
        }
        insert(
                jdbc,
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES (?, ?, ?, ?, ?)",
                rows);
        rows.clear();
        for (int point = 0; point < points; point++)
            rows.add(new Object[] {
                billId(point), district(point / pointsOfFeeder()), TRANSFORMER + point / pointsOfTransformer
            });
        insert(jdbc, "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, ?, ?)", rows);
        jdbc.update("UPDATE import_lock SET revision = revision + 1 WHERE subject = 'service-points'");
        jdbc.execute("ANALYZE");
    }

    private static void insert(JdbcTemplate jdbc, String sql, List<Object[]> rows) {
        for (int from = 0; from < rows.size(); from += AT_ONCE)
            jdbc.batchUpdate(sql, rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
    }
}
