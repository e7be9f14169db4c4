package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at personal data or changed what, and when. Only appended to; on PostgreSQL the database refuses anything else. */
@Repository
public class AuditLog {
    private static final int LONGEST_SUBJECT = 100;
    private static final int LONGEST_NOTE = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public enum Deed {
        REQUEST_SHOWN,
        OUTAGE_SHOWN,
        MESSAGE_SHOWN,
        COMMENTS_SHOWN,
        OUTAGE_PLACED,
        OUTAGE_SPLIT,
        REQUEST_MOVED,
        WIDENING_UNDONE,
        OUTAGE_PARTLY_RESTORED,
        ESTIMATE_REVISED,
        LOOKED_UP,
        DONE_FOR_SUBSCRIBER,
        DANGER_HANDLED,
        CREW_CHANGED,
        CREWS_IMPORTED,
        SNIPPET_CHANGED,
        ELEMENT_NAMES_IMPORTED,
        BREACH_HANDLED,
        SERVICE_POINTS_IMPORTED,
        PLANNED_OUTAGES_IMPORTED,
        PLANNED_PLACE_TIED,
        PERSONAL_DATA_ERASED,
        LOGGED_IN,
        LOGIN_FAILED,
        ACCOUNTS_CHANGED,
        RIGHTS_CHANGED,
        WORKFLOW_CHANGED,
        EXPRESSION_REFUSED,
        AUDIT_READ,
        OWN_REQUESTS_SHOWN,
        ANSWERED_BY_SMS
    }

    /** @param note null where there is nothing more to say */
    public record Entry(Instant at, String account, Deed deed, String subject, String note) {}

    /**
     * Of the entries in {@code [from, to)} those that fit.
     *
     * @param account,subject null for any
     * @param deeds empty for any
     */
    public record Filter(Instant from, Instant to, String account, Set<Deed> deeds, String subject) {}

    /**
     * @param subject what it was about, by its number or code and never by a person's data; may be null
     * @param note figures; may be null
     */
    public void append(String account, Deed deed, String subject, String note) {
        jdbc.sql("""
                        INSERT INTO audit_entry (at, account, deed, subject, note)
                        VALUES (:at, :account, :deed, :subject, :note)
                        """)
                .param("at", clock.instant().atOffset(UTC))
                .param("account", account)
                .param("deed", deed.name())
                .param("subject", cut(subject, LONGEST_SUBJECT))
                .param("note", cut(note, LONGEST_NOTE))
                .update();
    }

    /** The latest first. */
    public List<Entry> find(Filter filter, int offset, int atMost) {
        return jdbc.sql("""
                        SELECT at, account, deed, subject, note
                          FROM audit_entry
                         WHERE at >= :from AND at < :to
                           AND (CAST(:account AS varchar) IS NULL OR account = :account)
                           AND (CAST(:subject AS varchar) IS NULL OR subject = :subject)
                           AND deed IN (:deeds)
                         ORDER BY at DESC, entry_id DESC
                         LIMIT :atMost OFFSET :offset
                        """)
                .param("from", filter.from().atOffset(UTC))
                .param("to", filter.to().atOffset(UTC))
                .param("account", filter.account())
                .param("subject", filter.subject())
                .param(
                        "deeds",
                        (filter.deeds().isEmpty() ? Set.of(Deed.values()) : filter.deeds())
                                .stream().map(Deed::name).toList())
                .param("atMost", atMost)
                .param("offset", offset)
                .query((rs, n) -> new Entry(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("account"),
                        Deed.valueOf(rs.getString("deed")),
                        rs.getString("subject"),
                        rs.getString("note")))
                .list();
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
