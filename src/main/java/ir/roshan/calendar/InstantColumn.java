package ir.roshan.calendar;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How a moment comes into a column and out of it, null as null: the driver of PostgreSQL knows no {@link Instant}. */
public final class InstantColumn {
    private InstantColumn() {}

    public static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
