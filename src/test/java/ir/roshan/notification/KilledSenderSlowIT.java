package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.PostgresServer;
import ir.roshan.testing.StubGateway;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** {@code kill -9} in the middle of sending, 20 times, each while calls are under way: none is lost, each has one id. */
@Tag("slow")
class KilledSenderSlowIT {
    private static final int KILLS = 20;
    private static final int EACH_TIME = 300;

    @Test
    void killedTwentyTimesItLosesNone() throws Exception {
        String url = PostgresServer.freshDatabase();
        Random chance = new Random(1405);
        CompanyClock clock = new CompanyClock();
        try (StubGateway stub = new StubGateway().takes(Duration.ofMillis(150));
                TestDatabase database = TestDatabase.at(url)) {
            Outbox outbox = new Outbox(
                    new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource())),
                    MessageTextsTest.texts(),
                    QuietHours.NONE,
                    clock,
                    new Doorbell());
            int inHand = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int first = kill * EACH_TIME;
                database.inTransaction()
                        .executeWithoutResult(status -> outbox.oweAll(IntStream.range(first, first + EACH_TIME)
                                .mapToObj(n -> owed(n, clock))
                                .toList()));
                Process sender = sender(url, stub);
                int before = stub.tries().size();
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> stub.tries().size() > before);
                Thread.sleep(chance.nextInt(250));
                sender.destroyForcibly().waitFor();
                inHand += count(database, "state = 'OWED' AND leased_until > CURRENT_TIMESTAMP") > 0 ? 1 : 0;
            }
            assertThat(inHand).as("kills that met messages in a sender's hand").isGreaterThan(KILLS / 2);
            Process last = sender(url, stub);
            await().atMost(Duration.ofSeconds(120)).until(() -> count(database, "state <> 'ACCEPTED'") == 0);
            last.destroyForcibly().waitFor();
            assertThat(count(database, "state = 'ACCEPTED'")).isEqualTo(KILLS * EACH_TIME);
            assertThat(stub.accepted()).hasSize(KILLS * EACH_TIME);
            assertThat(stub.accepted().values()).doesNotHaveDuplicates();
            long again = stub.tries().values().stream()
                    .filter(tries -> tries.size() > 1)
                    .count();
            System.out.printf(
                    "%d kills, %d with messages in hand; %d messages, none lost, %d sent again under their ids%n",
                    KILLS, inHand, KILLS * EACH_TIME, again);
        }
    }

    private static OwedMessage owed(int n, CompanyClock clock) {
        return OwedMessage.toSubscriber(
                "result:" + n,
                n,
                new Recipient(new MobileNumber("0912%07d".formatted(n)), Language.FA),
                new Message.Result("180259433142", AnnouncedOutcome.RESTORED, null, null, null),
                clock.instant().plus(Duration.ofHours(2)),
                false);
    }

    private static Process sender(String url, StubGateway stub) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SenderInItsOwnJvm.class.getName(),
                        url,
                        stub.url().toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); !"sending".equals(line); line = output.readLine())
            if (line == null) throw new AssertionError("the sender ended with " + process.waitFor());
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}));
        drain.setDaemon(true);
        drain.start();
        return process;
    }

    private static int count(TestDatabase database, String condition) {
        return database.template.queryForObject(
                "SELECT COUNT(*) FROM subscriber_message WHERE " + condition, Integer.class);
    }
}
