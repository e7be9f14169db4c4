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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String WHOLE_COMPANY = "";
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
     * A list of the company, ours or the public one. One row taken makes planned-outage data current for the whole company.
     *
     * @param csv read to its end while a transaction is open: hand over what has arrived, not a slow upload
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport csv(Reader csv) {
        PlannedOutageTable table = PlannedOutageTable.read(csv, network);
        return lock.alone(SUBJECT, () -> {
            ImportTally tally = new ImportTally();
            List<Announced> list = new ArrayList<>();
            table.forEach(row -> tally.take(row.line(), () -> list.add(table.announced(row))));
            keep(list, true);
            if (!list.isEmpty()) arrived(WHOLE_COMPANY);
            return tally.report();
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
    public ImportReport national(JsonNode answer, BillId about) {
        NationalAnswer national = new NationalAnswer(answer, about);
        ImportTally tally = new ImportTally();
        List<Announced> list = new ArrayList<>();
        int number = 0;
        for (JsonNode row : national.rows()) tally.take(++number, () -> list.add(national.announced(row)));
        return lock.alone(SUBJECT, () -> {
            keep(list, false);
            if (about != null && !list.isEmpty()) arrived(about.value());
            return tally.report();
        });
    }

    private void keep(List<Announced> list, boolean mayMove) {
        Reconciliation reconciliation =
                new Reconciliation(knownByNumberOf(list), clock.instant().minus(settings.grace()));
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
    private List<PlannedOutage> knownByNumberOf(List<Announced> list) {
        List<PlannedOutage> known = new ArrayList<>();
        list.stream()
                .map(Announced::number)
                .distinct()
                .forEach(number -> known.addAll(client.sql("SELECT * FROM planned_outage WHERE outage_number = :number")
                        .param("number", number)
                        .query(PlannedOutages::row)
                        .list()));
        return known;
    }

    /** In the order of ids, so that it cannot lock rows crosswise with another transaction that does likewise. */
    private void update(Map<Long, Announced> updated) {
        jdbc.batchUpdate(
                """
                UPDATE planned_outage
                   SET starts_at = ?, ends_at = ?, reason = ?, area = ?, planned = ?, cancelled = ?
                 WHERE planned_outage_id = ?
                """,
                new TreeMap<>(updated).entrySet(),
                BATCH,
                (statement, entry) -> set(statement, entry.getValue()).setLong(7, entry.getKey()));
    }

    private void add(List<Announced> added) {
        jdbc.batchUpdate("""
                INSERT INTO planned_outage (starts_at, ends_at, reason, area, planned, cancelled,
                                            outage_number, element_kind, element_code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, added, BATCH, (statement, row) -> {
            set(statement, row).setString(7, row.number());
            statement.setString(
                    8, row.element() == null ? "NONE" : row.element().kind().name());
            statement.setString(9, row.element() == null ? "" : row.element().code());
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
        return statement;
    }

    private void arrived(String about) {
        int known = client.sql("UPDATE planned_outage_arrival SET arrived_at = :now WHERE bill_id = :about")
                .param("now", clock.instant().atOffset(UTC))
                .param("about", about)
                .update();
        if (known > 0) return;
        client.sql("INSERT INTO planned_outage_arrival (bill_id, arrived_at) VALUES (:about, :now)")
                .param("now", clock.instant().atOffset(UTC))
                .param("about", about)
                .update();
    }
}
