package ir.roshan.network;

import ir.roshan.network.MapShape.Transformer;
import ir.roshan.network.Mosaic.Claim;
import ir.roshan.network.Mosaic.Square;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The company's own network as a map, from where its service points are. It is drawn once after an import, on every node by
 * itself and alike, and shows no house: each piece of an area has {@value Streets#FEWEST_POINTS} service points at different
 * places within it.
 */
@Component
public class NetworkMap {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkMap.class);

    /** Of the grid, in both directions: so many squares are a degree. In Iran a square is 44 m high and 42 to 51 m wide. */
    private static final int ROWS = 2_500;

    private static final int COLUMNS = 2_000;

    /** Two service points within some ten metres are one place: the meters of a house. */
    private static final int PLACES = 10_000;

    /** Gaps of a street, a school or a park are bridged, fields are not. */
    private static final int REACH = 3;

    private static final double SMOOTHING = 1.2;

    /** Districts are drawn in squares of so many in each direction, so that one is no heap of villages. */
    private static final int COARSE = 6;

    private static final int DISTRICT_REACH = 2;
    private static final double DISTRICT_SMOOTHING = 1.5;
    /** Of a caller; a network like the demo's is drawn sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Else whoever calls could keep a processor busy with what cannot be drawn. */
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private static final int ROWS_AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final ImportLock imports;
    private final TransactionTemplate reading;
    private final AsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("network-map-");
    private volatile MapShape drawn;
    private Future<MapShape> underWay;
    private volatile boolean failed;
    private volatile long endedAt;

    public NetworkMap(JdbcTemplate jdbc, ImportLock imports, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    static double longitude(double column) {
        return column / COLUMNS;
    }

    static double latitude(double row) {
        return row / ROWS;
    }

    /** The first visitor should find it; and where there is no network yet, this takes no time. */
    @EventListener(ApplicationReadyEvent.class)
    void drawAhead() {
        begin();
    }

    /**
     * As the network is now; while it is drawn anew, which takes a large one many seconds, as it was before.
     *
     * @throws MapNotDrawnYet if there is none from before
     */
    public MapShape shape() {
        long revision = imports.revision(ServicePointImport.SUBJECT);
        MapShape known = drawn;
        if (known != null && known.revision() == revision) return known;
        Future<MapShape> coming = begin();
        if (known != null) return known;
        try {
            return coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new MapNotDrawnYet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MapNotDrawnYet();
        } catch (ExecutionException e) {
            throw new MapNotDrawnYet(); // why, stands in the log
        }
    }

    /** Which network the map that is there shows, without asking whether there is a later one; 0 where there is no map yet. */
    public long drawnRevision() {
        MapShape known = drawn;
        return known == null ? 0 : known.revision();
    }

    /** One at a time; who asks meanwhile is given the one that is under way, or has failed just now. */
    private synchronized Future<MapShape> begin() {
        boolean hasFailedJustNow = failed && System.nanoTime() - endedAt < AFTER_A_FAILURE.toNanos();
        if (underWay != null && (!underWay.isDone() || hasFailedJustNow)) return underWay;
        failed = false;
        underWay = threads.submit(() -> {
            try {
                drawn = reading.execute(status -> draw(imports.revision(ServicePointImport.SUBJECT)));
                return drawn;
            } catch (RuntimeException | Error e) {
                // Perhaps nobody waits for it.
                LOG.error("The map of the network could not be drawn; it is tried again in a minute", e);
                endedAt = System.nanoTime();
                failed = true;
                throw e;
            }
        });
        return underWay;
    }

    private MapShape draw(long revision) {
        Map<String, Transformer> transformers = transformers();
        return drawn(revision, transformers, claims());
    }

    static MapShape drawn(long revision, Map<String, Transformer> transformers, Collection<Claim> claims) {
        List<Claim> known = claims.stream()
                .filter(claim -> transformers.containsKey(claim.owner()))
                .toList();
        SortedMap<String, Geometry> areas = Mosaic.of(known, REACH, Streets.FEWEST_POINTS, SMOOTHING);
        return new MapShape(revision, transformers, districts(areas, transformers, known), areas);
    }

    /** From what is shown of their transformers, and from nothing else. */
    private static SortedMap<Integer, Geometry> districts(
            SortedMap<String, Geometry> areas, Map<String, Transformer> transformers, Collection<Claim> claims) {
        Map<Claim, Integer> coarse = new HashMap<>();
        for (Claim claim : claims) {
            if (!areas.containsKey(claim.owner())) continue;
            Square square = new Square(
                    Math.floorDiv(claim.square().column(), COARSE),
                    Math.floorDiv(claim.square().row(), COARSE));
            String district =
                    Integer.toString(transformers.get(claim.owner()).district().number());
            coarse.merge(new Claim(district, square, 0), claim.positions(), Integer::sum);
        }
        List<Claim> all = new ArrayList<>();
        coarse.forEach((claim, positions) -> all.add(new Claim(claim.owner(), claim.square(), positions)));
        AffineTransformation larger = AffineTransformation.scaleInstance(COARSE, COARSE);
        SortedMap<Integer, Geometry> districts = new TreeMap<>();
        Mosaic.of(all, DISTRICT_REACH, Streets.FEWEST_POINTS, DISTRICT_SMOOTHING)
                .forEach((number, geometry) -> districts.put(Integer.valueOf(number), larger.transform(geometry)));
        return districts;
    }

    private Map<String, Transformer> transformers() {
        Map<String, Transformer> transformers = new HashMap<>();
        jdbc.query("""
                SELECT t.code, t.parent_code AS feeder, f.parent_code AS substation, t.district, t.service_points
                  FROM network_element t JOIN network_element f ON f.code = t.parent_code
                 WHERE t.kind = 'TRANSFORMER'
                """, row -> {
            transformers.put(
                    row.getString("code"),
                    new Transformer(
                            row.getString("code"),
                            row.getString("feeder"),
                            row.getString("substation"),
                            new District(row.getInt("district")),
                            row.getInt("service_points")));
        });
        return transformers;
    }

    /** Which transformer has how many places in a square. */
    private List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                            SELECT transformer_code, grid_column, grid_row, count(*) AS places
                              FROM (SELECT DISTINCT transformer_code,
                                           CAST(floor(longitude * %1$d) AS integer) AS grid_column,
                                           CAST(floor(latitude * %2$d) AS integer) AS grid_row,
                                           CAST(floor(longitude * %3$d) AS integer) AS place_column,
                                           CAST(floor(latitude * %3$d) AS integer) AS place_row
                                      FROM service_point WHERE latitude IS NOT NULL) AS place
                             GROUP BY transformer_code, grid_column, grid_row
                            """.formatted(COLUMNS, ROWS, PLACES));
                    statement.setFetchSize(ROWS_AT_ONCE);
                    return statement;
                },
                row -> {
                    claims.add(new Claim(
                            row.getString("transformer_code"),
                            new Square(row.getInt("grid_column"), row.getInt("grid_row")),
                            row.getInt("places")));
                });
        return claims;
    }
}
