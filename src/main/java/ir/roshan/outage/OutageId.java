package ir.roshan.outage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The key of an outage's row: what the engine holds instead of the outage. */
public record OutageId(long value) {

    /** @throws NumberFormatException if {@code text} is no number; an incident, never a business path */
    public static OutageId parse(String text) {
        return new OutageId(Long.parseLong(text));
    }

    /** Null where the column is. */
    static OutageId in(ResultSet row, String column) throws SQLException {
        Long id = row.getObject(column, Long.class);
        return id == null ? null : new OutageId(id);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
