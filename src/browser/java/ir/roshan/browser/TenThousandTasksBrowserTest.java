package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import ir.roshan.testing.OnPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long Tasklist takes with 10,000 open outages on PostgreSQL, 2,500 in each district, as those who work with it see it:
 * {@code mvn test -Pbrowser,slow -Dtest=TenThousandTasksBrowserTest} (docs/benchmarks.md).
 */
@Tag("slow")
@OnPostgres
class TenThousandTasksBrowserTest extends InBrowser {
    private static final int DISTRICTS = 4;
    private static final int IN_A_DISTRICT = 2_500;
    private static final int ROUNDS = 15;

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
            "resource_id_",
            "business_key_");

    private final Map<String, List<Double>> milliseconds = new TreeMap<>();

    @Test
    void aListOpensInLessThanASecond() {
        for (int district = 1; district <= DISTRICTS; district++) multiply(outage(district));
        jdbc.sql("UPDATE act_ru_task SET priority_ = (ARRAY[10, 50, 90])[1 + abs(hashtext(id_)) % 3],"
                        + " due_date_ = due_date_ + abs(hashtext(id_)) % 7200 * interval '1 second'")
                .update();
        jdbc.sql("ANALYZE").update();
        assertThat(taskService.createTaskQuery().count()).isEqualTo(DISTRICTS * (IN_A_DISTRICT + 1L));

        measure("dispatcher-1", "همهٔ کارهای مدیریت من", "بررسی خاموشی");
        measure("manager", "همهٔ کارهای باز", "همهٔ کارهای باز");

        milliseconds.forEach((what, all) -> System.out.println("%s: %s".formatted(what, spread(all))));
        assertThat(milliseconds.entrySet())
                .filteredOn(e -> e.getKey().contains(" opens "))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(median(e.getValue())).as(e.getKey()).isLessThan(1_000));
    }

    private void measure(String account, String first, String second) {
        Tasklist tasklist = new Tasklist(seat(account, "tasklist"));
        Locator cards = tasklist.page().locator(".tasks-list .roshan-card");
        cards.first().waitFor();
        for (int round = 0; round < ROUNDS; round++) {
            tasklist.list("کارهای من");
            cards.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            tasklist.page().evaluate("performance.clearResourceTimings()");
            long begun = System.nanoTime();
            tasklist.list(round % 2 == 0 ? first : second);
            cards.first().waitFor();
            note(account + " opens a list", begun);
            calls(account, tasklist);
        }
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            tasklist.page().reload();
            cards.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
            note(account + " reloads the whole page", begun);
        }
    }

    private void note(String what, long begun) {
        milliseconds.computeIfAbsent(what, w -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
    }

    /** What the page has asked since. */
    private void calls(String account, Tasklist tasklist) {
        List<?> calls = (List<?>) tasklist.page().evaluate("""
                () => performance.getEntriesByType('resource')
                    .filter(e => /\\/api\\//.test(e.name))
                    .map(e => [new URL(e.name).pathname.replace(/[0-9a-f-]{36}/g, '{id}'), e.duration])
                """);
        for (Object call : calls) {
            List<?> pathAndTime = (List<?>) call;
            milliseconds
                    .computeIfAbsent(account + " " + pathAndTime.get(0), w -> new ArrayList<>())
                    .add(((Number) pathAndTime.get(1)).doubleValue());
        }
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static String spread(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        return "median %.0f ms, %.0f to %.0f, of %d"
                .formatted(median(all), sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    private String outage(int district) {
        Place place = place(district);
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode"));
    }

    /** Copies all rows of an outage's instance, in the engine's tables and in ours. */
    private void multiply(String outage) {
        String instance = jdbc.sql("SELECT workflow_id FROM outage WHERE outage_no = :outage")
                .param("outage", outage)
                .query(String.class)
                .single();
        String tasks = "SELECT id_ FROM act_ru_task WHERE proc_inst_id_ = '%s'".formatted(instance);
        copy("act_ru_execution", "proc_inst_id_ = '%s'".formatted(instance));
        copy("act_ru_task", "proc_inst_id_ = '%s'".formatted(instance));
        copy("act_ru_variable", "proc_inst_id_ = '%s'".formatted(instance));
        copy("act_ru_identitylink", "task_id_ IN (%s)".formatted(tasks));
        copy("act_ru_authorization", "resource_id_ = '%s' OR resource_id_ IN (%s)".formatted(instance, tasks));
        copy("act_ru_event_subscr", "proc_inst_id_ = '%s'".formatted(instance));
        jdbc.sql("""
                INSERT INTO outage (outage_no, workflow_id, element_kind, element_code, district, state, priority, hazard,
                                    detected_at, verify_by, restore_by, estimate_no)
                SELECT outage_no || '-' || n, workflow_id || '-' || n, element_kind, element_code, district, state, priority,
                       hazard, detected_at, verify_by, restore_by, estimate_no
                  FROM outage, generate_series(1, :copies) AS n
                 WHERE outage_no = :outage
                """).param("copies", IN_A_DISTRICT).param("outage", outage).update();
    }

    private void copy(String table, String condition) {
        List<String> columns =
                jdbc.sql("""
                SELECT column_name FROM information_schema.columns
                 WHERE table_name = :table AND table_schema = current_schema() ORDER BY ordinal_position
                """).param("table", table).query(String.class).list();
        String values = columns.stream()
                .map(column -> OWN.contains(column) ? "%s || '-' || n".formatted(column) : column)
                .collect(Collectors.joining(", "));
        jdbc.sql("INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(1, %d) AS n WHERE %s"
                        .formatted(table, String.join(", ", columns), values, table, IN_A_DISTRICT, condition))
                .update();
    }
}
