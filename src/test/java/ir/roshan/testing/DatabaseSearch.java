package ir.roshan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Looks for words in everything that a database holds. */
public final class DatabaseSearch {
    private DatabaseSearch() {}

    /** Every table in which one of the words stands, in whatever column. */
    public static List<String> tablesWith(DataSource dataSource, List<String> words) throws SQLException {
        List<String> found = new ArrayList<>();
        int searched = 0;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                if (!tables.getString("TABLE_SCHEM").toLowerCase(Locale.ROOT).matches("information_schema|pg_.*"))
                    names.add(tables.getString("TABLE_NAME"));
            }
            for (String table : names) {
                searched++;
                try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    while (rows.next())
                        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                            String value = text(rows, c);
                            if (value != null && words.stream().anyMatch(value::contains))
                                found.add(table.toLowerCase(Locale.ROOT));
                        }
                }
            }
        }
        assertThat(searched).isGreaterThan(50);
        return found.stream().distinct().sorted().toList();
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof byte[] bytes) return new String(bytes, StandardCharsets.UTF_8);
        if (value instanceof java.sql.Blob blob)
            return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
        return value == null ? null : value.toString();
    }
}
