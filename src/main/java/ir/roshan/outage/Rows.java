package ir.roshan.outage;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What the drivers of both databases read and write alike. */
final class Rows {
    private Rows() {}

    static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(UTC);
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime moment = rs.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    static OutageId outageId(ResultSet rs, String column) throws SQLException {
        Long id = rs.getObject(column, Long.class);
        return id == null ? null : new OutageId(id);
    }
}
