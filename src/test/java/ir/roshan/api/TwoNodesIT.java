package ir.roshan.api;

import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The same with a second node on the same database: every other report goes there, and both nodes' job executors attach. */
@OnPostgres
class TwoNodesIT extends SameInstantBehaviour {
    @TempDir
    static Path folder;

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

    @Override
    int[] ports() {
        return new int[] {port(), other.port()};
    }
}
