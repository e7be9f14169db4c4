package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import ir.roshan.notification.AnnouncementFailure;
import ir.roshan.testing.OnH2;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever fails at the moment of «تکمیل», in each of the seven forms: it is told beside the button in words that say what to do, what
 * was typed is still there, the button lives, and nothing is done twice.
 *
 * <p>One person goes from form to form and from fault to fault, since each login and each form costs seconds.
 */
@OnH2
class FaultsBrowserTest extends InBrowser {
    private static final String COMPLETE = "**/submit-form";
    private static final String COLLEAGUE = "dispatcher-1b";
    private static final String OTHER_MANAGER = "manager-b";
    private static final String REPORT = "**/api/v1/requests";

    @Autowired
    private AnnouncementFailure announcementFailure;

    private Tasklist tasklist;

    /**
     * A task's form.
     *
     * @param field in which {@code typed} is written; the others are filled by {@code fill}
     * @param entered what a colleague enters who is quicker
     */
    private record Form(
            String key,
            String field,
            String typed,
            Consumer<Page> fill,
            String colleague,
            Map<String, Object> entered) {}

    private record Fault(String name, Runnable seen) {}

    private final List<Form> ofDispatchers = List.of(
            new Form(
                    "Task_VerifyOutage",
                    "#verification-note",
                    "کلید پست قطع شده بود",
                    page -> page.locator("input[name=finding-choice][value=SUPPLY_ON]")
                            .check(),
                    COLLEAGUE,
                    Map.of("finding", "SUPPLY_ON")),
            new Form(
                    "Task_DispatchCrew",
                    "#crew",
                    "اکیپ نیمه‌شب",
                    page -> page.locator("button[data-minutes='60']").click(),
                    COLLEAGUE,
                    Map.of("crew", "اکیپ ارم", "estimatedRestorationAt", "2100-01-01T00:00:00Z")),
            new Form(
                    "Task_ReviseEstimate",
                    "#estimate",
                    "۲۳:۵۹",
                    page -> {},
                    COLLEAGUE,
                    Map.of("estimatedRestorationAt", "2100-01-01T00:00:00Z")),
            new Form(
                    "Task_RestoreSupply",
                    "#restoration-note",
                    "فیوز سوخته بود",
                    page -> {
                        page.locator("#cause").selectOption("OVERLOAD");
                        page.locator(".fields button[data-minutes='0']").click();
                    },
                    COLLEAGUE,
                    Map.of("cause", "TREE")),
            new Form(
                    "Task_CallSubscriber",
                    "#call-note",
                    "دو بار زنگ زده شد",
                    page -> page.locator("input[name=call-outcome-choice][value=REACHED]")
                            .check(),
                    COLLEAGUE,
                    Map.of("callOutcome", "REACHED")));

    private final Form ofManagers = new Form(
            "Task_HandleBreach",
            "#breach-action",
            "اکیپ دوم فرستاده شد",
            page -> {},
            OTHER_MANAGER,
            Map.of("breachAction", "پیگیری شد"));

    @TestFactory
    Stream<DynamicTest> whateverFailsIsTold() {
        // Each is brought about here, or is what Camunda asks for meanwhile.
        Stream.of("submit-form", "/api/v1/requests", "401", "404", "503", "ERR_FAILED")
                .forEach(this::expectComplaint);
        plannedOutageDataIsFresh();
        Map<String, String> open = openTasks();
        return Stream.of(
                        Stream.of(test("log in", () -> tasklist = new Tasklist(seat("dispatcher-1", "tasklist")))),
                        Stream.of(test("Camunda's own button", () -> claimWithoutALine(open.get("Task_VerifyOutage")))),
                        Stream.of(test("taken and given back", () -> takeAndGiveBack(open.get("Task_VerifyOutage")))),
                        ofDispatchers.stream().flatMap(form -> faults(form, open.get(form.key()))),
                        startForm(),
                        Stream.of(test("a manager", () -> tasklist = new Tasklist(seat("manager", "tasklist")))),
                        faults(ofManagers, open.get(ofManagers.key())))
                .flatMap(tests -> tests);
    }

    /** Its script waits for an answer that never comes, and its button with it. */
    private void claimWithoutALine(String outage) {
        tasklist.openTask(await(outage, "Task_VerifyOutage").getId());
        Locator claim = tasklist.page().locator("button.claim");
        failing(
                "**/claim",
                Route::abort,
                claim,
                () -> assertThat(tasklist.page().locator(".page-notifications .alert"))
                        .isVisible());
    }

    /** Filling in takes a task, and that is undone on the spot. */
    private void takeAndGiveBack(String outage) {
        Task task = await(outage, "Task_VerifyOutage");
        tasklist.openTask(task.getId());
        tasklist.page().locator("input[name=finding-choice][value=SUPPLY_ON]").check();
        assertThat(tasklist.said()).containsText("این کار برعهدهٔ شما شد");
        assertThat(tasklist.completeButton()).isEnabled();
        tasklist.said().getByText("برعهده نمی‌گیرم").click();
        assertThat(tasklist.said()).containsText("کار به فهرست بازگشت");
        assertThat(tasklist.completeButton()).isDisabled();
        assertThat(taskService
                        .createTaskQuery()
                        .taskId(task.getId())
                        .singleResult()
                        .getAssignee())
                .isNull();
    }

    private Stream<DynamicTest> faults(Form form, String outage) {
        Task task = await(outage, form.key());
        Consumer<String> kept = words -> {
            assertThat(tasklist.said()).containsText(words);
            assertThat(field(form)).hasValue(form.typed());
            assertThat(tasklist.completeButton()).isEnabled();
            assertThat(isOpen(task)).isTrue();
        };
        return Stream.of(
                        new Fault("the line is cut", () -> {
                            tasklist.openTask(task.getId());
                            form.fill().accept(tasklist.page());
                            field(form).fill(form.typed());
                            failing(COMPLETE, Route::abort, () -> kept.accept("پاسخی از سامانه نرسید"));
                            kept.accept("ارتباط دوباره برقرار است");
                        }),
                        new Fault("409", () -> failing(COMPLETE, answer(409), () -> kept.accept("هم‌زمان با شما"))),
                        new Fault(
                                "503",
                                () -> failing(COMPLETE, answer(503), () -> kept.accept("چند لحظه در دسترس نیست"))),
                        new Fault(
                                "the session has ended",
                                () -> withoutSession(() -> {
                                    tasklist.completeButton().click();
                                    kept.accept("نشست شما پایان یافته");
                                    assertThat(tasklist.said().getByText("ورود دوباره"))
                                            .isVisible();
                                })),
                        new Fault("the server was restarted", () -> {
                            withoutSession(() -> {
                                failing(COMPLETE, Route::abort, () -> kept.accept("پاسخی از سامانه نرسید"));
                                kept.accept("نشست شما پایان یافته");
                            });
                        }),
                        new Fault("a colleague was faster", () -> {
                            colleague(form, outage);
                            tasklist.completeButton().click();
                            assertThat(tasklist.said()).containsText("پیش از شما تکمیل شد");
                            assertThat(tasklist.page().locator(Tasklist.FORM + " .typed"))
                                    .containsText(form.typed());
                        }))
                .map(fault -> test(form.key() + ": " + fault.name(), fault.seen()));
    }

    private Stream<DynamicTest> startForm() {
        Place place = place(1);
        String mobile = anotherMobile();
        Locator[] found = new Locator[3];
        Consumer<String> kept = words -> {
            assertThat(found[2]).containsText(words);
            assertThat(found[0]).hasValue(mobile);
            assertThat(found[1]).isEnabled();
            assertThat(registeredAt(place)).isZero();
        };
        return Stream.of(
                        new Fault("the line is cut", () -> {
                            tasklist.startForm();
                            Page page = tasklist.page();
                            found[0] = page.locator("#request-mobile");
                            found[1] = page.locator(".modal-content button[ng-click='startProcessInstance()']");
                            found[2] = page.locator(".modal-content [data-part=answer]");
                            page.locator("#request-bill-id").fill(place.billId());
                            found[0].fill(mobile);
                            failing(REPORT, Route::abort, found[1], () -> kept.accept("دو بار ثبت نمی‌شود"));
                        }),
                        new Fault("409", () -> failing(REPORT, answer(409), found[1], () -> kept.accept("ثبت نشد"))),
                        new Fault(
                                "503",
                                () -> failing(
                                        REPORT, answer(503), found[1], () -> kept.accept("چند لحظه در دسترس نیست"))),
                        new Fault(
                                "the session has ended",
                                () -> withoutSession(() -> {
                                    found[1].click();
                                    kept.accept("نشست شما پایان یافته");
                                })),
                        new Fault(
                                "the server was restarted",
                                () -> withoutSession(() -> {
                                    failing(
                                            "**/auth/user/default",
                                            Route::abort,
                                            found[1],
                                            () -> kept.accept("برقرار نشد"));
                                    found[1].click();
                                    kept.accept("نشست شما پایان یافته");
                                })),
                        new Fault("a colleague was faster", () -> {
                            post("/api/v1/requests")
                                    .as("phone-121")
                                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                                    .send(201);
                            found[1].click();
                            assertThat(found[2]).containsText("درخواست جدیدی ثبت نشد");
                            assertThat(registeredAt(place)).isEqualTo(1);
                        }))
                .map(fault -> test("SubmitRequest: " + fault.name(), fault.seen()));
    }

    private int registeredAt(Place place) {
        return (int) count("restoration_request WHERE bill_id = '%s'".formatted(place.billId()));
    }

    private static DynamicTest test(String name, Runnable seen) {
        return DynamicTest.dynamicTest(name, seen::run);
    }

    private Locator field(Form form) {
        return tasklist.page().locator(Tasklist.FORM + " " + form.field());
    }

    private void failing(String calls, Consumer<Route> fault, Runnable seen) {
        failing(calls, fault, tasklist.completeButton(), seen);
    }

    private void failing(String calls, Consumer<Route> fault, Locator button, Runnable seen) {
        tasklist.page().route(calls, fault);
        button.click();
        seen.run();
        tasklist.page().unroute(calls);
    }

    private static Consumer<Route> answer(int status) {
        return route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody("{\"type\": \"RestException\", \"message\": \"not now\"}"));
    }

    /** As after a restart, or eight hours: the browser shows a session that no server knows. */
    private void withoutSession(Runnable seen) {
        BrowserContext context = tasklist.page().context();
        List<Cookie> before = context.cookies();
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        seen.run();
        context.clearCookies();
        context.addCookies(before);
    }

    private void colleague(Form form, String outage) {
        Map<String, Object> entered = new HashMap<>(form.entered());
        if (form.key().equals("Task_RestoreSupply"))
            entered.put("restoredAt", clock.instant().toString());
        if (entered.containsKey("estimatedRestorationAt"))
            entered.put("estimatedRestorationAt", minutesFromNow(90).toString());
        List<String> groups =
                form.colleague().equals(OTHER_MANAGER) ? List.of("managers") : List.of("dispatchers", "district-1");
        account(form.colleague(), groups);
        identityService.setAuthentication(form.colleague(), groups);
        try {
            taskService.complete(await(outage, form.key()).getId(), entered);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private boolean isOpen(Task task) {
        return taskService.createTaskQuery().taskId(task.getId()).count() == 1;
    }

    /** One of each kind, by the number under which its workflow goes. */
    private Map<String, String> openTasks() {
        String toVerify = outage();
        String toDispatch = outage();
        verified(toDispatch);
        String late = outage();
        verified(late);
        complete(
                "dispatcher-1",
                late,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ارم",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        String code = report(place(1));
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        long request = requestOf(code);
        Awaitility.await().atMost(PATIENCE).until(() -> announcementFailure.announcementFailed(request));
        clock.shift(Duration.ofHours(6));
        await(toDispatch, "Task_HandleBreach");
        await(late, "Task_ReviseEstimate");
        clock.reset();
        return Map.of(
                "Task_VerifyOutage", toVerify,
                "Task_DispatchCrew", toDispatch,
                "Task_ReviseEstimate", late,
                "Task_RestoreSupply", late,
                "Task_HandleBreach", toDispatch,
                "Task_CallSubscriber", code);
    }

    private String outage() {
        return awaitOutage(report(place(1)));
    }

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }

    private void verified(String outage) {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
    }

    private Task await(String key, String task) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(key)
                                .taskDefinitionKey(task)
                                .singleResult(),
                        Objects::nonNull);
    }
}
