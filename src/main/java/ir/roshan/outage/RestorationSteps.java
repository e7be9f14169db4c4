package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.Portions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The parts of outages to which supply came back before the rest (A3.4). */
@Repository
public class RestorationSteps {
    private final JdbcClient jdbc;

    RestorationSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(OutageId id, RestorationStep step) {
        jdbc.sql("""
                        INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points)
                        VALUES (:id, :kind, :code, :restoredAt, :servicePoints)
                        """)
                .param("id", id.value())
                .param("kind", step.element().kind().name())
                .param("code", step.element().code())
                .param("restoredAt", utc(step.restoredAt()))
                .param("servicePoints", step.servicePoints())
                .update();
    }

    /** Codes of the parts of several that have supply again; outages without such parts are not in it. */
    public Map<OutageId, Set<String>> elementsOf(Collection<OutageId> ids) {
        List<Long> all = ids.stream().map(OutageId::value).toList();
        Map<OutageId, Set<String>> elements = new HashMap<>();
        for (List<Long> portion : Portions.of(all)) {
            jdbc.sql("SELECT outage_id, element_code FROM outage_restoration_step WHERE outage_id IN (:ids)")
                    .param("ids", portion)
                    .query(rs -> {
                        elements.computeIfAbsent(new OutageId(rs.getLong("outage_id")), id -> new HashSet<>())
                                .add(rs.getString("element_code"));
                    });
        }
        return elements;
    }

    /** Its parts to which supply came back before the rest, the earliest first; without service points that were erased. */
    public List<RestorationStep> of(OutageId id) {
        return jdbc.sql("""
                        SELECT element_kind, element_code, restored_at, service_points FROM outage_restoration_step
                         WHERE outage_id = :id AND %s
                         ORDER BY restored_at, element_code
                        """.formatted(OutageErasure.IS_NOT_ERASED))
                .param("id", id.value())
                .query((rs, n) -> new RestorationStep(
                        new NetworkElement(
                                ElementKind.valueOf(rs.getString("element_kind")), rs.getString("element_code")),
                        instant(rs, "restored_at"),
                        rs.getInt("service_points")))
                .list();
    }
}
