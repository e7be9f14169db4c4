package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was let in a moment ago is remembered for seconds; whatever changes about them counts at once here, and within five seconds on every node. */
class RecentAccountsBehaviour extends RoshanServer {
    private static final Duration EVERYWHERE = Duration.ofSeconds(5);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String account = "recent-" + NUMBER.incrementAndGet();

    @BeforeEach
    void isLetIn() {
        account(account, List.of("managers"));
        asking().send(200);
    }

    private Call asking() {
        return get("/api/v1/operations/crews").as(account);
    }

    @Test
    void anotherPasswordCountsAtOnce() {
        User user = identityService.createUserQuery().userId(account).singleResult();
        user.setPassword("Another-" + PASSWORD);
        identityService.saveUser(user);
        asking().send(401);
        get("/api/v1/operations/crews").as(account, "Another-" + PASSWORD).send(200);
        asking().send(401);
    }

    @Test
    void aGroupThatIsTakenAndGivenCountsAtOnce() {
        identityService.deleteMembership(account, "managers");
        asking().send(403);
        identityService.createMembership(account, "managers");
        asking().send(200);
    }

    @Test
    void anAccountThatIsGoneIsGoneAtOnce() {
        identityService.deleteUser(account);
        asking().send(401);
    }

    /** As another node does it: the rows are another's, and this node hears of nothing. */
    @Test
    void whatAnotherNodeChangesCountsWithinSeconds() {
        jdbc.sql("DELETE FROM ACT_ID_MEMBERSHIP WHERE USER_ID_ = :account")
                .param("account", account)
                .update();
        assertWithinSeconds(403);
    }

    @Test
    void aPasswordThatAnotherNodeChangesCountsWithinSeconds() {
        jdbc.sql("UPDATE ACT_ID_USER SET PWD_ = 'no hash' WHERE ID_ = :account")
                .param("account", account)
                .update();
        assertWithinSeconds(401);
    }

    /** Whoever begins to ask later than that is refused, however long a busy machine then takes to say so. */
    private void assertWithinSeconds(int refused) {
        long changed = System.nanoTime();
        await().atMost(PATIENCE).until(() -> {
            long begun = System.nanoTime();
            int status = asking().sendAnyhow().status();
            assertThat(status == refused || begun - changed < EVERYWHERE.toNanos())
                    .as("let in by a call that began %d ms after the change", (begun - changed) / 1_000_000)
                    .isTrue();
            return status == refused;
        });
    }

    @Test
    void aWrongPasswordTakesWhatIsRememberedAway() {
        get("/api/v1/operations/crews").as(account, "wrong").send(401);
        jdbc.sql("DELETE FROM ACT_ID_MEMBERSHIP WHERE USER_ID_ = :account")
                .param("account", account)
                .update();
        assertThat(asking().sendAnyhow().status()).isEqualTo(403);
    }
}
