package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import ir.roshan.text.ImportTally;
import java.io.Reader;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes in lists of planned outages, each in one transaction: every row that is right, and a problem for every row that is
 * wrong. Loading a list twice changes nothing. An outage that a list no longer names stays until it is cancelled.
 */
@Component
public class PlannedOutageImport {
    private static final String SUBJECT = "planned-outages";
    private static final String EVERY_PLACE = "";
    private static final int EVERY_DISTRICT = 0;
    private static final String ELEMENT_COLUMN = "element";
    private static final String DISTRICT_COLUMN = "district";
    private static final String BILL_ID_PARAMETER = "billId";
    private static final String WHOLE_ROW = "";
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Network network;
    private final ImportLock lock;
    private final PlannedOutageSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    public PlannedOutageImport(
            JdbcTemplate jdbc,
            Network network,
            ImportLock lock,
            PlannedOutageSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.network = network;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A list of the company, ours or the public one. One row taken makes planned-outage data current for the whole company, or
     * for the districts of whoever announces it.
     *
     * @param csv read to its end while a transaction is open: hand over what has arrived, not a slow upload
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport csv(Reader csv, AnnouncementScope scope) {
        PlannedOutageTable table = PlannedOutageTable.read(csv, network);
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(scope, true);
            table.forEach(row ->
                    taking.take(row.line(), () -> taking.own(table.announced(row), ELEMENT_COLUMN, DISTRICT_COLUMN)));
            taking.keep();
            if (!taking.list.isEmpty()) arrived(scope);
            return taking.tally.report();
        });
    }

    /**
     * An answer of the national service. One row taken makes data current for that bill id; an empty answer may be a gap
     * of the service and makes nothing current.
     *
     * @param about the bill id that the service was asked about; null if that is not known, and then the rows are known
     *     by their text alone
     * @throws NationalServiceRefused if the answer is a refusal; nothing was taken then
     * @throws ir.roshan.text.UnreadableTable if it is no answer of the service; nothing was taken then
     */
    public ImportReport national(JsonNode answer, BillId about, AnnouncementScope scope) {
        NationalAnswer national = new NationalAnswer(answer, about);
        return lock.alone(SUBJECT, () -> {
            Taking taking = new Taking(scope, false);
            int number = 0;
            for (JsonNode row : national.rows())
                taking.take(++number, () -> taking.own(national.announced(row), WHOLE_ROW, BILL_ID_PARAMETER));
            taking.keep();
            if (about != null && !taking.list.isEmpty()) arrived(about.value(), EVERY_DISTRICT);
            return taking.tally.report();
        });
    }

    /** One list while it is taken in. */
    private final class Taking {
        private final ImportTally tally = new ImportTally();
        private final List<Announced> list = new ArrayList<>();
        private final Map<String, List<PlannedOutage>> known = new HashMap<>();
        private final Instant over = clock.instant().minus(settings.grace());
        private final OwnPlaces places;
        private final boolean mayMove;

        /** @param mayMove of {@link Reconciliation#compare} */
        private Taking(AnnouncementScope scope, boolean mayMove) {
            this.places = new OwnPlaces(scope, network, over);
            this.mayMove = mayMove;
        }

        private void take(int line, Supplier<Announced> row) {
            tally.take(line, () -> list.add(row.get()));
        }

        private Announced own(Announced row, String elementField, String districtField) {
            return places.checked(row, known(row.number()), mayMove, elementField, districtField);
        }

        private void keep() {
            Reconciliation reconciliation = new Reconciliation(
                    list.stream()
                            .map(Announced::number)
                            .distinct()
                            .flatMap(number -> known(number).stream())
                            .filter(places::isOwn)
                            .toList(),
                    over);
            reconciliation.compare(list, mayMove);
            // Updates first: an outage that moves may clear the start of one that is added.
            update(reconciliation.updated());
            add(reconciliation.added());
            if (!reconciliation.changed().isEmpty())
                events.publishEvent(new PlannedOutagesChanged(reconciliation.changed()));
        }

        /**
         * One look-up a number. Asked for hundreds at once, PostgreSQL compares every row with every number while it has no
         * statistics of a table that has just been filled: minutes for 100,000 rows, where this takes seconds.
         */
        private List<PlannedOutage> known(String number) {
            return known.computeIfAbsent(
                    number,
                    n -> client.sql("SELECT * FROM planned_outage WHERE outage_number = :number")
                            .param("number", n)
                            .query(PlannedOutages::row)
                            .list());
        }
    }

    /** In the order of ids, so that it cannot lock rows crosswise with another transaction that does likewise. */
    private void update(Map<Long, Announced> updated) {
        jdbc.batchUpdate(
                """
                UPDATE planned_outage
                   SET starts_at = ?, ends_at = ?, reason = ?, area = ?, planned = ?, cancelled = ?,
                       district = coalesce(?, district)
                 WHERE planned_outage_id = ?
                """,
                new TreeMap<>(updated).entrySet(),
                BATCH,
                (statement, entry) -> set(statement, entry.getValue()).setLong(8, entry.getKey()));
    }

    private void add(List<Announced> added) {
        jdbc.batchUpdate("""
                INSERT INTO planned_outage (starts_at, ends_at, reason, area, planned, cancelled, district,
                                            outage_number, element_kind, element_code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, added, BATCH, (statement, row) -> {
            set(statement, row).setString(8, row.number());
            statement.setString(
                    9, row.element() == null ? "NONE" : row.element().kind().name());
            statement.setString(10, row.element() == null ? "" : row.element().code());
        });
    }

    private static PreparedStatement set(PreparedStatement statement, Announced row) throws SQLException {
        Instant endsAt = row.interval().endsAt();
        statement.setObject(1, row.interval().startsAt().atOffset(UTC));
        statement.setObject(2, endsAt == null ? null : endsAt.atOffset(UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(3, row.reason());
        statement.setString(4, row.area());
        statement.setBoolean(5, row.planned());
        statement.setBoolean(6, row.cancelled());
        statement.setObject(
                7,
                row.element() != null || row.district() == null
                        ? null
                        : row.district().number(),
                Types.INTEGER);
        return statement;
    }

    private void arrived(AnnouncementScope scope) {
        if (scope.isWholeCompany()) arrived(EVERY_PLACE, EVERY_DISTRICT);
        else scope.districts().forEach(district -> arrived(EVERY_PLACE, district.number()));
    }

    private void arrived(String about, int district) {
        int known = client.sql("""
                        UPDATE planned_outage_arrival SET arrived_at = :now WHERE bill_id = :about AND district = :district
                        """)
                .param("now", clock.instant().atOffset(UTC))
                .param("about", about)
                .param("district", district)
                .update();
        if (known > 0) return;
        client.sql(
                        "INSERT INTO planned_outage_arrival (bill_id, district, arrived_at) VALUES (:about, :district, :now)")
                .param("now", clock.instant().atOffset(UTC))
                .param("about", about)
                .param("district", district)
                .update();
    }
}
