package ir.roshan.crew;

import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.text.CsvTable;
import ir.roshan.text.CsvTable.Column;
import ir.roshan.text.ImportReport;
import ir.roshan.text.ImportTally;
import ir.roshan.text.MalformedMobileNumber;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.RefusedRow;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Loads the crews from the company's CSV, in one transaction. A crew that the file does not name stays as it is. */
@Component
public class CrewImport {
    private static final String SUBJECT = "crews";

    private static final List<Column> COLUMNS = List.of(
            Column.of("name", "نام", "اکیپ", "نام اکیپ"),
            Column.of("district", "مدیریت", "شماره مدیریت"),
            Column.of("mobile", "همراه", "شماره همراه"));

    private final Crews crews;
    private final ImportLock lock;

    CrewImport(Crews crews, ImportLock lock) {
        this.crews = crews;
        this.lock = lock;
    }

    /**
     * Takes every row that is right and names every row that is wrong.
     *
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport load(Reader csv) {
        CsvTable table =
                CsvTable.read(csv, COLUMNS).require("name").require("district").require("mobile");
        return lock.alone(SUBJECT, () -> {
            ImportTally tally = new ImportTally();
            Set<String> seen = new HashSet<>();
            table.forEach(row -> tally.take(row.line(), () -> take(row, seen)));
            return tally.report();
        });
    }

    private void take(CsvTable.Row row, Set<String> seen) {
        row.check();
        Crews.Entry entry = new Crews.Entry(row.requiredText("name", Crews.LONGEST_NAME), district(row), mobile(row));
        if (!seen.add(entry.district().number() + " " + entry.name())) {
            throw new RefusedRow("duplicate", "name");
        }
        Optional<Crew> known = crews.find(entry.district(), entry.name());
        if (known.isEmpty()) {
            crews.add(entry);
        } else if (!known.get().mobile().equals(entry.mobile())) {
            crews.change(known.get().id(), entry);
        }
    }

    private static District district(CsvTable.Row row) {
        String typed = row.get("district");
        if (typed.isEmpty()) throw new RefusedRow("required", "district");
        if (!typed.matches("[0-9]{1,9}")) throw new RefusedRow("format", "district");
        int number = Integer.parseInt(typed);
        if (number < District.FIRST || number > District.LAST) throw new RefusedRow("range", "district");
        return new District(number);
    }

    private static MobileNumber mobile(CsvTable.Row row) {
        String typed = row.get("mobile");
        if (typed.isEmpty()) throw new RefusedRow("required", "mobile");
        try {
            return MobileNumber.parse(typed);
        } catch (MalformedMobileNumber e) {
            throw new RefusedRow("format", "mobile");
        }
    }
}
