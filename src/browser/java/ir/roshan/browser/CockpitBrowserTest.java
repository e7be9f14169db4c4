package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import ir.roshan.testing.OnH2;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What managers see in Cockpit beside Camunda's own. Whatever number a page shows is held to the very answer out of which it
 * was made.
 *
 * <p>Long because its pages are shown in one browser over one server with one set of figures.
 */
@OnH2
class CockpitBrowserTest extends InBrowser {
    private static final String REPORTS = "/api/v1/operations/reports/";
    private static final String MOBILE = "09121234567";
    private static final JsonMapper JSON = new JsonMapper();
    /** Codes of the agreement and of places, accounts, and Camunda's name at the foot. */
    private static final String[] NAMES = {"Camunda", "Platform", "English", "Test", "manager", "website"};

    @Autowired
    private AuthorizationService authorizationService;

    private String report(Place place, String more) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"%s}".formatted(place.billId(), MOBILE, more))
                .send(201)
                .at("/trackingCode");
    }

    private String mended(Place place) {
        return mended(place, 20);
    }

    /** A fault that took so many minutes to find, and forty more to mend; rated 2. The clock stands after it. */
    private String mended(Place place, int minutesToFind) {
        String code = report(place, "");
        String outage = awaitOutage(code);
        String dispatcher = "dispatcher-" + place.district();
        clock.shift(Duration.ofMinutes(minutesToFind));
        complete(dispatcher, outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                dispatcher,
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۷",
                        "estimatedRestorationAt",
                        clock.instant().plus(Duration.ofMinutes(50)).toString()));
        clock.shift(Duration.ofMinutes(40));
        complete(
                dispatcher,
                outage,
                "Task_RestoreSupply",
                Map.of(
                        "cause",
                        "TREE",
                        "restoredAt",
                        clock.instant().toString(),
                        "restorationNote",
                        "<img src=x onerror=alert(document)>"));
        awaitState(code, "ANNOUNCED");
        put("/api/v1/requests/{trackingCode}/feedback", code)
                .json("{\"mobileLast4\": \"4567\", \"rating\": 2}")
                .send(204);
        return code;
    }

    @Test
    void theDashboardShowsEachNumberOfItsResourceAndPlotsAsTables() {
        // As long as no request of today has been decided, its compliance is a dash.
        theDayIsYoung();
        awaitOutage(report(place(1), ", \"hazard\": \"WIRE_DOWN\""));
        mended(place(2));
        Seat seat = seat("manager", "cockpit").see(".roshan-board figure");
        Map<String, JsonNode> answers = answers(seat, () -> {
            seat.page().reload();
            seat.see(".roshan-board .urgent table").see(".roshan-board [data-plot=months]");
        });

        JsonNode dashboard = answers.get("dashboard");
        Map<String, Double> told = new TreeMap<>();
        numbers(dashboard, "", told);
        // The national service is mentioned with the places that it was asked about, if there are any.
        told.remove("/plannedOutageData/1/places", 0.0);
        // Of dangers at planned outages there is a word where there are any.
        told.remove("/dangersInPlanOpen", 0.0);
        assertThat(told).hasSizeGreaterThan(20);
        Set<String> shown = new TreeSet<>();
        for (Locator figure : seat.page().locator(".roshan-board [data-figure]").all()) {
            String pointer = figure.getAttribute("data-figure");
            shown.add(pointer);
            assertThat(read(figure.textContent()))
                    .as(pointer)
                    .isCloseTo(rounded(pointer, told.get(pointer)), within(1e-9));
        }
        assertThat(shown).isEqualTo(told.keySet());
        seat.picture("cockpit-board").assertPersian(".roshan-board", NAMES);
        seat.assertAccessible(".roshan-board");
        assertThat(seat.page().locator(".urgent tbody tr").count())
                .isEqualTo(dashboard.path("urgentOutages").size());
        assertThat(seat.page()
                        .locator(".urgent tbody tr")
                        .first()
                        .locator("a")
                        .first()
                        .getAttribute("href"))
                .isEqualTo("#/process-instance/"
                        + dashboard.at("/urgentOutages/0/workflowId").asText());
        assertThat(seat.page().locator(".urgent tbody tr").first().textContent())
                .contains("سیم پاره یا افتاده");

        seat.page().locator(".roshan-board .plots").evaluate("plots => plots.scrollIntoView()");
        seat.picture("cockpit-plots");
        assertThat(columns(seat, "hours", 1, 2))
                .isEqualTo(rows(answers.get("hours").path("hours"), "requests", "restorations"));
        for (JsonNode times : answers.get("restore-times").path("priorities")) {
            Locator plot = seat.page()
                    .locator("[data-plot=restore-" + times.path("priority").asText() + "]");
            if (times.path("requests").asInt() == 0) {
                assertThat(plot.count()).isZero();
                continue;
            }
            List<List<Double>> counts = new ArrayList<>();
            times.path("counts").forEach(count -> counts.add(List.of(count.asDouble())));
            assertThat(columns(seat, "restore-" + times.path("priority").asText(), 1))
                    .isEqualTo(counts);
            assertThat(plot.locator("svg").getAttribute("aria-label")).contains("در مهلت");
        }
        JsonNode month = answers.get("months").at("/months/11/total");
        String latest = seat.page()
                .locator("[data-plot=months] tbody tr")
                .last()
                .locator("td")
                .first()
                .textContent();
        int all = month.path("withinAgreement").asInt() + month.path("breached").asInt();
        assertThat(latin(latest))
                .contains("(%d از %d)".formatted(month.path("withinAgreement").asInt(), all));
    }

    /** Every thirty seconds, while somebody looks; what was true last stays where the server does not answer. */
    @Test
    void theDashboardKeepsUpWhileItIsLookedAt() {
        expectComplaint("net::ERR_FAILED");
        Seat seat = seat();
        Page page = seat.page();
        page.clock().install();
        seat.logIn("manager", "cockpit").see(".roshan-board .urgent");
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith(REPORTS + "dashboard")) asked.add(request.url());
        });
        page.waitForResponse(
                r -> r.url().endsWith(REPORTS + "dashboard"), () -> page.clock().runFor(31_000));
        assertThat(asked).hasSize(1);

        page.waitForCondition(() -> page.locator(".told").textContent().contains("به‌روز"));
        page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
        page.clock().runFor(120_000);
        assertThat(asked).hasSize(1);
        page.waitForResponse(
                r -> r.url().endsWith(REPORTS + "dashboard"),
                () -> page.evaluate(
                        "() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }"));
        assertThat(asked).hasSize(2);

        page.route("**" + REPORTS + "dashboard", route -> route.abort());
        page.waitForCondition(() -> page.locator(".told").textContent().contains("به‌روز"));
        page.clock().runFor(31_000);
        page.getByText("پاسخی از سامانه نیامد").waitFor();
        assertThat(page.locator(".told").textContent()).startsWith("ارقام ساعت");
        assertThat(page.locator(".roshan-board [data-figure]").count()).isPositive();
        page.unroute("**" + REPORTS + "dashboard");
        page.clock().runFor(31_000);
        page.waitForCondition(() -> page.locator(".told").textContent().contains("به‌روز"));
        assertThat(page.getByText("پاسخی از سامانه نیامد").count()).isZero();
    }

    @Test
    void theHeatOnTheDiagramIsThatOfTheResource() {
        // A median that is no mean.
        mended(place(3));
        mended(place(3), 90);
        Seat seat = seat("manager", "cockpit").see(".roshan-board");
        Map<String, JsonNode> answers = answers(seat, () -> {
            seat.see("/processes", "a[href*='process-definition/OutageProcess']");
            seat.page()
                    .locator("a[href*='process-definition/OutageProcess']")
                    .first()
                    .click();
            seat.see(".roshan-heat-badge[data-element=Task_RestoreSupply]");
        });
        Map<String, JsonNode> times = new HashMap<>();
        for (String process : List.of("RestorationRequestProcess", "OutageProcess"))
            answers.get(process)
                    .path("elements")
                    .forEach(time -> times.put(time.path("element").asText(), time));
        Set<String> slow = new TreeSet<>();
        times.forEach((element, time) -> {
            if (time.path("medianSeconds").asDouble() >= 1 && !element.contains("SubProcess")) slow.add(element);
        });
        assertThat(slow).contains("Task_VerifyOutage", "Task_RestoreSupply", "Gateway_OutageGuard");
        Set<String> shown = new TreeSet<>();
        for (Locator badge : seat.page().locator(".roshan-heat-badge").all()) {
            String element = badge.getAttribute("data-element");
            shown.add(element);
            assertThat(latin(badge.textContent()))
                    .as(element)
                    .isEqualTo(briefly(times.get(element).path("medianSeconds").asDouble()));
            assertThat(latin(badge.getAttribute("title")))
                    .startsWith(times.get(element).path("count").asInt() + " بار");
        }
        assertThat(shown).isEqualTo(slow);
        seat.picture("cockpit-heat").assertPersian(".roshan-heat-legend");
        seat.assertAccessible(".roshan-heat-legend");
        Object over = seat.page().evaluate("""
                () => {
                  const box = (e) => e.getBoundingClientRect();
                  const task = box(document.querySelector('[data-element-id=Task_RestoreSupply].djs-shape'));
                  const badge = box(document.querySelector('.roshan-heat-badge[data-element=Task_RestoreSupply]'));
                  return badge.left < task.right && badge.right > task.left && badge.top < task.bottom && badge.bottom > task.top;
                }
                """);
        assertThat(over).as("the badge lies on its element").isEqualTo(true);

        seat.page().locator(".roshan-heat-legend select").selectOption("1");
        seat.see(".roshan-heat-badge");
        seat.page().locator(".roshan-heat-legend input").uncheck();
        assertThat(seat.page().locator(".roshan-heat-badge").count()).isZero();
        assertThat(seat.page().locator(".djs-element.heat-0").count()).isZero();
    }

    @Test
    void theStoryOfAnEndedRequestIsFoundByEachOfItsNumbers() {
        Place place = place(4);
        String code = mended(place);
        clock.shift(Duration.ofHours(3));
        awaitState(code, "CLOSED");
        Seat seat = seat("manager", "cockpit").see(".roshan-board .search input");

        Map<String, JsonNode> answers = answers(seat, () -> {
            find(seat, persian(code.replaceAll("(.{4})(?=.)", "$1-")));
            seat.see(".roshan-page table.story");
        });
        JsonNode entries = answers.get(code).path("entries");
        assertThat(seat.page().locator("table.story tbody tr").evaluateAll("rows => rows.map(row => row.dataset.step)"))
                .isEqualTo(entries.findValuesAsText("step"));
        assertThat(seat.page().locator("table.story .clause").allTextContents())
                .isEqualTo(entries.findValuesAsText("clause"));
        String page = seat.page().locator(".roshan-page").textContent();
        assertThat(page)
                .contains(
                        "پایان یافته است",
                        "برخورد درخت، <img src=x onerror=alert(document)>",
                        "dispatcher-4",
                        "«نتیجه»: رسید")
                .doesNotContain(MOBILE, persian(MOBILE));
        seat.picture("cockpit-story");
        seat.assertAccessible(".roshan-page");

        String outage = answers.get(code).at("/request/outage").asText();
        find(seat, place.billId());
        seat.see(".found a[href='#/roshan/requests/" + code + "']");
        seat.page().locator(".found a[href='#/roshan/outages/" + outage + "']").click();
        seat.page().getByText("روند رسیدگی به خاموشی").waitFor();
        assertThat(seat.page().locator("table.story tbody tr").first().getAttribute("data-step"))
                .isEqualTo("SUSPECTED");
        find(seat, "خیابان");
        seat.page().getByText("چیزی با این شماره پیدا نشد.").waitFor();
    }

    @Test
    void anInstanceTellsItsStory() {
        String code = report(place(1), "");
        awaitOutage(code);
        Seat seat = seat("manager", "cockpit").see(".roshan-board .search input");
        find(seat, code);
        seat.see("table.story");
        seat.page().getByText("نمایش در نمودار").click();
        seat.see("svg .djs-shape");
        seat.page()
                .locator(".ctn-tabbed .nav-tabs a, .nav-tabs a")
                .getByText("روند رسیدگی")
                .click();
        seat.see(".roshan-tab tr[data-step=REGISTERED]").picture("cockpit-instance-story");
        assertThat(seat.page().getByText("نمایش در نمودار").count()).isZero();
    }

    @Test
    void theMonthlyReportIsOneClickAway() {
        mended(place(2));
        Seat seat = seat("manager", "cockpit").see(".roshan-board .files a");
        Download rows = seat.page()
                .waitForDownload(
                        () -> seat.page().getByText("درخواست‌ها (اکسل)").click());
        try (InputStream file = rows.createReadStream()) {
            assertThat(new String(file.readNBytes(2), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("PK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        seat.page().navigate(seat.page().locator(".roshan-board .files a").getAttribute("href"));
        seat.see("figure svg").picture("monthly-report").assertPersian("body", "SAIDI", "SAIFI", "CAIDI", "IEEE");
        assertThat(seat.page().title()).startsWith("گزارش ماهانه");
    }

    /** With Tasklist's session there is no way into Cockpit; a person is told so, and where their work is. */
    @Test
    void aDispatcherIsToldKindlyWhereTheirWorkIs() {
        expectComplaint("403");
        Seat dispatcher = seat("dispatcher-1", "tasklist").see(".task-filters");
        dispatcher.page().navigate("/camunda/app/cockpit/default/");
        dispatcher.page().getByText("حساب شما به این بخش راه ندارد").first().waitFor();
        dispatcher.picture("cockpit-dispatcher").assertPersian("body");
        dispatcher.page().getByText("رفتن به میز کار").click();
        dispatcher.see(".task-filters");
    }

    /** An administrator can let others into Cockpit. The figures stay with the managers. */
    @Test
    void whoeverIsInCockpitAndNoManagerSeesASentenceAndNoFigure() {
        expectComplaint("403");
        if (identityService.createGroupQuery().groupId("auditors").count() == 0) {
            identityService.saveGroup(identityService.newGroup("auditors"));
            Authorization access = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            access.setGroupId("auditors");
            access.setResource(Resources.APPLICATION);
            access.setResourceId("cockpit");
            access.addPermission(Permissions.ACCESS);
            authorizationService.saveAuthorization(access);
            account("auditor-1", List.of("auditors"));
        }
        Seat seat = seat("auditor-1", "cockpit");
        seat.page().getByText("این ارقام برای مدیران است").first().waitFor();
        assertThat(seat.page()
                        .locator(".roshan-board [data-figure], .roshan-board figure")
                        .count())
                .isZero();
        seat.picture("cockpit-auditor");
    }

    private static void find(Seat seat, String number) {
        seat.page().locator(".roshan-board .search input").fill(number);
        seat.page().locator(".roshan-board .search button").click();
    }

    /** What the reports answer meanwhile, by the last part of the path, or by the process that was asked for. */
    private static Map<String, JsonNode> answers(Seat seat, Runnable does) {
        List<Response> heard = new ArrayList<>();
        // What an earlier page still hears has no body any more once that page has gone.
        seat.page().waitForLoadState(LoadState.NETWORKIDLE);
        seat.page().onResponse(response -> {
            if (response.url().contains(REPORTS) && response.ok()) heard.add(response);
        });
        does.run();
        Map<String, JsonNode> answers = new HashMap<>();
        for (Response response : List.copyOf(heard)) {
            String path = response.url().replaceFirst(".*" + REPORTS, "");
            String name = path.replaceFirst(".*process=(\\w+).*", "$1")
                    .replaceFirst("\\?.*", "")
                    .replaceFirst(".*/", "");
            try {
                answers.putIfAbsent(name, JSON.readTree(response.text()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answers;
    }

    private static void numbers(JsonNode node, String pointer, Map<String, Double> found) {
        if (node.isNumber()) found.put(pointer, node.asDouble());
        node.properties().forEach(field -> numbers(field.getValue(), pointer + "/" + field.getKey(), found));
        if (node.isArray()) for (int i = 0; i < node.size(); i++) numbers(node.path(i), pointer + "/" + i, found);
    }

    /** As it is shown: a compliance in percent with one place. */
    private static double rounded(String pointer, Double told) {
        assertThat(told).as(pointer).isNotNull();
        if (!pointer.endsWith("/compliance")) return told;
        return BigDecimal.valueOf(told * 100).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }

    private static List<List<Double>> rows(JsonNode list, String... members) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(row -> List.of(members).stream()
                        .map(member -> row.path(member).asDouble())
                        .toList())
                .toList();
    }

    private static List<List<Double>> columns(Seat seat, String plot, int... columns) {
        List<List<Double>> rows = new ArrayList<>();
        for (Locator row :
                seat.page().locator("[data-plot=" + plot + "] tbody tr").all()) {
            List<String> cells = row.locator("th, td").allTextContents();
            List<Double> read = new ArrayList<>();
            for (int column : columns) read.add(read(cells.get(column)));
            rows.add(read);
        }
        return rows;
    }

    private static String briefly(double seconds) {
        double shown = seconds < 60
                ? Math.round(seconds)
                : seconds < 3600 ? Math.round(seconds / 60) : seconds < 86_400 ? seconds / 3600 : seconds / 86_400;
        String unit = seconds < 60 ? "ثانیه" : seconds < 3600 ? "دقیقه" : seconds < 86_400 ? "ساعت" : "روز";
        return BigDecimal.valueOf(shown)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " " + unit;
    }

    private static double read(String shown) {
        return Double.parseDouble(latin(shown).replaceAll("[^0-9.]", ""));
    }

    private static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.chars().forEach(c -> latin.append((char) (c >= '۰' && c <= '۹' ? c - '۰' + '0' : c)));
        return latin.toString().replace('٫', '.').replace("٬", "");
    }

    private static String persian(String digits) {
        StringBuilder persian = new StringBuilder();
        digits.chars().forEach(c -> persian.append((char) (c >= '0' && c <= '9' ? c - '0' + '۰' : c)));
        return persian.toString();
    }
}
