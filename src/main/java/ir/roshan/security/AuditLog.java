package ir.roshan.security;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who looked at personal data or changed what, and when. Only appended to. */
@Repository
public class AuditLog {
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public enum Deed {
        REQUEST_SHOWN,
        OUTAGE_SHOWN,
        OUTAGE_PLACED,
        OUTAGE_SPLIT,
        REQUEST_MOVED,
        WIDENING_UNDONE,
        OUTAGE_PARTLY_RESTORED,
        SERVICE_POINTS_IMPORTED,
        PLANNED_OUTAGES_IMPORTED,
        LOGGED_IN,
        LOGIN_FAILED
    }

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
                .param("subject", subject)
                .param("note", note)
                .update();
    }
}
