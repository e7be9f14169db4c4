package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.AtOnce;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an open session of the web apps ends, in their own API and in ours alike. */
abstract class SessionEndBehaviour extends RoshanServer {
    private static final String TASKS = ENGINE + "/task/count";
    private static final String MESSAGES = "/api/v1/operations/messages";
    /** After five seconds the web apps read an account's groups anew. */
    private static final Duration LOOKED_UP_ANEW = Duration.ofSeconds(6);

    /** As it is set for whoever sets nothing. */
    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final String NEW = "Roshan-new-1406";

    /** Where the application runs. */
    List<Integer> nodes() {
        return List.of(port());
    }

    String manager() {
        String account = "session-" + UUID.randomUUID();
        account(account, List.of("managers"));
        return account;
    }

    private WebAppSession admin() {
        return WebAppSession.of(port(), "admin", "admin");
    }

    /** What takes away what a session rests on, done as people do it. */
    enum Loss {
        PASSWORD_CHANGED_BY_ITS_OWNER,
        PASSWORD_CHANGED_TO_THE_SAME,
        PASSWORD_RESET,
        OUT_OF_A_GROUP,
        GROUP_DELETED,
        ACCOUNT_DELETED,
        DELETED_AND_MADE_AGAIN
    }

    private void befalls(Loss loss, String account) {
        WebAppSession who =
                loss.name().startsWith("PASSWORD_CHANGED") ? WebAppSession.of(port(), "cockpit", account) : admin();
        switch (loss) {
            case PASSWORD_CHANGED_BY_ITS_OWNER -> setPassword(who, account, NEW);
            case PASSWORD_CHANGED_TO_THE_SAME -> setPassword(who, account, PASSWORD);
            case PASSWORD_RESET -> setPassword(who, account, NEW);
            case OUT_OF_A_GROUP -> done(who.send("DELETE", ENGINE + "/group/managers/members/" + account, null));
            case GROUP_DELETED -> done(who.send("DELETE", ENGINE + "/group/" + groupOf(account), null));
            case ACCOUNT_DELETED -> done(who.send("DELETE", ENGINE + "/user/" + account, null));
            case DELETED_AND_MADE_AGAIN -> {
                done(who.send("DELETE", ENGINE + "/user/" + account, null));
                account(account, List.of("managers", groupOf(account)));
            }
        }
    }

    private static void setPassword(WebAppSession who, String account, String password) {
        done(who.send("PUT", ENGINE + "/user/" + account + "/credentials", """
                {"authenticatedUserPassword": "%s", "password": "%s"}
                """.formatted(PASSWORD, password)));
    }

    private static void done(WebAppSession.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private String groupOf(String account) {
        return "of-" + account;
    }

    private void ownGroup(String account) {
        Group group = identityService.newGroup(groupOf(account));
        group.setName("x");
        identityService.saveGroup(group);
        identityService.createMembership(account, groupOf(account));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void everySessionEndsWithWhatItRestsOn(Loss loss) {
        String account = manager();
        ownGroup(account);
        WebAppSession untouched = WebAppSession.of(port(), "cockpit", "manager");
        List<WebAppSession> sessions = nodes().stream()
                .flatMap(node ->
                        Stream.of("cockpit", "tasklist", "welcome").map(app -> WebAppSession.of(node, app, account)))
                .toList();
        List<WebAppSession> idle = nodes().stream()
                .map(node -> WebAppSession.of(node, "tasklist", account))
                .toList();
        sessions.forEach(session -> {
            assertThat(session.get(TASKS).status()).isEqualTo(200);
            assertThat(session.get(MESSAGES).status()).isEqualTo(200);
        });
        befalls(loss, account);
        sessions.forEach(session -> assertThat(session.get(TASKS).status()).isEqualTo(401));
        sessions.forEach(session -> {
            assertThat(session.get(MESSAGES).status()).isEqualTo(401);
            assertThat(session.send("POST", ENGINE + "/task", "{}").status()).isEqualTo(401);
            assertThat(session.get("/camunda/api/admin/auth/user/default").status())
                    .isEqualTo(404);
        });
        idle.forEach(session -> {
            assertThat(session.get(MESSAGES).status()).isEqualTo(401);
            assertThat(session.get(TASKS).status()).isEqualTo(401);
        });
        assertThat(untouched.get(TASKS).status()).isEqualTo(200);
        clock.shift(LOOKED_UP_ANEW);
        assertThat(sessions.get(0).get(TASKS).status()).isEqualTo(401);
        assertThat(untouched.get(TASKS).status()).isEqualTo(200);
    }

    /** Not even for the seconds for which an ended session might be remembered. */
    @Test
    void nobodyHasTheRightsOfANewAccountOfTheirName() {
        String account = manager();
        List<WebAppSession> sessions = nodes().stream()
                .map(node -> WebAppSession.of(node, "cockpit", account))
                .toList();
        sessions.forEach(session -> assertThat(session.get(TASKS).status()).isEqualTo(200));
        identityService.deleteUser(account);
        account(account, List.of("managers", "camunda-admin"));
        try {
            sessions.forEach(session -> {
                assertThat(session.get("/api/v1/operations/audit").status()).isEqualTo(401);
                assertThat(session.get(ENGINE + "/user").status()).isEqualTo(401);
            });
        } finally {
            identityService.deleteUser(account);
        }
    }

    /** Whoever logs in at once with the new password, stays. */
    @Test
    void aSessionOfTheNewPasswordGoesOn() {
        String account = manager();
        WebAppSession before = WebAppSession.of(port(), "cockpit", account);
        assertThat(before.get(TASKS).status()).isEqualTo(200);
        setPassword(admin(), account, NEW);
        setPasswordBack(account);
        WebAppSession after = WebAppSession.of(port(), "cockpit", account);
        for (int i = 0; i < 40; i++)
            assertThat(after.get(i % 2 == 0 ? TASKS : MESSAGES).status()).isEqualTo(200);
        assertThat(before.get(TASKS).status()).isEqualTo(401);
    }

    private void setPasswordBack(String account) {
        User user = identityService.createUserQuery().userId(account).singleResult();
        user.setPassword(PASSWORD);
        identityService.saveUser(user);
    }

    @Test
    void aNameOrAGroupMoreEndsNothingAndThatGroupsLossDoes() {
        String account = manager();
        WebAppSession session = WebAppSession.of(port(), "cockpit", account);
        User user = identityService.createUserQuery().userId(account).singleResult();
        user.setFirstName("Renamed");
        identityService.saveUser(user);
        ownGroup(account);
        assertThat(session.get(TASKS).status()).isEqualTo(200);
        clock.shift(LOOKED_UP_ANEW);
        assertThat(session.get(MESSAGES).status()).isEqualTo(200);
        identityService.deleteMembership(account, groupOf(account));
        assertThat(session.get(TASKS).status()).isEqualTo(401);
    }

    /** What a stranger has put into a browser beforehand is nobody's when its owner has logged in. */
    @Test
    void aLoginBeginsASessionOfItsOwn() {
        String account = manager();
        WebAppSession browser = WebAppSession.stranger(port(), "cockpit");
        String before = browser.cookie("JSESSIONID");
        WebAppSession stranger = browser.copy();
        browser.login(account);
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(browser.get(TASKS).status()).isEqualTo(200);
        assertThat(stranger.get(TASKS).status()).isEqualTo(401);
        assertThat(stranger.get(MESSAGES).status()).isEqualTo(401);
        WebAppSession old = browser.copy();
        browser.login("manager");
        assertThat(old.get(TASKS).status()).isEqualTo(401);
    }

    /** Also while calls are under way that look the account up anew. */
    @Test
    void whoLogsOutIsOutForGood() {
        for (int round = 0; round < 5; round++) {
            WebAppSession session = WebAppSession.of(port(), "cockpit", "manager");
            clock.shift(LOOKED_UP_ANEW); // the account is looked up anew by each of them
            WebAppSession thief = session.copy();
            List<Integer> answers = AtOnce.all(
                    12,
                    i -> i == 4
                            ? session.send("POST", "/camunda/api/admin/auth/user/default/logout", null)
                                    .status()
                            : session.copy().get(TASKS).status());
            assertThat(answers.get(4)).isEqualTo(200);
            assertThat(answers).isSubsetOf(200, 401);
            for (int i = 0; i < 3; i++) {
                assertThat(thief.get(TASKS).status()).isEqualTo(401);
                assertThat(thief.get(MESSAGES).status()).isEqualTo(401);
            }
        }
    }

    /** One clock says when it began and when it is over, so whoever logs in some days later by it has a session as everybody. */
    @Test
    void aSessionEndsHoursAfterItBeganByTheClockThatSaysHowLate() {
        clock.shift(Duration.ofDays(3));
        WebAppSession session = WebAppSession.of(port(), "cockpit", manager());
        clock.shift(LIFETIME.minusMinutes(1));
        assertThat(session.get(TASKS).status()).isEqualTo(200);
        clock.shift(Duration.ofMinutes(2));
        assertThat(session.get(TASKS).status()).isEqualTo(401);
    }

    /** A page that is told so asks for the password, and takes the next login with the token that it has. */
    @Test
    void thePageOfAnEndedSessionTakesTheNextLogin() {
        String account = manager();
        WebAppSession session = WebAppSession.of(port(), "cockpit", account);
        setPassword(session, account, NEW);
        assertThat(session.get(TASKS).status()).isEqualTo(401);
        setPasswordBack(account);
        session.login(account);
        assertThat(session.get(TASKS).status()).isEqualTo(200);
        assertThat(count("audit_entry WHERE account = '" + account + "' AND deed = 'LOGGED_IN'"))
                .isEqualTo(2);
    }
}
