package ir.roshan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How columns become moments; the driver of PostgreSQL knows no Instant. */
final class Rows {
    private Rows() {}

    /** Null where the column is. */
    static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime moment = rs.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
