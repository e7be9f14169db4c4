package ir.roshan.outage;

import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import java.util.List;
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
                .param("restoredAt", Rows.utc(step.restoredAt()))
                .param("servicePoints", step.servicePoints())
                .update();
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
                        Rows.instant(rs, "restored_at"),
                        rs.getInt("service_points")))
                .list();
    }
}
