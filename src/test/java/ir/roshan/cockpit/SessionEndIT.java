package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.AtOnce;
import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.WebAppSession;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The same, and with a second node on the same database: what is done on one counts on the other. */
@OnPostgres
class SessionEndIT extends SessionEndBehaviour {
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
                    "--roshan.limits.trusted-proxies=127\\.0\\.0\\.1");
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
    List<Integer> nodes() {
        return List.of(port(), other.port());
    }

    @Test
    void ofABurstToTwoNodesFiveAreCompared() {
        for (int round = 0; round < 3; round++) {
            String account = manager();
            String address = newAddress();
            List<Integer> answers = AtOnce.all(
                    40,
                    i -> call(nodes().get(i % 2), "GET", "/api/v1/operations/messages")
                            .from(address)
                            .as(account, "Wrong-guess-" + i)
                            .sendAnyhow()
                            .status());
            assertThat(answers).containsOnly(401, 429);
            assertThat(Collections.frequency(answers, 401)).isEqualTo(5);
        }
    }

    @Test
    void rightOnesToTwoNodesAllOpen() {
        String account = manager();
        String address = newAddress();
        assertThat(AtOnce.all(
                        40,
                        i -> WebAppSession.login(
                                        nodes().get(i % 2), "cockpit", account, WebAppSession.PASSWORD, address)
                                .statusCode()))
                .containsOnly(200);
        assertThat(count("failed_attempt WHERE subject = '" + account + "@" + address + "'"))
                .isZero();
    }
}
