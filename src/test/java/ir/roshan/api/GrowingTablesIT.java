package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.EvenNetwork;
import ir.roshan.testing.Growth;
import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Trips;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What grows with the years is found by an index: with tables that have begun to fill, PostgreSQL says of every statement of a day
 * how it would go about it, and none reads a growing table in a row. How fast that is: {@code GrowthBenchmark} (docs/benchmarks.md).
 */
@OnPostgres
@Import(Trips.class)
@DirtiesContext
class GrowingTablesIT extends RoshanServer {
    private static final int CLOSED = 2_000;
    private static final int OPEN = 100;
    private static final int OUTAGES = 10;
    private static final String DISPATCHER = "dispatcher-" + EvenNetwork.district(OUTAGES + 1);
    private static final EvenNetwork NETWORK = new EvenNetwork(1_200, 10, 6);

    /** Tables to which each request, or each look, adds for good or as long as it is open. */
    private static final Set<String> GROWING = Set.of(
            "restoration_request",
            "request_result",
            "request_event",
            "subscriber_message",
            "outage",
            "outage_membership",
            "outage_event",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_ru_execution",
            "act_ru_variable",
            "act_ru_event_subscr",
            "act_ru_job");

    private static final Pattern STATEMENT = Pattern.compile("(?i)(SELECT|WITH|UPDATE|DELETE|INSERT)\\b.*");
    /**
     * The engine looks for due jobs of instances that have none in hand, and reads for that which ones are in hand. An index over
     * when their locks end would be written with each job that is taken.
     */
    private static final String KNOWN = "J2.LOCK_OWNER_ is not null";

    private static final Pattern IN_A_ROW = Pattern.compile("Seq Scan on (\\w+)");

    @Autowired
    private Trips trips;

    @Autowired
    private JdbcTemplate template;

    private JdbcTemplate simple;

    private String report(int point) {
        return post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(EvenNetwork.billId(point), anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }

    @Test
    void nothingOfADayReadsAGrowingTableInARow() throws Exception {
        plannedOutageDataIsFresh();
        NETWORK.fill(template);
        Growth growth = new Growth(template, NETWORK);
        growth.template().stream().map(this::report).toList().forEach(this::awaitOutage);
        growth.fill(CLOSED, OPEN, OUTAGES);

        Map<String, Integer> asked = trips.everybody(() -> aDay((OUTAGES + 1) * NETWORK.pointsOfFeeder()))
                .asked();

        assertThat(asked.keySet().stream().filter(GrowingTablesIT::isStatement))
                .as("statements of a day")
                .hasSizeGreaterThan(150);
        assertThat(inARow(asked.keySet()))
                .as("statements that read a whole table, and which")
                .isEmpty();

        // And it would be noticed.
        template.execute("DROP INDEX ix_request_event_request_id");
        assertThat(inARow(asked.keySet())).containsValue("request_event");
    }

    private static boolean isStatement(String sql) {
        return STATEMENT.matcher(sql).matches();
    }

    private Map<String, String> inARow(Set<String> asked) {
        Map<String, String> found = new TreeMap<>();
        asked.stream()
                .flatMap(text -> Stream.of(text.split(";"))) // several in one trip
                .filter(GrowingTablesIT::isStatement)
                .filter(sql -> !sql.contains(KNOWN))
                .distinct()
                .forEach(sql -> IN_A_ROW.matcher(plan(sql))
                        .results()
                        .map(scan -> scan.group(1).toLowerCase(Locale.ROOT))
                        .filter(GROWING::contains)
                        .forEach(table -> found.put(sql, table)));
        return found;
    }

    /** For whatever the parameters are. */
    private String plan(String sql) {
        StringBuilder numbered = new StringBuilder();
        int parameter = 0;
        boolean quoted = false;
        for (char c : sql.replace(" -- in a batch", "").toCharArray()) {
            if (c == '\'') quoted = !quoted;
            if (c == '?' && !quoted) numbered.append('$').append(++parameter);
            else numbered.append(c);
        }
        return String.join("\n", simple().queryForList("EXPLAIN (GENERIC_PLAN) " + numbered, String.class));
    }

    /** PostgreSQL explains a statement without its parameters to those alone who send it as it is. */
    private JdbcTemplate simple() {
        if (simple == null) {
            String url = template.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getURL());
            simple = new JdbcTemplate(new SingleConnectionDataSource(url + "&preferQueryMode=simple", true));
            // Whoever has an index takes it, though the tables of a test are so small that it would not pay.
            simple.execute("SET enable_seqscan = off");
        }
        return simple;
    }

    /** From a report to its result, and whoever looks meanwhile. */
    private String aDay(int quietPoint) throws InterruptedException {
        String code = report(quietPoint);
        report(quietPoint + 1);
        report(quietPoint + 1);
        String outage = awaitOutage(code);
        looks(code, quietPoint);
        complete(DISPATCHER, outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                DISPATCHER,
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۱",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        complete(
                DISPATCHER,
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
        awaitState(code, "ANNOUNCED");
        put("/api/v1/requests/{trackingCode}/feedback", code)
                .as("website")
                .json("{\"rating\": 5, \"mobileLast4\": \"4567\"}")
                .send(204);
        // Figures and senders look by themselves.
        Thread.sleep(Duration.ofSeconds(3).toMillis());
        return code;
    }

    private void looks(String code, int point) {
        String bill = "{\"billId\": \"%s\"}".formatted(EvenNetwork.billId(point));
        List<Call> looks = new ArrayList<>(List.of(
                get("/api/v1/outages"),
                get("/api/v1/map/outages"),
                post("/api/v1/place-status").json(bill),
                get("/api/v1/requests/{trackingCode}", code),
                post("/api/v1/operations/look-up").as(DISPATCHER).json(bill),
                post("/api/v1/operations/look-up").as(DISPATCHER).json("{\"mobile\": \"09350004567\"}"),
                post("/api/v1/operations/look-up").as(DISPATCHER).json("{\"trackingCode\": \"%s\"}".formatted(code)),
                get("/api/v1/operations/tasks")
                        .as(DISPATCHER)
                        .with("id", taskService.createTaskQuery().list().get(0).getId()),
                get("/api/v1/operations/reports/timelines/requests/{trackingCode}", code)
                        .as("manager"),
                get("/api/v1/operations/reports/search").as("manager").with("q", EvenNetwork.billId(point))));
        for (String report : List.of("dashboard", "hours", "feedback"))
            looks.add(get("/api/v1/operations/reports/" + report).as("manager"));
        looks.forEach(look -> look.send(200));
    }
}
