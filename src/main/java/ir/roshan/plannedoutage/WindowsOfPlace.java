package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.transaction.OneTrip.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The windows that reach one place, or could be there by their words. */
final class WindowsOfPlace {
    private WindowsOfPlace() {}

    /**
     * In one statement, since everybody who reports waits for it. The codes decide for the index and for the row; the kind is
     * compared here.
     *
     * @param path the location and all that feeds it, from narrow to wide; empty where only the words of its district are wanted
     * @param district null where it is not known
     */
    static Question<PlannedOutages.OfPlace> asked(
            List<NetworkElement> path, District district, Instant from, Instant until) {
        return new Question<>(
                """
                SELECT w.*, w.element_kind AS at_kind, w.element_code AS at_code
                  FROM planned_outage w
                 WHERE w.element_code IN (:codes) AND w.ends_at > :before AND w.starts_at < :after
                   AND w.planned AND NOT w.cancelled
                 UNION ALL
                SELECT w.*, t.element_kind AS at_kind, t.element_code AS at_code
                  FROM planned_place_tie t
                  JOIN planned_outage w ON w.place_id = t.place_id
                 WHERE t.element_code IN (:codes) AND w.starts_at < :after
                   AND (w.ends_at > :before OR w.ends_at IS NULL AND w.starts_at > :longAgo)
                   AND w.planned AND NOT w.cancelled
                 UNION ALL
                SELECT w.*, '' AS at_kind, '' AS at_code
                  FROM planned_outage w
                  LEFT JOIN planned_place p ON p.place_id = w.place_id
                 WHERE w.element_code = '' AND w.ends_at > :from AND w.starts_at < :until
                   AND w.planned AND NOT w.cancelled
                   AND coalesce(p.district, w.district, :district) = :district
                   AND NOT EXISTS (SELECT 1 FROM planned_place_tie t WHERE t.place_id = w.place_id)
                 UNION ALL
                SELECT w.*, '' AS at_kind, '' AS at_code
                  FROM planned_outage w
                  LEFT JOIN planned_place p ON p.place_id = w.place_id
                 WHERE w.element_code = '' AND w.ends_at IS NULL AND w.starts_at > :longAgo AND w.starts_at < :until
                   AND w.planned AND NOT w.cancelled
                   AND coalesce(p.district, w.district, :district) = :district
                   AND NOT EXISTS (SELECT 1 FROM planned_place_tie t WHERE t.place_id = w.place_id)
                """,
                Map.of(
                        "codes",
                        path.isEmpty()
                                ? List.of(PlannedOutages.NO_CODE)
                                : path.stream().map(NetworkElement::code).toList(),
                        "before",
                        from.minus(PlannedOutages.AROUND).atOffset(UTC),
                        "after",
                        until.plus(PlannedOutages.AHEAD).atOffset(UTC),
                        "from",
                        from.atOffset(UTC),
                        "until",
                        until.atOffset(UTC),
                        "longAgo",
                        from.minus(PlannedOutages.LONGEST_WITHOUT_END).atOffset(UTC),
                        "district",
                        district == null ? 0 : district.number()),
                rows -> ofPlace(rows, path));
    }

    private static PlannedOutages.OfPlace ofPlace(ResultSet rows, List<NetworkElement> path) throws SQLException {
        List<PlannedOutage> reaching = new ArrayList<>();
        List<PlannedOutage> inWords = new ArrayList<>();
        while (rows.next()) {
            PlannedOutage window = PlannedOutages.row(rows, 0);
            String kind = rows.getString("at_kind");
            if (kind.isEmpty()) {
                inWords.add(window);
                continue;
            }
            NetworkElement at = new NetworkElement(ElementKind.valueOf(kind), rows.getString("at_code"));
            if (!path.contains(at)) continue;
            List<PlannedOutage> found = window.endsAt() == null ? inWords : reaching;
            if (!found.contains(window)) found.add(window);
        }
        Comparator<PlannedOutage> byStart =
                Comparator.comparing(PlannedOutage::startsAt).thenComparing(PlannedOutage::id);
        reaching.sort(byStart);
        inWords.sort(byStart);
        return new PlannedOutages.OfPlace(reaching, inWords);
    }
}
