package ir.roshan.network;

import ir.roshan.text.CsvTable;
import ir.roshan.text.CsvTable.Column;
import ir.roshan.text.ImportReport;
import ir.roshan.text.ImportTally;
import ir.roshan.text.Portions;
import ir.roshan.text.RefusedRow;
import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the company calls the elements of its network before the public, by its own file. */
@Component
public class ElementNames {
    static final int LONGEST = 120;

    private static final String SUBJECT = "element-names";

    private static final List<Column> COLUMNS = List.of(
            Column.of("element", "محل شبکه", "عنصر شبکه", "تجهیز", "کد", "element_code"),
            Column.of("name", "نام", "نام محل"));

    private final JdbcClient jdbc;
    private final ImportLock lock;

    public ElementNames(JdbcClient jdbc, ImportLock lock) {
        this.jdbc = jdbc;
        this.lock = lock;
    }

    /**
     * Takes every row that is right and names every row that is wrong. An element that the file does not name keeps its name; one
     * whose name is empty there has none any more.
     *
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport load(Reader csv) {
        CsvTable table = CsvTable.read(csv, COLUMNS).require("element").require("name");
        return lock.alone(SUBJECT, () -> {
            ImportTally tally = new ImportTally();
            Set<String> known = new HashSet<>(jdbc.sql("SELECT code FROM network_element")
                    .query(String.class)
                    .list());
            Set<String> seen = new HashSet<>();
            table.forEach(row -> tally.take(row.line(), () -> take(row, known, seen)));
            return tally.report();
        });
    }

    private void take(CsvTable.Row row, Set<String> known, Set<String> seen) {
        row.check();
        String code = row.requiredCode("element", ElementCode.LONGEST);
        String name = row.text("name", LONGEST);
        if (!known.contains(code)) {
            throw new RefusedRow("unknown-element", "element");
        }
        if (!seen.add(code)) {
            throw new RefusedRow("duplicate", "element");
        }
        jdbc.sql("DELETE FROM element_name WHERE element_code = :code")
                .param("code", code)
                .update();
        if (!name.isEmpty()) {
            jdbc.sql("INSERT INTO element_name (element_code, name) VALUES (:code, :name)")
                    .param("code", code)
                    .param("name", name)
                    .update();
        }
    }

    /** By code; elements without a name are not in it. */
    public Map<String, String> of(Collection<String> codes) {
        List<String> all = codes.stream().distinct().toList();
        Map<String, String> names = new HashMap<>();
        for (List<String> portion : Portions.of(all)) {
            jdbc.sql("SELECT element_code, name FROM element_name WHERE element_code IN (:codes)")
                    .param("codes", portion)
                    .query(row -> {
                        names.put(row.getString("element_code"), row.getString("name"));
                    });
        }
        return names;
    }
}
