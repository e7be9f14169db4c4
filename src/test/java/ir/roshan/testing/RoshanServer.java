package ir.roshan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.RoshanApplication;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.request.Channel;
import ir.roshan.security.Accounts;
import ir.roshan.text.BillId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * The whole application, running and reached by HTTP, with its job executor and its sender at work, on the {@link RunsDatabase}
 * unless the class says {@link OnH2} or {@link OnPostgres}. Test classes on one kind of database share it; nothing is cleaned up
 * between them, so that each test reports from places of its own ({@link #place}). A class with settings of its own ends its
 * application ({@code DirtiesContext}), which would go on working beside all the others.
 */
@ContextCustomizerFactories(ServersDatabase.class)
@SpringBootTest(
        classes = RoshanApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "roshan.limits.trusted-proxies=127\\.0\\.0\\.1",
            "roshan.admin.password=" + RoshanServer.PASSWORD,
            // Tests report much from one address.
            "roshan.limits.reports-per-minute=600",
            // Tests share a few numbers; what is bounded for one number has tests of its own.
            "roshan.limits.messages-per-number-hour=1000000",
            "roshan.limits.messages-per-number-day=1000000",
            "roshan.limits.ahead-per-number-hour=1000000",
            "roshan.limits.ahead-per-number-day=1000000",
            "roshan.limits.answers-per-number-hour=1000000",
            "roshan.limits.answers-per-number-day=1000000",
            // Due jobs are found at once, since tests wait for them.
            "camunda.bpm.job-execution.wait-time-in-millis=50",
            "camunda.bpm.job-execution.max-wait=150",
            "roshan.notification.poll=PT0.1S",
            "roshan.inbound.secret=" + RoshanServer.INBOUND_SECRET,
            // What Prometheus is told is looked at here too; tests of Spring Boot tell it nothing unless asked.
            "management.prometheus.metrics.export.enabled=true",
            "roshan.report.metrics-every=PT1S"
        })
public abstract class RoshanServer {
    /** Of every account. */
    protected static final String PASSWORD = "Roshan-demo-1405";

    /** At the end of the address by which a gateway hands in what subscribers have written. */
    protected static final String INBOUND_SECRET = "a-secret-of-the-gateway-1405";

    /** For what comes about by itself; long, so that a busy machine is not mistaken for a fault. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, List<String>> ACCOUNTS = Map.ofEntries(
            Map.entry("manager", List.of("managers")),
            Map.entry("dispatcher-1", List.of("dispatchers", "district-1")),
            Map.entry("dispatcher-2", List.of("dispatchers", "district-2")),
            Map.entry("dispatcher-3", List.of("dispatchers", "district-3")),
            Map.entry("dispatcher-4", List.of("dispatchers", "district-4")),
            Map.entry("kiosk", List.of("channels")),
            Map.entry("nobody", List.of()));

    private static final String[] OF_ALL_TESTS = Stream.concat(
                    ACCOUNTS.keySet().stream(), Stream.of(Channel.values()).map(Channel::account))
            .toArray(String[]::new);

    private static final int EVENING = 18;

    private static final AtomicInteger PLACES = new AtomicInteger();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final AtomicInteger MOBILES = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    protected CompanyClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected IdentityService identityService;

    @Autowired
    protected TaskService taskService;

    /** Each test comes from an address of its own. */
    private final String address = newAddress();

    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @Autowired
    private ProcessEngine engine;

    @BeforeEach
    void theWebAppsAskThisEngine() {
        WebAppEngine.is(engine);
    }

    @BeforeEach
    void accounts() {
        if (identityService.createUserQuery().userIdIn(OF_ALL_TESTS).count() == OF_ALL_TESTS.length) return;
        ACCOUNTS.forEach(this::account);
        for (Channel channel : Channel.values()) account(channel.account(), List.of(Accounts.CHANNELS));
    }

    @AfterEach
    void itIsNowAgain() {
        clock.reset();
        // A list that came while the test's own day was another one has not come yet.
        jdbc.sql("DELETE FROM plan_coverage WHERE arrived_at > :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** For a test that lets hours pass and means one day: where the evening has begun in Tehran, it is tomorrow. */
    protected void theDayIsYoung() {
        ZonedDateTime now = clock.instant().atZone(SolarHijri.TEHRAN);
        if (now.getHour() >= EVENING) {
            clock.shift(Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plusDays(1)));
        }
    }

    /** Whose password is quick to compare. */
    protected void account(String name, List<String> groups) {
        if (newAccount(name, null, groups)) QuickHash.keep(jdbc, name, PASSWORD);
    }

    /** Whose password is as slow to compare as everybody's in operation. */
    protected void accountAsInOperation(String name, List<String> groups) {
        newAccount(name, PASSWORD, groups);
    }

    private boolean newAccount(String name, String password, List<String> groups) {
        if (identityService.createUserQuery().userId(name).count() > 0) return false;
        User user = identityService.newUser(name);
        user.setFirstName(name);
        user.setLastName("Test");
        user.setPassword(password);
        identityService.saveUser(user);
        groups.forEach(group -> identityService.createMembership(name, group));
        return true;
    }

    protected Call get(String path, Object... variables) {
        return call("GET", path, variables);
    }

    protected Call post(String path, Object... variables) {
        return call("POST", path, variables);
    }

    protected Call put(String path, Object... variables) {
        return call("PUT", path, variables);
    }

    protected Call call(String method, String path, Object... variables) {
        return call(port, method, path, variables).from(address);
    }

    /** The same to another node, from the machine itself. */
    protected static Call call(int port, String method, String path, Object... variables) {
        return new Call(port, method, path, variables);
    }

    /** From where nobody has called before. */
    protected static String newAddress() {
        int number = ADDRESSES.incrementAndGet();
        return "10.%d.%d.%d".formatted(number >> 16, number >> 8 & 255, number & 255);
    }

    protected int port() {
        return port;
    }

    /**
     * Where a test's outage is: a service point of the network data with a transformer and a feeder that nobody else has.
     */
    public record Place(String billId, int district, String substation, String feeder, String transformer) {
        public String row() {
            return "%s,%d,%s,%s,%s,,,,".formatted(billId, district, substation, feeder, transformer);
        }
    }

    protected Place place() {
        return place(1);
    }

    protected Place place(int district) {
        int number = PLACES.incrementAndGet();
        Place place = new Place(
                BillId.of(10_000 + number, 44).value(), district, "S-" + number, "F-" + number, "T-" + number);
        importServicePoints(place.row()).send(200);
        return place;
    }

    /** Another subscriber's, with the last four digits that all tests know: who reports one place twice by one number has reported once. */
    protected static String anotherMobile() {
        return "093%04d4567".formatted(MOBILES.incrementAndGet());
    }

    /** A bill id that is right and that the network data does not have. */
    protected static String unknownBillId() {
        return BillId.of(90_000 + PLACES.incrementAndGet(), 44).value();
    }

    protected Call importServicePoints(String... rows) {
        return put("/api/v1/operations/service-points")
                .as("admin")
                .csv("bill_id,district,substation,feeder,transformer,address,latitude,longitude,critical\n"
                        + String.join("\n", rows));
    }

    protected Call importPlannedOutages(String... rows) {
        return put("/api/v1/operations/planned-outages")
                .as("admin")
                .csv("number,starts_at,ends_at,element,area,reason,cancelled\n" + String.join("\n", rows));
    }

    /** A row of our own list, from and to counted in minutes from now. */
    protected String plannedOutage(String number, int from, int to, String element) {
        return plannedOutage(number, minutesFromNow(from), minutesFromNow(to), element);
    }

    /** The same for a test that compares the moments later, when the minute may have turned. */
    protected static String plannedOutage(String number, Instant from, Instant to, String element) {
        return "%s,%s,%s,%s,خیابان شهید بهشتی,تعمیرات شبکه,".formatted(number, from, to, element);
    }

    /**
     * A list of these days has just arrived and names nobody, so that the absence of a planned outage is an answer. What other
     * tests have left in words, or unread, could be anywhere and is taken back.
     */
    protected void plannedOutageDataIsFresh() {
        jdbc.sql("UPDATE planned_outage SET cancelled = TRUE WHERE element_kind = 'NONE'")
                .update();
        jdbc.sql("DELETE FROM plan_refused_row").update();
        put("/api/v1/operations/planned-outages")
                .as("admin")
                .with("from", clock.instant().minus(Duration.ofDays(2)))
                .with("until", clock.instant().plus(Duration.ofDays(10)))
                .csv("number,starts_at,ends_at,element\n")
                .send(200);
    }

    /**
     * Counted from the minute in which the test began, and further as the test shifts the clock; so that two calls agree,
     * also where the minute turns between them.
     */
    protected Instant minutesFromNow(long minutes) {
        long shifted =
                Math.round(Duration.between(Instant.now(), clock.instant()).toMillis() / 1000.0);
        return begun.plusSeconds(shifted).plus(minutes, ChronoUnit.MINUTES);
    }

    protected Call.Answer track(String code) {
        return get("/api/v1/requests/{trackingCode}", code).send(200);
    }

    /**
     * Waits until the status of a request is as wanted, seen as any client sees it; longer while the engine works off what other
     * tests have left, since that is due first. Says what held it where it does not come.
     */
    protected Call.Answer awaitStatus(String code, Predicate<Call.Answer> wanted) {
        Call.Answer[] last = new Call.Answer[1];
        for (long due = Long.MAX_VALUE; ; ) {
            try {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                    last[0] = track(code);
                    return wanted.test(last[0]);
                });
                return last[0];
            } catch (ConditionTimeoutException e) {
                long stillDue = due();
                if (stillDue == 0 || stillDue >= due) {
                    throw new AssertionError(
                            "%s is still %s at %s; its jobs: %s; due in all: %d, before that %d"
                                    .formatted(code, last[0].body(), clock.instant(), jobs(code), stillDue, due),
                            e);
                }
                due = stillDue;
            }
        }
    }

    private long due() {
        return jdbc.sql("SELECT count(*) FROM ACT_RU_JOB WHERE RETRIES_ > 0 AND DUEDATE_ < :now")
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    private List<Map<String, Object>> jobs(String code) {
        return jdbc.sql("""
                        SELECT j.HANDLER_TYPE_, j.DUEDATE_, j.RETRIES_, j.LOCK_EXP_TIME_, j.EXCEPTION_MSG_
                          FROM ACT_RU_JOB j
                          JOIN ACT_RU_EXECUTION e ON e.PROC_INST_ID_ = j.PROCESS_INSTANCE_ID_
                         WHERE e.BUSINESS_KEY_ = :code
                        """).param("code", code).query().listOfRows();
    }

    protected Call.Answer awaitState(String code, String state) {
        return awaitStatus(code, answer -> answer.at("/state").equals(state));
    }

    /** The outage in which the request stands, as soon as it stands in one. */
    protected String awaitOutage(String code) {
        return awaitStatus(code, answer -> !answer.at("/outage/number").isEmpty())
                .at("/outage/number");
    }

    /** Completes a task of an outage as a person does, with the engine's own checks on. */
    protected void complete(String account, String outage, String task, Map<String, Object> entered) {
        Task[] open = new Task[1];
        await().atMost(PATIENCE).until(() -> {
            open[0] = taskService
                    .createTaskQuery()
                    .processInstanceBusinessKey(outage)
                    .taskDefinitionKey(task)
                    .singleResult();
            return open[0] != null;
        });
        List<String> groups = ACCOUNTS.get(account);
        identityService.setAuthentication(account, groups);
        try {
            taskService.complete(open[0].getId(), entered);
        } finally {
            identityService.clearAuthentication();
        }
    }

    /** What a caller must never be shown, whatever went wrong. */
    protected static void assertNothingInternal(Call.Answer answer) {
        assertThat(answer.body())
                .doesNotContain("Exception", "org.springframework", "org.camunda", "ir.roshan", "java.")
                .doesNotContainIgnoringCase("select ", "insert into", "constraint", "jdbc", "sqlstate", "\tat ");
    }

    /**
     * What a submission leaves behind, and a refused one must not: requests, keys, first messages, process instances. Only
     * what nothing else writes, since the work on other tests' requests goes on meanwhile.
     */
    protected Map<String, Long> registered() {
        return Map.of(
                "requests", count("restoration_request"),
                "keys", count("idempotency_key"),
                "timeline", count("request_event WHERE step = 'REGISTERED'"),
                "messages", count("subscriber_message WHERE kind = 'REGISTERED'"),
                "process instances", count("ACT_HI_PROCINST WHERE PROC_DEF_KEY_ = 'RestorationRequestProcess'"));
    }

    protected long requestOf(String code) {
        return Long.parseLong(ofRequest(code, "request_id"));
    }

    /** What is written of a request. @param code with or without its hyphens */
    protected String ofRequest(String code, String column) {
        return jdbc.sql("SELECT " + column + " FROM restoration_request WHERE tracking_code = :code")
                .param("code", code.replace("-", ""))
                .query(String.class)
                .single();
    }

    protected long count(String tableAndCondition) {
        return jdbc.sql("SELECT count(*) FROM " + tableAndCondition)
                .query(Long.class)
                .single();
    }
}
