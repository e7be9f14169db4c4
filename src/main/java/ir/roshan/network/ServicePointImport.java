package ir.roshan.network;

import ir.roshan.text.CsvTable;
import ir.roshan.text.ImportReport;
import ir.roshan.text.ImportTally;
import ir.roshan.text.RefusedRow;
import java.io.Reader;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Loads the service points and the network above them from the company's CSV, row by row and in one transaction: readers
 * see the network of before or of after. A service point that the file does not name stays as it is.
 */
@Component
public class ServicePointImport {
    static final String SUBJECT = "service-points";
    static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final ImportLock lock;

    public ServicePointImport(JdbcTemplate jdbc, ImportLock lock) {
        this.jdbc = jdbc;
        this.lock = lock;
    }

    /**
     * Takes every row that is right and names every row that is wrong. Another import that is under way is waited for.
     *
     * @param csv read to its end while a transaction is open: hand over what has arrived, not a slow upload
     * @throws ir.roshan.text.UnreadableTable if it is no such table; nothing was taken then
     */
    public ImportReport load(Reader csv) {
        CsvTable table = ServicePointRow.table(csv);
        return lock.alone(SUBJECT, () -> new Run().load(table));
    }

    /** A row that fits, and whether its bill id is new. */
    private record Placed(int line, ServicePointRow row, boolean isNew) {}

    /**
     * A known element that the file names below another one than it hangs on. Feeders are numbered below each substation, and
     * each district has a file of its own: the same code may mean another element, and to move the known one with all below it
     * would be wrong without anybody seeing it. So its rows wait until the file shows that it means the known one: of a
     * feeder, all its transformers are named with it; of a transformer, a service point that hangs on it.
     */
    private static final class Move {
        private final String code;
        private final String parent;
        private final String field;
        private final Set<String> missing = new HashSet<>();
        private final List<Placed> waiting = new ArrayList<>();

        private Move(String code, String parent, String field) {
            this.code = code;
            this.parent = parent;
            this.field = field;
        }

        private boolean isMeant() {
            return missing.isEmpty();
        }

        private void refuseOther(String otherParent) {
            if (!parent.equals(otherParent)) throw new RefusedRow("element-conflict", field);
        }
    }

    /** One import under way. */
    private final class Run {
        private final ImportTally tally = new ImportTally();
        private final SeenBillIds seen = new SeenBillIds();
        private final Map<String, LoadedElement> elements = new HashMap<>();
        private final List<LoadedElement> newElements = new ArrayList<>();
        private final List<LoadedElement> movedElements = new ArrayList<>();
        private final Map<String, Move> moves = new LinkedHashMap<>();
        private final Set<String> meant = new HashSet<>();
        private final List<ServicePointRow> newRows = new ArrayList<>();
        private final List<ServicePointRow> knownRows = new ArrayList<>();

        private ImportReport load(CsvTable table) {
            readWhatIsKnown();
            table.forEach(row -> tally.take(row.line(), () -> take(row.line(), ServicePointRow.of(row))));
            settleMoves();
            write();
            new ElementCounts(jdbc, elements).countAnew();
            new Streets(jdbc).countAnew();
            lock.changed(SUBJECT);
            return tally.report();
        }

        private void readWhatIsKnown() {
            jdbc.query("SELECT code, kind, parent_code, district, service_points FROM network_element", row -> {
                elements.put(
                        row.getString("code"),
                        new LoadedElement(
                                row.getString("code"),
                                ElementKind.valueOf(row.getString("kind")),
                                row.getString("parent_code"),
                                row.getInt("district"),
                                row.getInt("service_points")));
            });
            jdbc.query(
                    connection -> {
                        PreparedStatement statement = connection.prepareStatement("SELECT bill_id FROM service_point");
                        statement.setFetchSize(10 * BATCH); // pgjdbc would else hold a million rows at once
                        return statement;
                    },
                    row -> {
                        seen.addFromDatabase(Long.parseLong(row.getString("bill_id")));
                    });
        }

        private void take(int line, ServicePointRow row) {
            if (row.substation().equals(row.feeder())) throw new RefusedRow("element-conflict", "feeder");
            if (row.transformer().equals(row.feeder()) || row.transformer().equals(row.substation()))
                throw new RefusedRow("element-conflict", "transformer");
            refuseConflicts(row);
            SeenBillIds.Before before = seen.bring(Long.parseLong(row.billId()));
            if (before == SeenBillIds.Before.IN_FILE) throw new RefusedRow("duplicate", "bill_id");
            place(new Placed(line, row, before == SeenBillIds.Before.NEW));
        }

        private void refuseConflicts(ServicePointRow row) {
            refuseConflict(row.substation(), ElementKind.SUBSTATION, null, "substation");
            refuseConflict(row.feeder(), ElementKind.FEEDER, row.substation(), "feeder");
            refuseConflict(row.transformer(), ElementKind.TRANSFORMER, row.feeder(), "transformer");
        }

        /** @throws RefusedRow if an earlier row of the file has it otherwise */
        private void place(Placed placed) {
            ServicePointRow row = placed.row();
            refuseConflicts(row);
            Move move = moveOf(placed);
            if (move != null) {
                move.waiting.add(placed);
                if (move.isMeant()) settle(move);
                return;
            }
            // Nothing below refuses any more: a refused row leaves no element behind.
            bring(row.substation(), ElementKind.SUBSTATION, null, row.district());
            bring(row.feeder(), ElementKind.FEEDER, row.substation(), row.district());
            bring(row.transformer(), ElementKind.TRANSFORMER, row.feeder(), row.district());
            (placed.isNew() ? newRows : knownRows).add(row);
            if (newRows.size() + knownRows.size() >= BATCH) write();
        }

        /** The move for which this row has to wait; null if for none. */
        private Move moveOf(Placed placed) {
            ServicePointRow row = placed.row();
            if (wouldMove(row.feeder(), row.substation())) {
                Move move = moves.computeIfAbsent(row.feeder(), code -> {
                    Move begun = new Move(code, row.substation(), "feeder");
                    elements.values().stream()
                            .filter(e -> code.equals(e.parent) && e.servicePoints > 0)
                            .forEach(e -> begun.missing.add(e.code));
                    return begun;
                });
                move.refuseOther(row.substation());
                move.missing.remove(row.transformer());
                return move;
            }
            if (wouldMove(row.transformer(), row.feeder())) {
                Move move = moves.computeIfAbsent(row.transformer(), code -> {
                    Move begun = new Move(code, row.feeder(), "transformer");
                    begun.missing.add(code);
                    return begun;
                });
                move.refuseOther(row.feeder());
                if (!placed.isNew() && isBelow(row.billId(), row.transformer())) move.missing.clear();
                return move;
            }
            return null;
        }

        private boolean wouldMove(String code, String parent) {
            LoadedElement known = elements.get(code);
            return known != null
                    && !known.inFile
                    && known.servicePoints > 0
                    && !parent.equals(known.parent)
                    && !meant.contains(code);
        }

        private boolean isBelow(String billId, String transformer) {
            return jdbc.queryForObject(
                            "SELECT count(*) FROM service_point WHERE bill_id = ? AND transformer_code = ?",
                            Integer.class,
                            billId,
                            transformer)
                    > 0;
        }

        private void settle(Move move) {
            moves.remove(move.code);
            meant.add(move.code);
            for (Placed placed : move.waiting) {
                try {
                    place(placed);
                } catch (RefusedRow reason) {
                    tally.takeBack(placed.line(), reason);
                }
            }
        }

        /** Of what still waits when the file is at its end, takes what has been explained meanwhile, and refuses the rest. */
        private void settleMoves() {
            boolean again = true;
            while (again) {
                write();
                again = false;
                for (Move move : List.copyOf(moves.values())) {
                    if (moves.containsKey(move.code) && isExplained(move)) {
                        settle(move);
                        again = true;
                    }
                }
            }
            for (Move move : moves.values())
                for (Placed placed : move.waiting)
                    tally.takeBack(placed.line(), new RefusedRow("element-conflict", move.field));
        }

        /** Each transformer that the file does not name below the feeder hangs elsewhere now, or all its service points do. */
        private boolean isExplained(Move move) {
            if (move.field.equals("transformer") || elements.get(move.code).inFile) return false;
            return move.missing.stream()
                    .allMatch(code -> !move.code.equals(elements.get(code).parent)
                            || jdbc
                                    .queryForList(
                                            "SELECT bill_id FROM service_point WHERE transformer_code = ?",
                                            String.class,
                                            code)
                                    .stream()
                                    .allMatch(billId -> seen.isInFile(Long.parseLong(billId))));
        }

        /** The code of another kind of element anywhere, or with another parent earlier in this file. */
        private void refuseConflict(String code, ElementKind kind, String parent, String field) {
            LoadedElement known = elements.get(code);
            if (known == null) return;
            boolean otherParent = known.inFile && parent != null && !parent.equals(known.parent);
            if (known.kind != kind || otherParent) throw new RefusedRow("element-conflict", field);
        }

        private void bring(String code, ElementKind kind, String parent, int district) {
            LoadedElement known = elements.get(code);
            if (known == null) {
                known = new LoadedElement(code, kind, parent, district, 0);
                elements.put(code, known);
                newElements.add(known);
            } else if (parent != null && !parent.equals(known.parent)) {
                tally.moved(new ImportReport.Moved(kind.name(), code, known.parent, parent));
                known.parent = parent;
                movedElements.add(known);
            }
            known.inFile = true;
        }

        /** Elements first and in the order in which they came, which is from wide to narrow: rows refer to them. */
        private void write() {
            jdbc.batchUpdate("""
                    INSERT INTO network_element (code, kind, parent_code, district, service_points)
                    VALUES (?, ?, ?, ?, 0)
                    """, newElements, BATCH, (statement, element) -> {
                statement.setString(1, element.code);
                statement.setString(2, element.kind.name());
                statement.setString(3, element.parent);
                statement.setInt(4, element.district);
            });
            jdbc.batchUpdate(
                    "UPDATE network_element SET parent_code = ? WHERE code = ?",
                    movedElements,
                    BATCH,
                    (statement, element) -> {
                        statement.setString(1, element.parent);
                        statement.setString(2, element.code);
                    });
            jdbc.batchUpdate(
                    """
                    INSERT INTO service_point (district, transformer_code, address, latitude, longitude, critical, bill_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    newRows,
                    BATCH,
                    (statement, row) -> set(statement, 1, row).setString(7, row.billId()));
            // Most rows of a file that is loaded again have not changed; writing them would only bloat the table.
            jdbc.batchUpdate("""
                    UPDATE service_point
                       SET district = ?, transformer_code = ?, address = ?, latitude = ?, longitude = ?, critical = ?
                     WHERE (district IS DISTINCT FROM ? OR transformer_code IS DISTINCT FROM ?
                            OR address IS DISTINCT FROM ? OR latitude IS DISTINCT FROM ?
                            OR longitude IS DISTINCT FROM ? OR critical IS DISTINCT FROM ?)
                       AND bill_id = ?
                    """, knownRows, BATCH, (statement, row) -> {
                set(statement, 1, row);
                set(statement, 7, row).setString(13, row.billId());
            });
            newElements.clear();
            movedElements.clear();
            newRows.clear();
            knownRows.clear();
        }
    }

    private static PreparedStatement set(PreparedStatement statement, int from, ServicePointRow row)
            throws SQLException {
        statement.setInt(from, row.district());
        statement.setString(from + 1, row.transformer());
        statement.setString(from + 2, row.address());
        statement.setObject(from + 3, row.latitude(), Types.DOUBLE);
        statement.setObject(from + 4, row.longitude(), Types.DOUBLE);
        statement.setString(from + 5, row.critical());
        return statement;
    }
}
