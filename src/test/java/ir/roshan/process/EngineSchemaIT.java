package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** In a database of its own, since it is filled with jobs, and without the figures, which count them all. */
@OnPostgres
@TestPropertySource(properties = "roshan.report.metrics-every=PT1H")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class EngineSchemaIT extends EngineSchemaBehaviour {
    private static final int MANY = 20_000;

    @Override
    String indexed() {
        return """
                SELECT t.relname || '.' || a.attname FROM pg_index i
                  JOIN pg_class t ON t.oid = i.indrelid
                  JOIN pg_class x ON x.oid = i.indexrelid
                  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
                 WHERE x.relname LIKE 'roshan%'
                """;
    }

    private long scans(String table) {
        return jdbc.sql("SELECT coalesce(seq_scan, 0) FROM pg_stat_user_tables WHERE relname = :table")
                .param("table", table)
                .query(Long.class)
                .single();
    }

    private long looks(String index) {
        return jdbc.sql("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = :index")
                .param("index", index)
                .query(Long.class)
                .single();
    }

    /** The engine goes on asking meanwhile, and what it asks is what the database counts. */
    @Test
    void whoLooksForDueJobsDoesNotReadThoseOfTomorrow() {
        jdbc.sql("""
                        INSERT INTO act_ru_job (id_, type_, rev_, exclusive_, retries_, duedate_, suspension_state_, priority_, create_time_)
                        SELECT 'far-' || n, 'timer', 1, TRUE, 3, now() + interval '30 days' + n * interval '1 second', 1, 0, now()
                          FROM generate_series(1, :many) n
                        """).param("many", MANY).update();
        jdbc.sql("ANALYZE act_ru_job").update();
        try {
            long before = looks("roshan_job_due");
            await().atMost(PATIENCE).until(() -> looks("roshan_job_due") > before);
            long scans = scans("act_ru_job");
            long later = looks("roshan_job_due");
            await().atMost(PATIENCE).until(() -> looks("roshan_job_due") > later + 40);
            // Somebody may ask for all of them meanwhile, as the figures do.
            assertThat(scans("act_ru_job") - scans).isLessThan(10);
        } finally {
            jdbc.sql("DELETE FROM act_ru_job WHERE id_ LIKE 'far-%'").update();
        }
    }
}
