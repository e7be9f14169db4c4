package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.NetworkElement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an import reads of the plan that is known, and writes to it. */
final class PlanStatements {
    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final PlannedPlaces places;

    PlanStatements(JdbcTemplate jdbc, PlannedPlaces places) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.places = places;
    }

    /**
     * One look-up a number. Asked for hundreds at once, PostgreSQL compares every row with every number while it has no
     * statistics of a table that has just been filled: minutes for 100,000 rows, where this takes seconds.
     */
    List<PlannedOutage> ofNumber(String number) {
        return client.sql("SELECT * FROM planned_outage WHERE outage_number = :number")
                .param("number", number)
                .query(PlannedOutages::row)
                .list();
    }

    /** In the order of ids, so that it cannot lock rows crosswise with another transaction that does likewise. */
    void update(Map<Long, AnnouncedOutage> updated, Instant now) {
        jdbc.batchUpdate(
                """
                UPDATE planned_outage
                   SET starts_at = ?, ends_at = ?, reason = ?, area = ?, planned = ?, cancelled = ?, kind = ?, probable = ?,
                       place_id = ?, district = coalesce(?, district)
                 WHERE planned_outage_id = ?
                """,
                new TreeMap<>(updated).entrySet(),
                BATCH,
                (statement, entry) -> set(statement, entry.getValue(), now).setLong(11, entry.getKey()));
    }

    void stamp(Set<Long> changed, Instant now) {
        jdbc.batchUpdate(
                "UPDATE planned_outage SET changed_at = ? WHERE planned_outage_id = ?",
                new TreeSet<>(changed),
                BATCH,
                (statement, id) -> {
                    statement.setObject(1, now.atOffset(UTC));
                    statement.setLong(2, id);
                });
    }

    void add(List<AnnouncedOutage> added, Instant now) {
        jdbc.batchUpdate("""
                INSERT INTO planned_outage (starts_at, ends_at, reason, area, planned, cancelled, kind, probable,
                                            place_id, district, outage_number, element_kind, element_code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, added, BATCH, (statement, row) -> {
            set(statement, row, now).setString(11, row.number());
            statement.setString(
                    12, row.element() == null ? "NONE" : row.element().kind().name());
            statement.setString(13, row.element() == null ? "" : row.element().code());
        });
    }

    private PreparedStatement set(PreparedStatement statement, AnnouncedOutage row, Instant now) throws SQLException {
        Instant endsAt = row.interval().endsAt();
        boolean inWords = row.element() == null;
        statement.setObject(1, row.interval().startsAt().atOffset(UTC));
        statement.setObject(2, endsAt == null ? null : endsAt.atOffset(UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(3, row.reason());
        statement.setString(4, row.area());
        statement.setBoolean(5, row.planned());
        statement.setBoolean(6, row.cancelled());
        statement.setString(7, row.kind().name());
        statement.setBoolean(8, row.probable());
        statement.setObject(9, inWords ? places.of(row.words(), now) : null, Types.BIGINT);
        statement.setObject(
                10, inWords && row.district() != null ? row.district().number() : null, Types.INTEGER);
        return statement;
    }

    /** So that the next text of that day and scope finds what this one has said. */
    void remember(AnnouncedOutage row, LocalDate day, AnnouncementScope scope) {
        client.sql("""
                        INSERT INTO plan_text_window (planned_outage_id, of_day, scope)
                        SELECT planned_outage_id, :day, :scope FROM planned_outage
                         WHERE outage_number = :number AND element_kind = 'NONE' AND element_code = '' AND starts_at = :from
                        """)
                .param("day", day)
                .param("scope", scope.isWholeCompany() ? Announcements.COMPANY : Announcements.scopeOf(row.district()))
                .param("number", row.number())
                .param("from", row.interval().startsAt().atOffset(UTC))
                .update();
    }

    List<PlannedOutage> saidByText(LocalDate day, AnnouncementScope scope) {
        List<String> scopes = Announcements.scopesOf(scope);
        if (scopes.isEmpty()) return List.of();
        return client.sql("""
                        SELECT w.*
                          FROM plan_text_window t
                          JOIN planned_outage w ON w.planned_outage_id = t.planned_outage_id
                         WHERE t.of_day = :day AND t.scope IN (:scopes)
                         ORDER BY w.starts_at, w.planned_outage_id
                        """)
                .param("day", day)
                .param("scopes", scopes)
                .query(PlannedOutages::row)
                .list();
    }

    /** What an answer about a sample has named in that time; what has begun is left out. */
    List<PlannedOutage> saidBySample(NetworkElement transformer, Interval asked, Instant now) {
        return client.sql("""
                        SELECT w.*
                          FROM plan_sample_window s
                          JOIN planned_outage w ON w.planned_outage_id = s.planned_outage_id
                         WHERE s.transformer_code = :code AND w.cancelled = FALSE
                           AND w.starts_at >= :from AND w.starts_at < :until AND w.starts_at > :now
                        """)
                .param("code", transformer.code())
                .param("from", asked.from().atOffset(UTC))
                .param("until", asked.until().atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    /** So that the next answer about that sample finds what this one has said. */
    void rememberSample(AnnouncedOutage row) {
        client.sql("""
                        INSERT INTO plan_sample_window (planned_outage_id, transformer_code)
                        SELECT planned_outage_id, element_code FROM planned_outage
                         WHERE outage_number = :number AND element_kind = 'TRANSFORMER' AND element_code = :code AND starts_at = :from
                        """)
                .param("number", row.number())
                .param("code", row.element().code())
                .param("from", row.interval().startsAt().atOffset(UTC))
                .update();
    }
}
