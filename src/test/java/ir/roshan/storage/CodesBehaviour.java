package ir.roshan.storage;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.agreement.Priority;
import ir.roshan.inbound.InboundOutcome;
import ir.roshan.network.Critical;
import ir.roshan.network.ElementKind;
import ir.roshan.notification.Language;
import ir.roshan.notification.MessageState;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.OutageState;
import ir.roshan.outage.OutageTimeline;
import ir.roshan.outage.RepairFactor;
import ir.roshan.plannedoutage.AnnouncementSource;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.WindowKind;
import ir.roshan.request.Channel;
import ir.roshan.request.Hazard;
import ir.roshan.request.NeighboursOut;
import ir.roshan.request.Outcome;
import ir.roshan.request.RequestState;
import ir.roshan.request.SubscriberType;
import ir.roshan.request.Timeline;
import ir.roshan.security.Attempts;
import ir.roshan.security.AuditLog;
import ir.roshan.subscription.Subscriptions;
import ir.roshan.testing.RunsDatabase;
import ir.roshan.testing.SourceTree;
import ir.roshan.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database knows the codes that the program writes, no more and none less: a constant that was added to an enum and not to the
 * list of its column would be refused where it is first written. The same on every database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodesBehaviour {
    /** Longer is a text of somebody's. */
    private static final int LONGEST_CODE = 40;

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** What each column may hold besides null; checked by {@code ck_table_column}. */
    private static final Map<String, Set<String>> CODES = new TreeMap<>(Map.ofEntries(
            codes("network_element.kind", without("SERVICE_POINT", ElementKind.values())),
            codes("service_point.critical", critical()),
            codes("planned_outage.element_kind", with("NONE", ElementKind.values())),
            codes("planned_outage.kind", names(WindowKind.values())),
            codes("plan_announcement.source", names(AnnouncementSource.values())),
            codes("plan_refused_row.element_kind", names(ElementKind.values())),
            codes("planned_place_tie.element_kind", names(ElementKind.values())),
            codes("plan_calendar.language", languages()),
            codes("plan_subscription.language", languages()),
            codes("plan_stopped.stopped_by", names(Subscriptions.By.values())),
            codes("subscriber_message.language", languages()),
            codes("subscriber_message.state", names(MessageState.values())),
            codes("restoration_request.channel", names(Channel.values())),
            codes("restoration_request.state", names(RequestState.values())),
            codes("restoration_request.planned_check", names(Knowledge.values())),
            codes("restoration_request.priority", names(Priority.values())),
            codes("restoration_request.language", languages()),
            codes("restoration_request.subscriber_type", names(SubscriberType.values())),
            codes("restoration_request.hazard", names(Hazard.values())),
            codes("restoration_request.neighbours_out", names(NeighboursOut.values())),
            codes("restoration_request.critical", Stream.concat(Stream.of(""), critical())),
            codes("request_result.outcome", names(Outcome.values())),
            codes("request_result.cause", names(Cause.values())),
            codes("danger_in_plan.hazard", without("NONE", Hazard.values())),
            codes("request_event.step", names(Timeline.Step.values())),
            codes("outage.element_kind", names(ElementKind.values())),
            codes("outage.state", names(OutageState.values())),
            codes("outage.finding", names(Finding.values())),
            codes("outage.priority", names(Priority.values())),
            codes("outage.hazard", names(Hazard.values())),
            codes("outage.cause", names(Cause.values())),
            codes("outage_membership.left_because", names(constants("ir.roshan.outage.Memberships$Leaving"))),
            codes("outage_event.step", names(OutageTimeline.Step.values())),
            codes("note_snippet.field", Stream.of("verificationNote", "restorationNote", "breachAction", "callNote")),
            codes("outage_restoration_step.element_kind", without("SUBSTATION", ElementKind.values())),
            codes("repair_ledger.ledger", names(constants("ir.roshan.outage.RepairLedger$Kind"))),
            codes("repair_effect.ledger", names(constants("ir.roshan.outage.RepairLedger$Kind"))),
            codes("repair_effect.factor", names(RepairFactor.values())),
            codes("repair_spread.ledger", names(constants("ir.roshan.outage.RepairLedger$Kind"))),
            codes("inbound_sms.outcome", names(InboundOutcome.values())),
            codes("audit_entry.deed", names(AuditLog.Deed.values())),
            codes("failed_attempt.kind", names(Attempts.Kind.values()))));

    /** Constraints that bear another name. */
    private static final Map<String, String> NAMED_OTHERWISE =
            Map.of("planned_place_tie.element_kind", "ck_planned_place_tie_kind");

    /** Short, and no code out of a list: numbers, keys, and what a new gateway or message may name without a migration. */
    private static final Set<String> NO_CODES = Set.of(
            "crew.mobile",
            "idempotency_key.tracking_code",
            "import_lock.subject",
            "inbound_sms.receptor",
            "inbound_sms.sender",
            "outage.outage_no",
            "pasted_announcement.pasted_id",
            "pasted_announcement.scope",
            "plan_calendar.bill_id",
            "plan_source.failure",
            "plan_source.leased_by",
            "plan_stopped.after_kind",
            "plan_subscriber.mobile",
            "subscriber_session.mobile",
            "plan_subscriber.stop_token",
            "plan_subscription.bill_id",
            "plan_text_window.scope",
            "restoration_request.bill_id",
            "restoration_request.mobile",
            "restoration_request.tracking_code",
            "service_point.bill_id",
            "subscriber_message.done_with",
            "subscriber_message.gateway",
            "subscriber_message.kind",
            "subscriber_message.message_id",
            "subscriber_message.recipient",
            "subscriber_message.wording");

    private final String url = RunsDatabase.current().fresh();
    private TestDatabase database;

    /** What the version before could write, as the lists of the migration have it; what is new since is not among it. */
    private static Set<String> before(String column) {
        Matcher list = Pattern.compile("CONSTRAINT " + constraint(column) + "\\s+CHECK \\(([^;]*);")
                .matcher(SourceTree.read(Path.of("src/main/resources/db/migration/V0065__codes.sql")));
        assertThat(list.find()).as(column).isTrue();
        return literals(list.group(1));
    }

    /** A database of the version before, in which everything was written that it could write. */
    @BeforeAll
    void comesFromTheVersionBefore() {
        DriverManagerDataSource before = new DriverManagerDataSource(url);
        Flyway.configure().dataSource(before).target("0061").load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(before);
        for (String hazard : before("restoration_request.hazard")) request(jdbc, "hazard", hazard);
        for (String type : before("restoration_request.subscriber_type")) request(jdbc, "subscriber_type", type);
        for (String answer : before("restoration_request.neighbours_out")) request(jdbc, "neighbours_out", answer);
        for (String critical : before("restoration_request.critical")) request(jdbc, "critical", critical);
        for (String hazard : before("outage.hazard")) outage(jdbc, "hazard", hazard);
        for (String priority : before("outage.priority")) outage(jdbc, "priority", priority);
        for (String cause : before("outage.cause")) outage(jdbc, "cause", cause);
        Object at = NOON.atOffset(UTC);
        long request = jdbc.queryForObject("SELECT min(request_id) FROM restoration_request", Long.class);
        long outage = jdbc.queryForObject("SELECT min(outage_id) FROM outage", Long.class);
        int number = 0;
        for (String cause : before("request_result.cause"))
            jdbc.update(
                    "INSERT INTO request_result (request_id, result_no, outcome, cause, announced_at) VALUES (?, ?,"
                            + " 'RESTORED', ?, ?)",
                    request,
                    ++number,
                    cause,
                    at);
        for (String step : before("request_event.step"))
            jdbc.update("INSERT INTO request_event (request_id, at, step) VALUES (?, ?, ?)", request, at, step);
        for (String step : before("outage_event.step"))
            jdbc.update("INSERT INTO outage_event (outage_id, at, step) VALUES (?, ?, ?)", outage, at, step);
        for (String deed : before("audit_entry.deed"))
            jdbc.update("INSERT INTO audit_entry (at, account, deed) VALUES (?, 'admin', ?)", at, deed);
        for (String kind : before("failed_attempt.kind"))
            jdbc.update("INSERT INTO failed_attempt (kind, subject, at) VALUES (?, 'x', ?)", kind, at);
        jdbc.update(
                "INSERT INTO plan_announcement (announcement_id, source, arrived_at, title) VALUES (1, 'COMPANY_LIST',"
                        + " ?, '')",
                at);
        for (String kind : before("plan_refused_row.element_kind"))
            jdbc.update("""
                INSERT INTO plan_refused_row (announcement_id, row_no, scope, from_at, until_at, element_kind, element_code)
                VALUES (1, ?, '', ?, ?, ?, 'X')
                """, ++number, at, NOON.plusSeconds(60).atOffset(UTC), kind);
        database = TestDatabase.at(url);
    }

    private static void request(JdbcTemplate jdbc, String column, String code) {
        Map<String, String> row = new TreeMap<>(
                Map.of("hazard", "NONE", "subscriber_type", "NATURAL_PERSON", "neighbours_out", "YES", "critical", ""));
        row.put(column, code);
        long number = jdbc.queryForObject("SELECT count(*) FROM restoration_request", Long.class);
        jdbc.update(
                """
                INSERT INTO restoration_request (tracking_code, workflow_id, channel, bill_id, district, mobile, subscriber_type, hazard,
                                                 life_support, critical, neighbours_out, language, priority, state, planned_check,
                                                 submitted_at, restore_by)
                VALUES (?, ?, 'WEBSITE', '1234567804423', 1, '09123456789', ?, ?, FALSE, ?, ?, 'fa', 'NORMAL', 'CHECKING', 'UNKNOWN', ?, ?)
                """,
                "code" + number,
                "workflow" + number,
                row.get("subscriber_type"),
                row.get("hazard"),
                row.get("critical"),
                row.get("neighbours_out"),
                NOON.atOffset(UTC),
                NOON.plusSeconds(60).atOffset(UTC));
    }

    private static void outage(JdbcTemplate jdbc, String column, String code) {
        Map<String, String> row = new TreeMap<>(Map.of("hazard", "NONE", "priority", "NORMAL"));
        row.put(column, code);
        jdbc.update(
                """
                INSERT INTO outage (district, state, priority, hazard, cause, detected_at, verify_by, restore_by, estimate_no)
                VALUES (1, 'SUSPECTED', ?, ?, ?, ?, ?, ?, 0)
                """,
                row.get("priority"),
                row.get("hazard"),
                row.get("cause"),
                NOON.atOffset(UTC),
                NOON.atOffset(UTC),
                NOON.atOffset(UTC));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void theDatabaseKnowsTheCodesOfTheProgram() {
        Map<String, Set<String>> known = new TreeMap<>();
        CODES.keySet().forEach(column -> known.put(column, literals(clause(constraint(column)))));
        assertThat(known).isEqualTo(CODES);
    }

    /** A column of codes that nobody has thought of here would be checked by nobody. */
    @Test
    void everyShortColumnIsACodeOrKnownToBeNone() {
        Set<String> unconstrained =
                database.client.sql("""
                    SELECT lower(table_name) || '.' || lower(column_name)
                      FROM information_schema.columns
                     WHERE lower(table_schema) = 'public' AND lower(data_type) = 'character varying'
                       AND character_maximum_length <= :longest AND lower(table_name) <> 'flyway_schema_history'
                    """).param("longest", LONGEST_CODE).query(String.class).list().stream()
                        .filter(column -> !CODES.containsKey(column))
                        .collect(toCollection(TreeSet::new));
        assertThat(unconstrained).containsExactlyInAnyOrderElementsOf(NO_CODES);
    }

    @Test
    void anotherCodeIsRefused() {
        List<String> written = List.of(
                "restoration_request.hazard",
                "restoration_request.subscriber_type",
                "restoration_request.neighbours_out",
                "restoration_request.critical",
                "request_result.cause",
                "request_event.step",
                "outage.hazard",
                "outage.priority",
                "outage.cause",
                "outage_event.step",
                "plan_refused_row.element_kind",
                "failed_attempt.kind");
        assertThat(written).allSatisfy(column -> {
            String[] parts = column.split("\\.");
            assertThat(count(parts[0])).as(column).isPositive();
            assertThatThrownBy(
                            () -> database.template.update("UPDATE " + parts[0] + " SET " + parts[1] + " = 'OF_OLD'"))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .message()
                    .containsIgnoringCase(constraint(column));
        });
        assertThatThrownBy(() -> database.template.update(
                        "INSERT INTO audit_entry (at, account, deed) VALUES (?, 'admin', 'OF_OLD')",
                        NOON.atOffset(UTC)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private int count(String table) {
        return database.template.queryForObject("SELECT count(*) FROM " + table, Integer.class);
    }

    private String clause(String constraint) {
        return database.client
                .sql("SELECT check_clause FROM information_schema.check_constraints WHERE lower(constraint_name) ="
                        + " :name")
                .param("name", constraint)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static Set<String> literals(String clause) {
        return Pattern.compile("'([^']*)'")
                .matcher(clause)
                .results()
                .map(literal -> literal.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String constraint(String column) {
        return NAMED_OTHERWISE.getOrDefault(column, "ck_" + column.replace('.', '_'));
    }

    private static Map.Entry<String, Set<String>> codes(String column, Stream<String> codes) {
        return Map.entry(column, codes.collect(toCollection(TreeSet::new)));
    }

    private static Stream<String> names(Object[] constants) {
        return Arrays.stream(constants).map(constant -> ((Enum<?>) constant).name());
    }

    private static Stream<String> with(String code, Object[] constants) {
        return Stream.concat(Stream.of(code), names(constants));
    }

    private static Stream<String> without(String code, Object[] constants) {
        return names(constants).filter(name -> !name.equals(code));
    }

    private static Stream<String> critical() {
        return Arrays.stream(Critical.values()).map(Critical::code);
    }

    private static Stream<String> languages() {
        return Arrays.stream(Language.values()).map(Language::code);
    }

    /** Of an enum that is its room's own. */
    private static Object[] constants(String type) {
        try {
            return Class.forName(type).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
