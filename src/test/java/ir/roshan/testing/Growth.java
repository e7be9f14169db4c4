package ir.roshan.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills Roshan's PostgreSQL with requests as they would stand there after years, by statements of a million rows. One outage of a
 * feeder with its reports is made by Roshan itself and then copied with all its rows, the engine's as well: instances, tasks,
 * timers, subscriptions, variables and history. So a copy can be worked on as any other, and no column is forgotten that comes later.
 */
public final class Growth {
    /** Three at each of three transformers, by which the feeder is out. */
    private static final int REPORTS_OF_THE_TEMPLATE = 9;

    /** Copies are numbered from here on; what is made from now on has numbers above them all. */
    public static final int FIRST_OPEN = 10_000_000;

    private static final int CLOSED = 20_000_000;
    private static final int NEXT = 50_000_000;
    private static final int DAYS = 180;
    private static final int MILLIS_BETWEEN_LOOKS = 100;
    private static final int REQUESTS_OF_A_CLOSED_OUTAGE = 16;

    /** Columns of the engine's tables that name a row of their own instance, and not of a model. */
    private static final Set<String> OWN = Set.of(
            "id_",
            "proc_inst_id_",
            "process_instance_id_",
            "root_proc_inst_id_",
            "parent_id_",
            "execution_id_",
            "task_id_",
            "var_scope_",
            "act_inst_id_",
            "parent_act_inst_id_",
            "resource_id_");

    private static final List<String> OF_INSTANCES =
            List.of("act_ru_execution", "act_ru_task", "act_ru_variable", "act_ru_event_subscr");
    private static final List<String> HISTORY = List.of("act_hi_procinst", "act_hi_actinst", "act_hi_taskinst");

    private final JdbcTemplate jdbc;
    private final EvenNetwork network;
    /** What is to be done with each statement that writes copies. */
    private Consumer<String> copying = this::insert;

    public Growth(JdbcTemplate jdbc, EvenNetwork network) {
        this.jdbc = jdbc;
        this.network = network;
    }

    /** From which points the reports have to be that become the outage which is copied: three at each of three transformers. */
    public List<Integer> template() {
        return IntStream.range(0, REPORTS_OF_THE_TEMPLATE)
                .mapToObj(report -> report / 3 * network.pointsOfTransformer() + report % 3)
                .toList();
    }

    /**
     * Once the reports of the template stand in their outage.
     *
     * @param closed requests that have ended, over half a year
     * @param open requests that stand in an open outage that nobody has verified
     * @param outages in which these stand, each of a feeder of its own
     */
    public void fill(int closed, int open, int outages) throws InterruptedException {
        // A message that is still to be sent would be a million of them.
        while (count("subscriber_message WHERE state = 'OWED'") > 0) Thread.sleep(MILLIS_BETWEEN_LOOKS);
        if (count("outage WHERE closed_at IS NULL") != 1 || jobs() > 0)
            throw new IllegalStateException("there has to be one open outage, of a feeder, and nothing to do");
        jdbc.execute("""
                CREATE TABLE benchmark_point AS
                SELECT (row_number() OVER (ORDER BY CAST(bill_id AS bigint)))::integer - 1 AS no, bill_id, district FROM service_point;
                CREATE UNIQUE INDEX benchmark_point_no ON benchmark_point (no);
                CREATE TABLE benchmark_outage AS
                SELECT * FROM outage WHERE closed_at IS NULL;
                CREATE TABLE benchmark_request AS
                SELECT r.* FROM restoration_request r
                  JOIN outage_membership m ON m.current_request_id = r.request_id
                  JOIN benchmark_outage o ON o.outage_id = m.outage_id
                 ORDER BY r.request_id LIMIT 1;
                """);
        outages(outages);
        requests("generate_series(1, %d)".formatted(open), outages);
        closed(closed);
        for (String identity : List.of("restoration_request.request_id", "outage.outage_id")) {
            String[] names = identity.split("\\.");
            jdbc.execute("ALTER TABLE %s ALTER COLUMN %s RESTART WITH %d".formatted(names[0], names[1], NEXT));
        }
        jdbc.execute("VACUUM (ANALYZE)");
    }

    private long jobs() {
        return count("act_ru_job WHERE type_ = 'message'");
    }

    private long count(String tableAndCondition) {
        return jdbc.queryForObject("SELECT count(*) FROM " + tableAndCondition, Long.class);
    }

    /** The n-th stands at the n-th feeder after the template's. */
    private void outages(int many) {
        String id = "%d + n".formatted(FIRST_OPEN);
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("outage_id", id);
        ours.put("outage_no", "left(t.outage_no, 5) || (%s)".formatted(id));
        ours.put("workflow_id", other("workflow_id", id));
        ours.put("element_code", "'%s' || n".formatted(EvenNetwork.FEEDER));
        ours.put("open_key", "'FEEDER:%s' || n".formatted(EvenNetwork.FEEDER));
        ours.put("feeder_code", "'%s' || n".formatted(EvenNetwork.FEEDER));
        ours.put("district", "1 + n % 4");
        ours.put("verify_by", "t.verify_by + INTERVAL '1 day'");
        ours.put("restore_by", "t.restore_by + INTERVAL '1 day'");
        String from = "generate_series(1, %d) n".formatted(many);
        copy("outage", from, "t.outage_id IN (SELECT outage_id FROM benchmark_outage)", ours);
        Map<String, String> events = new LinkedHashMap<>();
        events.put("event_id", null);
        events.put("outage_id", id);
        copy("outage_event", from, "t.outage_id IN (SELECT outage_id FROM benchmark_outage)", events);
        engine(
                from,
                "SELECT workflow_id FROM benchmark_outage",
                "left(t.business_key_, 5) || (%s)".formatted(id),
                id,
                Map.of());
    }

    /** The n-th stands in the outage n modulo their number. */
    private void requests(String numbers, int outages) {
        String id = "%d + n".formatted(FIRST_OPEN);
        String from = "%1$s n JOIN benchmark_point p ON p.no = (1 + n %% %2$d) * %3$d + n / %2$d %% %3$d"
                .formatted(numbers, outages, network.pointsOfFeeder());
        rows(id, from, Map.of());
        Map<String, String> membership = new LinkedHashMap<>();
        membership.put("membership_id", null);
        membership.put("outage_id", "%d + 1 + n %% %d".formatted(FIRST_OPEN, outages));
        membership.put("request_id", id);
        membership.put("current_request_id", id);
        copy(
                "outage_membership",
                from,
                "t.current_request_id IN (SELECT request_id FROM benchmark_request)",
                membership);
        engine(
                from,
                "SELECT workflow_id FROM benchmark_request",
                code(id),
                id,
                Map.of("long_", "CASE WHEN t.name_ = 'district' THEN p.district ELSE t.long_ END"));
    }

    /**
     * The same rows as of one open request, of {@link #fill}, as one text of statements: with the network alone, and no program.
     *
     * @param outages that there are by now
     * @return with a {@code ?} wherever the number of the request stands, which is one more than the last of {@link #fill} at least
     */
    public String oneMore(int outages) {
        StringJoiner text = new StringJoiner(";\n");
        copying = text::add;
        try {
            requests("(SELECT CAST(? AS integer) AS n)", outages);
        } finally {
            copying = this::insert;
        }
        return text.toString();
    }

    /** A request with its timeline and its messages. */
    private void rows(String id, String from, Map<String, String> different) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("request_id", id);
        ours.put("tracking_code", code(id));
        ours.put("workflow_id", other("workflow_id", id));
        ours.put("bill_id", "p.bill_id");
        ours.put("district", "p.district");
        ours.put("mobile", mobile(id));
        ours.put("place_key", "p.bill_id || ' ' || " + mobile(id));
        ours.put("restore_by", "t.restore_by + INTERVAL '1 day'");
        ours.putAll(different);
        copy("restoration_request", from, "t.request_id IN (SELECT request_id FROM benchmark_request)", ours);
        Map<String, String> events = new LinkedHashMap<>();
        events.put("event_id", null);
        events.put("request_id", id);
        copy("request_event", from, "t.request_id IN (SELECT request_id FROM benchmark_request)", events);
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("message_id", "gen_random_uuid()::text");
        messages.put("owed_no", null);
        messages.put("dedupe_key", "t.dedupe_key || '-' || (%s)".formatted(id));
        messages.put("request_id", id);
        messages.put("recipient", mobile(id));
        copy("subscriber_message", from, "t.request_id IN (SELECT request_id FROM benchmark_request)", messages);
    }

    /** Of the last half year, the last of them today; each has its result, and sixteen have had an outage together. */
    private void closed(int many) {
        String at = "(now() - INTERVAL '1 minute' * (%1$d * 1440.0 * (%2$d - n) / %2$d) - INTERVAL '3 hours')"
                .formatted(DAYS, Math.max(1, many));
        String id = "%d + n".formatted(CLOSED);
        String from = "generate_series(1, %d) n JOIN benchmark_point p ON p.no = n * 7919::bigint %% %d"
                .formatted(many, network.points());
        Map<String, String> ended = new LinkedHashMap<>();
        ended.put("state", "'CLOSED'");
        ended.put("submitted_at", at);
        ended.put("checked_at", at);
        ended.put("restore_by", at + " + INTERVAL '4 hours'");
        ended.put("breached_at", "CASE WHEN n % 20 = 0 THEN " + at + " + INTERVAL '4 hours' END");
        ended.put("closed_at", at + " + INTERVAL '5 hours'");
        ended.put("within_agreement", "n % 20 <> 0");
        ended.put("feedback_rating", "CASE WHEN n % 10 = 0 THEN 1 + n / 10 % 5 END");
        ended.put("feedback_at", "CASE WHEN n % 10 = 0 THEN " + at + " + INTERVAL '6 hours' END");
        rows(id, from, ended);
        insert("""
                INSERT INTO request_result (request_id, result_no, outcome, cause, restored_at, announced_at, within_agreement, fee_rials)
                SELECT request_id, 1, 'RESTORED', 'TREE', submitted_at + INTERVAL '1 minute' * (30 + request_id %% 300),
                       submitted_at + INTERVAL '1 minute' * (31 + request_id %% 300), within_agreement, 0
                  FROM restoration_request WHERE request_id > %1$d AND request_id <= %1$d + %2$d
                """.formatted(CLOSED, many));
        int outages = many / REQUESTS_OF_A_CLOSED_OUTAGE;
        insert("""
                INSERT INTO outage (outage_id, outage_no, element_kind, element_code, transformer_code, feeder_code, substation_code, district,
                       state, priority, hazard, finding, cause, crew, detected_at, verify_by, restore_by, verified_at, dispatched_at,
                       estimate_no, restored_at, closed_at, service_points)
                SELECT %1$d + o, '1400-' || (%1$d + o), 'TRANSFORMER', '%6$s' || x, '%6$s' || x, '%7$s' || x / %4$d, 'ES', 1 + x / %4$d %% 4,
                       'RESTORED', 'NORMAL', 'NONE', 'NETWORK_FAULT', 'TREE', 'crew ' || o %% 7, at, at + INTERVAL '30 minutes',
                       at + INTERVAL '4 hours', at, at, 1, at + INTERVAL '1 minute' * (30 + o %% 300), at + INTERVAL '5 hours', 100
                  FROM generate_series(1, %2$d) o,
                       LATERAL (SELECT now() - INTERVAL '1 minute' * (%3$d * 1440.0 * (%2$d - o) / %2$d) - INTERVAL '6 hours' AS at,
                                       o * 7919::bigint %% %5$d AS x) made
                """.formatted(
                        CLOSED,
                        outages,
                        DAYS,
                        network.transformersOfFeeder(),
                        network.points() / network.pointsOfTransformer(),
                        EvenNetwork.TRANSFORMER,
                        EvenNetwork.FEEDER));
        insert("""
                INSERT INTO outage_membership (outage_id, request_id, joined_at, left_at, left_because)
                SELECT %1$d + n / %3$d, %1$d + n, o.detected_at, o.closed_at, 'RESOLVED'
                  FROM generate_series(1, %2$d) n JOIN outage o ON o.outage_id = %1$d + n / %3$d
                """.formatted(CLOSED, many, REQUESTS_OF_A_CLOSED_OUTAGE));
        Map<String, String> history = new LinkedHashMap<>();
        history.put("start_time_", at);
        history.put("end_time_", at + " + INTERVAL '5 hours'");
        history.put("duration_", "1000 + n % 100000");
        history.put("removal_time_", at + " + INTERVAL '180 days'");
        history.put("state_", "'COMPLETED'");
        for (String table : HISTORY)
            instances(table, from, "SELECT workflow_id FROM benchmark_request", code(id), id, history);
    }

    /** All rows of the instances, in the engine's tables. @param key of the copy @param id of our row */
    private void engine(String from, String instances, String key, String id, Map<String, String> different) {
        for (String table : OF_INSTANCES) instances(table, from, instances, key, id, different);
        for (String table : HISTORY) instances(table, from, instances, key, id, different);
        Map<String, String> jobs = new LinkedHashMap<>();
        jobs.put("duedate_", "t.duedate_ + INTERVAL '1 day' + n * INTERVAL '1 second'");
        own("act_ru_job", from, "t.process_instance_id_ IN (%s)".formatted(instances), jobs, id);
        String tasks = "SELECT id_ FROM act_ru_task WHERE proc_inst_id_ IN (%s)".formatted(instances);
        own(
                "act_ru_identitylink",
                from,
                "t.task_id_ IN (%s)".formatted(tasks),
                Map.of("group_id_", group("t.group_id_")),
                id);
        own(
                "act_ru_authorization",
                from,
                "t.resource_id_ IN (%s) OR t.resource_id_ IN (%s)".formatted(instances, tasks),
                Map.of("group_id_", group("t.group_id_")),
                id);
    }

    private static String group(String column) {
        return "CASE WHEN %1$s LIKE 'district-%%' THEN 'district-' || (1 + n %% 4) ELSE %1$s END".formatted(column);
    }

    private void instances(
            String table, String from, String instances, String key, String id, Map<String, String> different) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("business_key_", "CASE WHEN t.business_key_ IS NOT NULL THEN %s END".formatted(key));
        columns.put(
                "text_",
                "CASE WHEN t.name_ IN ('requestId', 'outageId') THEN (%s)::text ELSE t.text_ END".formatted(id));
        columns.put("long_", "CASE WHEN t.name_ = 'district' THEN 1 + n % 4 ELSE t.long_ END");
        columns.putAll(different);
        own(table, from, "t.proc_inst_id_ IN (%s)".formatted(instances), columns, id);
    }

    /** With all ids of the engine's own made others. */
    private void own(String table, String from, String where, Map<String, String> different, String id) {
        Map<String, String> all = OWN.stream().collect(Collectors.toMap(column -> column, column -> other(column, id)));
        all.putAll(different);
        copy(table, from, where, all);
    }

    /** @param different what a copy has in a column, if it is not what the template has; null for what the database gives it */
    private void copy(String table, String from, String where, Map<String, String> different) {
        List<String> columns = jdbc.queryForList("""
                        SELECT column_name FROM information_schema.columns
                         WHERE table_name = ? AND table_schema = current_schema() ORDER BY ordinal_position
                        """, String.class, table).stream()
                .filter(column -> !different.containsKey(column) || different.get(column) != null)
                .toList();
        String values = columns.stream()
                .map(column -> different.getOrDefault(column, "t." + column))
                .collect(Collectors.joining(", "));
        copying.accept("INSERT INTO %s (%s) SELECT %s FROM %s t CROSS JOIN %s WHERE %s"
                .formatted(table, String.join(", ", columns), values, table, from, where));
    }

    /** Foreign keys are checked by plans that a connection has made when the tables were small, and that read them row by row. */
    private void insert(String sql) {
        jdbc.execute("DISCARD PLANS;\n" + sql);
    }

    /** An id of the engine's that is as long: at its end stands which machine has made it, in the template's all the same. */
    private static String other(String column, String id) {
        return "left(t.%1$s, length(t.%1$s) - 8) || (%2$s)".formatted(column, id);
    }

    private static String code(String id) {
        return "lpad(((%1$s)::bigint * 100 + (98 - (%1$s)::bigint * 100 %% 97) %% 97)::text, 12, '0')".formatted(id);
    }

    private static String mobile(String id) {
        return "'09' || lpad((%s)::text, 9, '0')".formatted(id);
    }
}
