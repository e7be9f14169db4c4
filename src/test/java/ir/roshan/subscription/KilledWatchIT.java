package ir.roshan.subscription;

import static ir.roshan.calendar.InstantColumn.utc;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.PostgresServer;
import ir.roshan.testing.StubGateway;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} while a node decides whom it tells what and while it sends, again and again: in the end each number has been told
 * each thing once, under one id (A3.3).
 */
class KilledWatchIT {
    private static final int KILLS = 4;
    private static final int EACH_TIME = 600;
    private static final int NUMBERS = KILLS * EACH_TIME;
    private static final String TOMORROWS = BillId.of(1, 44).value();
    private static final String SOON = BillId.of(2, 44).value();

    private final Random chance = new Random(1405);
    private final String url = PostgresServer.freshDatabase();
    private final StubGateway gateway = new StubGateway().takes(Duration.ofMillis(100));
    private final TestDatabase database = TestDatabase.at(url);
    private int undecided;
    private int inHand;

    @Test
    void eachNumberIsToldEachThingOnceHoweverOftenItsNodeIsKilled() throws Exception {
        try (gateway;
                database) {
            plan();
            for (int kill = 0; kill < KILLS; kill++) {
                subscribe(kill * EACH_TIME);
                killed(kill % 2 == 0);
            }
            ended(2 * NUMBERS);
            database.inTransaction().executeWithoutResult(status -> {
                database.template.update(
                        "UPDATE planned_outage SET ends_at = ? WHERE outage_number = 'tomorrow'", utc(tomorrow(12)));
                database.template.update("INSERT INTO plan_stirred (element_code) VALUES ('T-1')");
            });
            killed(true);
            killed(false);
            ended(3 * NUMBERS);
            assertThat(undecided).as("kills that met people who were due").isGreaterThan(1);
            assertThat(inHand).as("kills that met messages in a sender's hand").isGreaterThan(1);
            assertEachToldOnce();
        }
    }

    private static Instant tomorrow(int hour) {
        return SolarHijri.moment(LocalDate.now(SolarHijri.TEHRAN).plusDays(1), hour * 60);
    }

    private void plan() {
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 2), ('F-1', 'FEEDER', 'S-1', 1, 2),
                    ('T-1', 'TRANSFORMER', 'F-1', 1, 1), ('T-2', 'TRANSFORMER', 'F-1', 1, 1)
                """);
        database.template.update(
                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, 1, 'T-1'), (?, 1, 'T-2')",
                TOMORROWS,
                SOON);
        Instant inAnHour = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(1));
        window("tomorrow", "T-1", tomorrow(9), tomorrow(11));
        window("soon", "T-2", inAnHour, inAnHour.plus(Duration.ofHours(2)));
    }

    private void window(String number, String element, Instant from, Instant until) {
        database.template.update("""
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                VALUES (?, 'TRANSFORMER', ?, ?, ?, '', '', TRUE, FALSE)
                """, number, element, utc(from), utc(until));
    }

    /** Two places of each number: one that is told from midnight on the day before, one that is told shortly before alone. */
    private void subscribe(int first) {
        database.inTransaction().executeWithoutResult(status -> {
            database.template.update("""
                    INSERT INTO plan_subscriber (subscriber_id, mobile, stop_token, look_at, messages)
                    SELECT n, '0912' || lpad(n::text, 7, '0'), 'token-' || n, now(), 0 FROM generate_series(?, ?) n
                    """, first + 1, first + EACH_TIME);
            for (String bill : List.of(TOMORROWS, SOON))
                database.template.update(
                        """
                        INSERT INTO plan_subscription (subscriber_id, name, bill_id, place_key, evening_minute, on_change, minutes_before,
                                                       language, created_at)
                        SELECT n, 'Home', ?, ?, ?, TRUE, ?, 'en', now() FROM generate_series(?, ?) n
                        """,
                        bill,
                        bill,
                        bill.equals(TOMORROWS) ? 0 : null,
                        bill.equals(SOON) ? 180 : null,
                        first + 1,
                        first + EACH_TIME);
        });
    }

    /** @param deciding whether at the first word in the ledger, and not at the first call of the gateway */
    private void killed(boolean deciding) throws Exception {
        Process node = node();
        int told = told();
        int tried = gateway.tries().size();
        awaitSoon(deciding ? () -> told() > told : () -> gateway.tries().size() > tried);
        Thread.sleep(chance.nextInt(deciding ? 20 : 150));
        node.destroyForcibly().waitFor();
        if (count("plan_subscriber WHERE look_at <= now()") + count("plan_stirred") > 0) undecided++;
        if (count("subscriber_message WHERE state = 'OWED' AND leased_until > now()") > 0) inHand++;
    }

    private int told() {
        return count("plan_told");
    }

    private void ended(int messages) throws Exception {
        Process node = node();
        awaitSoon(() -> count("subscriber_message WHERE state = 'ACCEPTED'") >= messages);
        awaitSoon(() -> count("plan_subscriber WHERE look_at <= now()") + count("plan_stirred") == 0);
        node.destroyForcibly().waitFor();
    }

    private static void awaitSoon(BooleanSupplier whatIsWanted) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(whatIsWanted::getAsBoolean);
    }

    private void assertEachToldOnce() {
        assertThat(database.client.sql("""
                            SELECT p.mobile FROM plan_subscriber p
                              LEFT JOIN subscriber_message m ON m.plan_subscriber_id = p.subscriber_id
                             GROUP BY p.subscriber_id, p.mobile
                            HAVING coalesce(string_agg(m.kind || ' ' || m.state || ' ' || (m.recipient = p.mobile), ', ' ORDER BY m.kind), '')
                                   <> 'PLAN_AHEAD ACCEPTED true, PLAN_AHEAD_CHANGED ACCEPTED true, PLAN_SOON ACCEPTED true'
                            """).query(String.class).list())
                .as("numbers that were left out or told twice")
                .isEmpty();
        assertThat(count("subscriber_message")).isEqualTo(3 * NUMBERS);
        assertThat(List.of(
                        count("plan_told"),
                        count("plan_told WHERE replaced_by IS NOT NULL"),
                        count("plan_told WHERE reminded_by IS NOT NULL")))
                .as("hours in the ledger, of those corrected, and told shortly before")
                .containsExactly(3 * NUMBERS, NUMBERS, NUMBERS);
        Map<String, String> owed = database
                .client
                .sql("SELECT message_id, recipient || ': ' || text AS text FROM subscriber_message")
                .query((row, number) -> Map.entry(row.getString("message_id"), row.getString("text")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(gateway.accepted()).as("at the gateway").isEqualTo(owed);
        assertThat(gateway.tries().entrySet())
                .allSatisfy(tries -> assertThat(tries.getValue()).containsOnly(owed.get(tries.getKey())));
        assertThat(owed.values()).doesNotHaveDuplicates();
    }

    private Process node() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WatchInItsOwnJvm.class.getName(),
                        url,
                        gateway.url().toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"watching".equals(line); line = output.readLine()) {
            if (line == null) throw new AssertionError("the node ended with " + process.waitFor() + ":\n" + said);
            said.append(line).append('\n');
        }
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}));
        drain.setDaemon(true);
        drain.start();
        return process;
    }

    private int count(String tableAndCondition) {
        return database.template.queryForObject("SELECT count(*) FROM " + tableAndCondition, Integer.class);
    }
}
