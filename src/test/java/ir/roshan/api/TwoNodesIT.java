package ir.roshan.api;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanProcess;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The same with a second node on the same database: every other report goes there, and both nodes' job executors do the work. */
@OnPostgres
class TwoNodesIT extends SameInstantBehaviour {
    @TempDir
    static Path folder;

    private static final int DEADLINES = 30;
    private static final String OF_THEM =
            "PROCESS_INSTANCE_ID_ IN" + " (SELECT PROC_INST_ID_ FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ IN (:codes))";

    private static RoshanProcess.Node other;

    @Autowired
    private Environment environment;

    @BeforeEach
    void aSecondNode() throws Exception {
        if (other == null) {
            other = RoshanProcess.node(
                    folder,
                    "--spring.datasource.url=" + environment.getRequiredProperty("spring.datasource.url"),
                    "--spring.datasource.username=" + environment.getRequiredProperty("spring.datasource.username"),
                    "--camunda.bpm.job-execution.wait-time-in-millis=50",
                    "--camunda.bpm.job-execution.max-wait=150");
        }
    }

    @AfterAll
    static void oneNodeAgain() {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    /** Both nodes look for due timers, and all of these are due at once (A2.1). */
    @Test
    void eachDeadlinePassesOnceAlthoughBothNodesWaitForIt() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < DEADLINES; i++) {
            codes.add(call(ports()[i % 2], "POST", "/api/v1/requests")
                    .as("website")
                    .json("{\"address\": \"خیابان ارم، پلاک %d\", \"mobile\": \"09121234567\"}".formatted(i))
                    .send(201)
                    .at("/trackingCode"));
        }
        codes.forEach(this::awaitOutage);
        // What is left is one timer each: the deadline.
        Instant passed = clock.instant().minusSeconds(1);
        assertThat(jdbc.sql("""
                                UPDATE restoration_request SET submitted_at = :before, restore_by = :passed
                                 WHERE tracking_code IN (:codes)
                                """)
                        .param("before", passed.minusSeconds(3600).atOffset(UTC))
                        .param("passed", passed.atOffset(UTC))
                        .param("codes", codes)
                        .update())
                .isEqualTo(DEADLINES);
        assertThat(jdbc.sql("UPDATE ACT_RU_JOB SET DUEDATE_ = :passed WHERE " + OF_THEM)
                        .param("passed", Timestamp.from(passed))
                        .param("codes", codes)
                        .update())
                .isEqualTo(DEADLINES);

        await().atMost(PATIENCE).until(() -> ofThem("ACT_RU_JOB WHERE " + OF_THEM, codes) == 0);

        String ofRequests = " x JOIN restoration_request r ON r.request_id = x.request_id"
                + " WHERE r.tracking_code IN (:codes) AND ";
        assertThat(ofThem("request_event" + ofRequests + "x.step = 'DEADLINE_BREACHED'", codes))
                .isEqualTo(DEADLINES);
        assertThat(ofThem("subscriber_message" + ofRequests + "x.kind = 'LATE'", codes))
                .isEqualTo(DEADLINES);
        assertThat(jdbc.sql("""
                                SELECT count(*) FROM outage_event e
                                  JOIN outage_membership m ON m.outage_id = e.outage_id
                                  JOIN restoration_request r ON r.request_id = m.current_request_id
                                 WHERE r.tracking_code IN (:codes) AND e.step = 'DEADLINE_BREACHED'
                                """).param("codes", codes).query(Long.class).single())
                .isEqualTo(DEADLINES);
    }

    private long ofThem(String tableAndCondition, List<String> codes) {
        return jdbc.sql("SELECT count(*) FROM " + tableAndCondition)
                .param("codes", codes)
                .query(Long.class)
                .single();
    }

    @Override
    int[] ports() {
        return new int[] {port(), other.port()};
    }
}
