package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.OnPostgres;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Five hours of a night at the desk, from half past ten: {@code mvn test -Pbrowser,slow -Dtest=NightBrowserTest} (docs/benchmarks.md).
 * Four and a half hours are quiet and pass in steps of ten minutes by the company's clock, which the desk's own clocks follow. Then
 * 300 report within ten minutes as they are ({@code -Dslow.minutes=2}: within two), two of them an emergency that comes while the
 * dispatcher of that district fills another form in. Two dispatchers work, by turns, since a browser's driver has one hand; a third
 * sleeps in front of a list that has nothing to do with it, behind another window.
 *
 * <p>Long because it is one night, which is told from its beginning to its end.
 *
 * <p>Jobs are looked for as in production and not as in other tests. What the container keeps by the machine's clock, the idle end of
 * a session, is not part of it.
 */
@Tag("slow")
@OnPostgres
@Import(NightBrowserTest.AnswersByTheCompanysClock.class)
@TestPropertySource(
        properties = {"camunda.bpm.job-execution.wait-time-in-millis=1000", "camunda.bpm.job-execution.max-wait=5000"})
class NightBrowserTest extends InBrowser {
    private static final LocalTime BEGINS = LocalTime.of(22, 30);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int QUIET_STEPS = 27;
    private static final Duration STORM = Duration.ofMinutes(Integer.getInteger("slow.minutes", 10));
    /** As the issue asks for. */
    private static final long UNSEEN_MOST = 10_000;

    /** Asked for of all; held here of 99 in 100, since three browsers, the server and its database share the machine. */
    private static final double LIST_USUALLY_MOST = 1_000;

    private static final double LIST_MOST = 2_000;

    private static final String ALL = "همهٔ کارهای مدیریت من";
    private static final String VERIFY = "بررسی خاموشی";
    private static final String RESTORE = "رفع خاموشی";
    private static final String CALLS = "تماس با مشترک";

    /** A browser takes the time from the answers' head, which Tomcat fills by the machine's clock: here the company's is another. */
    @TestConfiguration
    static class AnswersByTheCompanysClock {
        @Bean
        Filter companyDate(Clock companyClock) {
            return (request, response, chain) -> {
                ((HttpServletResponse) response).setDateHeader("Date", companyClock.millis());
                chain.doFilter(request, response);
            };
        }
    }

    private final List<Double> openings = new ArrayList<>();
    private final Map<String, Long> told = new TreeMap<>();
    private final List<String> codes = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, Long> registeredAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> intake = new ConcurrentLinkedQueue<>();

    private NightWatch one;
    private NightWatch two;
    private NightWatch asleep;

    @BeforeEach
    void theNightBegins() {
        ZonedDateTime now = clock.instant().atZone(SolarHijri.TEHRAN);
        ZonedDateTime evening = now.with(BEGINS);
        // Back and not onwards: a session begins by the container's clock, and would have ended by ours.
        clock.shift(Duration.between(now, evening.isAfter(now) ? evening.minusDays(1) : evening));
        plannedOutageDataIsFresh();
        account("dispatcher-night", List.of("dispatchers", "district-1", "district-2"));
        for (int district : new int[] {1, 2})
            for (String name : List.of("اکیپ الف", "اکیپ ب", "اکیپ پ"))
                post("/api/v1/operations/crews")
                        .as("manager")
                        .json("{\"name\": \"%s%d\", \"district\": %d, \"mobile\": \"0912000000%d\"}"
                                .formatted(name, district, district, district))
                        .send(201);
        one = sits("dispatcher-1");
        two = sits("dispatcher-2");
        asleep = sits("dispatcher-night");
        asleep.tasklist().list(CALLS);
        // Tasklist asks for a task that was merged into a wider outage while it was open.
        expectComplaint("/default/task/");
    }

    private NightWatch sits(String account) {
        Seat seat = seat();
        NightWatch watch = NightWatch.before(seat, Duration.between(java.time.Instant.now(), clock.instant()));
        seat.logIn(account, "tasklist").see(".roshan-alarms");
        seat.page().getByText("بله، با صدا").click();
        return watch;
    }

    @Test
    void noEmergencyStaysUnseenAndNoListIsAwaited() throws InterruptedException {
        quietHours();
        asleep.hides(true);
        storm();
        mend();
        asleep.hides(false);
        figures();
        everythingHasItsPlace();
        assertThat(told.values())
                .hasSize(4)
                .allSatisfy(millis -> assertThat(millis)
                        .as("milliseconds from the report to the page: %s", told)
                        .isBetween(0L, UNSEEN_MOST));
        assertThat(openings)
                .hasSizeGreaterThan(100)
                .allSatisfy(millis -> assertThat(millis)
                        .as("milliseconds until a list stands there: %s", spread(openings))
                        .isLessThan(LIST_MOST));
        assertThat(openings.stream().filter(millis -> millis >= LIST_USUALLY_MOST))
                .as("milliseconds until a list stands there: %s", spread(openings))
                .hasSizeLessThanOrEqualTo(openings.size() / 100);
    }

    /** Little happens; one outage is forgotten until its deadline has passed. */
    private void quietHours() {
        for (int step = 1; step <= QUIET_STEPS; step++) {
            passes(STEP);
            NightWatch watch = step % 2 == 0 ? one : two;
            look(watch, step % 4 < 2 ? ALL : VERIFY);
            look(watch, RESTORE);
            if (step % 6 == 2) {
                awaitOutage(report(step % 4 == 0 ? place(2).billId() : place(1).billId(), "NONE"));
                NightWatch whose = step % 4 == 0 ? two : one;
                assertThat(verifies(whose, "SUPPLY_ON".equals(finding(step)) ? "SUPPLY_ON" : "NETWORK_FAULT"))
                        .isTrue();
                if (finding(step).equals("NETWORK_FAULT")) {
                    passes(Duration.ofSeconds(30));
                    dispatches(whose);
                }
            }
            if (step % 6 == 4) for (NightWatch whose : List.of(one, two)) restoresTogether(whose);
            if (step == 21) awaitOutage(report(place(2).billId(), "NONE"));
            if (step == 25) deadlinePassed();
        }
    }

    private static String finding(int step) {
        return step == 14 ? "SUPPLY_ON" : "NETWORK_FAULT";
    }

    private void deadlinePassed() {
        Locator strip = two.tasklist().page().locator(".roshan-strip");
        assertThat(strip).containsText("مهلت بررسی گذشت");
        assertThat(asleep.tasklist().page().locator(".roshan-strip")).containsText("مهلت بررسی گذشت");
        two.tasklist().seat().picture("night-deadline");
        strip.getByText("باز کردن").click();
        two.tasklist().formShown();
        assertThat(verified(two, "NETWORK_FAULT")).isTrue();
        dispatches(two);
    }

    private void storm() throws InterruptedException {
        Storm storm = Storm.over(STORM);
        importServicePoints(storm.rows().toArray(String[]::new)).send(200);
        Thread subscribers = new Thread(() -> reports(storm), "subscribers");
        long begun = System.nanoTime();
        subscribers.start();
        boolean firstCame = false;
        boolean secondCame = false;
        for (int turn = 0; subscribers.isAlive(); turn++) {
            double part = (System.nanoTime() - begun) / (double) STORM.toNanos();
            if (!firstCame && part > 0.3) {
                firstCame = true;
                emergencyWhileVerifying();
            } else if (!secondCame && part > 0.6) {
                secondCame = true;
                emergencyWhileDispatching();
            } else {
                takesTheMostUrgent(turn % 2 == 0 ? one : two);
            }
        }
        subscribers.join();
        assertThat(failures).isEmpty();
        assertThat(firstCame && secondCame).isTrue();
        one.tasklist().seat().picture("night-storm");
    }

    private void reports(Storm storm) {
        long begun = System.nanoTime();
        for (Storm.Report report : storm.reports()) {
            try {
                long wait = report.after().toMillis() - (System.nanoTime() - begun) / 1_000_000;
                if (wait > 0) Thread.sleep(wait);
                report(report.billId(), "NONE");
            } catch (InterruptedException | RuntimeException | AssertionError e) {
                failures.add(e.toString());
            }
        }
    }

    private void takesTheMostUrgent(NightWatch watch) {
        look(watch, ALL);
        if (verifies(watch, "NETWORK_FAULT")) dispatches(watch);
        else watch.tasklist().page().waitForTimeout(300);
    }

    /** In district 1: a wire is down while the form before is half filled. */
    private void emergencyWhileVerifying() {
        String house = awaitOutage(report(place(1).billId(), "NONE"));
        Tasklist tasklist = one.tasklist();
        Task half = taskOf(house);
        goTo(tasklist, half, house);
        choose(tasklist, "input[name=finding-choice][value=CUSTOMER_SIDE_FAULT]");
        assertThat(tasklist.said()).containsText("این کار برعهدهٔ شما شد");
        Locator note = tasklist.page().locator("#verification-note");
        note.click();
        tasklist.page().keyboard().type("به مشترک تلفن شد؛ ");
        String emergency = emergency(place(1).billId(), "WIRE_DOWN", one, asleep);
        tasklist.seat().picture("night-emergency-while-verifying");
        asleep.tasklist().seat().picture("night-emergency-asleep");
        assertThat(note).isFocused();
        tasklist.page().keyboard().type("کلید اصلی");
        String typed = "به مشترک تلفن شد؛ کلید اصلی";
        assertThat(note).hasValue(typed);
        mendsFromTheStrip(one, emergency, asleep);
        goTo(tasklist, half, house);
        assertThat(note).hasValue(typed);
        assertThat(tasklist.page().locator("input[name=finding-choice][value=CUSTOMER_SIDE_FAULT]"))
                .isChecked();
        tasklist.page().locator("#verification-note").click();
        tasklist.completeButton().click();
        assertThat(tasklist.said()).containsText("نتیجهٔ بررسی ثبت شد");
        await().atMost(PATIENCE)
                .until(() -> count(
                                "outage WHERE outage_no = '%s' AND finding = 'CUSTOMER_SIDE_FAULT' AND closed_at IS NOT NULL"
                                        .formatted(house))
                        == 1);
    }

    /** In district 2: something burns while a crew is being written down. Its outage is left open in the end, with whom is known. */
    private void emergencyWhileDispatching() {
        String house = awaitOutage(report(place(2).billId(), "NONE"));
        Tasklist tasklist = two.tasklist();
        goTo(tasklist, taskOf(house), house);
        assertThat(verified(two, "NETWORK_FAULT")).isTrue();
        Task half = taskOf(house);
        Locator crew = tasklist.page().locator("#crew");
        crew.fill("اکیپ سیار شرق");
        tasklist.page()
                .locator("[data-field=estimatedRestorationAt] button[data-minutes='120']")
                .click();
        String estimate = tasklist.page().locator("#estimate").inputValue();
        String emergency = emergency(place(2).billId(), "FIRE_OR_SMOKE", two, asleep);
        tasklist.seat().picture("night-emergency-while-dispatching");
        assertThat(crew).hasValue("اکیپ سیار شرق");
        mendsFromTheStrip(two, emergency, asleep);
        goTo(tasklist, half, house);
        assertThat(crew).hasValue("اکیپ سیار شرق");
        assertThat(tasklist.page().locator("#estimate")).hasValue(estimate);
        dispatched(two);
        kept = house;
    }

    private String kept;

    /** From the moment in which its report was taken until each of the pages tells of it, whatever lies before them. */
    private String emergency(String billId, String hazard, NightWatch worker, NightWatch sleeper) {
        String code = report(billId, hazard);
        String outage = awaitOutage(code);
        Map<String, NightWatch> pages = Map.of("before another form", worker, "asleep before another list", sleeper);
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> pages.values().stream()
                        .allMatch(page -> page.toldOf(outage).isPresent()));
        pages.forEach((who, page) ->
                told.put("%s, %s".formatted(hazard, who), page.toldOf(outage).orElseThrow() - registeredAt.get(code)));
        return outage;
    }

    private void mendsFromTheStrip(NightWatch watch, String emergency, NightWatch sleeper) {
        Tasklist tasklist = watch.tasklist();
        tasklist.page().locator(".roshan-strip").getByText("باز کردن").click();
        assertThat(tasklist.page().locator(Tasklist.FORM)).containsText(Tasklist.persian(emergency));
        assertThat(verified(watch, "NETWORK_FAULT")).isTrue();
        dispatches(watch);
        // It has somebody now: who sleeps is not called to it any more.
        await().pollInSameThread()
                .atMost(PATIENCE)
                .until(() -> sleeper.doneWith(emergency).isPresent());
    }

    /** The crews are back: what is verified and dispatched is restored, an hour later by the company's clock. */
    private void mend() {
        for (NightWatch watch : List.of(one, two)) {
            look(watch, ALL);
            while (verifies(watch, "NETWORK_FAULT")) {
                dispatches(watch);
                look(watch, ALL);
            }
        }
        passes(STEP);
        one.tasklist().list(RESTORE).seat().picture("night-before-restoring");
        for (NightWatch watch : List.of(one, two)) {
            for (int round = 0; round < 20 && restoresTogether(watch); round++) passes(Duration.ofSeconds(20));
            watch.tasklist().seat().picture("night-restored-" + (watch == one ? 1 : 2));
        }
        // Objections' time and results' messages are jobs of their own.
        passes(STEP);
    }

    /** @return whether there was one whose verification waits */
    private boolean verifies(NightWatch watch, String finding) {
        Tasklist tasklist = watch.tasklist();
        look(watch, VERIFY);
        Locator first = tasklist.page().locator(".tasks-list li.task h4 a").first();
        if (!first.isVisible()) return false;
        first.click();
        Locator form = tasklist.page().locator(Tasklist.FORM + " [data-part=summary] h3");
        Locator gone = tasklist.said().filter(new Locator.FilterOptions().setHasText("دیگر باز نیست"));
        form.or(gone).first().waitFor();
        // A wider outage has taken it in since the list was drawn.
        return gone.isVisible() ? verifies(watch, finding) : verified(watch, finding);
    }

    /** @return false where the outage that is open has just been taken in by a wider one, and is nobody's to verify */
    private boolean verified(NightWatch watch, String finding) {
        Tasklist tasklist = watch.tasklist();
        Locator choice = tasklist.page().locator(Tasklist.FORM + " input[name=finding-choice][value=" + finding + "]");
        Locator merged = tasklist.page()
                .locator(Tasklist.FORM + " [data-part=summary]")
                .filter(new Locator.FilterOptions().setHasText("ادغام شده است"));
        choice.or(merged).first().waitFor();
        if (merged.isVisible()) return false;
        choice.check();
        tasklist.completeButton().click();
        Locator done = tasklist.said().filter(new Locator.FilterOptions().setHasText("نتیجهٔ بررسی ثبت شد"));
        Locator gone = tasklist.said().filter(new Locator.FilterOptions().setHasText("پیش از شما"));
        done.or(gone).or(merged).first().waitFor();
        return done.isVisible();
    }

    /** The form is open already, and its task one's own. */
    private void dispatches(NightWatch watch) {
        Tasklist tasklist = watch.tasklist();
        tasklist.page().locator(Tasklist.FORM + " [data-crew]").first().click();
        dispatched(watch);
    }

    private void dispatched(NightWatch watch) {
        watch.tasklist().completeButton().click();
        assertThat(watch.tasklist().said()).containsText("اعزام اکیپ ثبت شد");
    }

    /** @return whether there was anything to be restored but what is kept open */
    private boolean restoresTogether(NightWatch watch) {
        Tasklist tasklist = watch.tasklist();
        look(watch, ALL);
        look(watch, RESTORE);
        // By what each is called: the list may be drawn anew in between.
        List<String> boxes = tasklist.page().locator(".roshan-choose input").all().stream()
                .map(box -> box.getAttribute("aria-label"))
                .filter(name -> kept == null || !name.contains(Tasklist.persian(kept)))
                .toList();
        if (boxes.isEmpty()) return false;
        for (String name : boxes) tasklist.page().getByLabel(name).check();
        tasklist.page().getByText("ثبت وصل با یک علت").click();
        tasklist.page().locator("#together-cause").selectOption("WEATHER");
        tasklist.page().getByText("ثبت وصل همه").click();
        assertThat(tasklist.page().locator(".roshan-together"))
                .containsText(Tasklist.persian(String.valueOf(boxes.size())) + " کار وصل شد");
        return true;
    }

    private void everythingHasItsPlace() {
        assertThat(count("restoration_request")).isEqualTo(codes.size());
        int open = 0;
        for (String code : codes) {
            // As the subscriber sees it, each from an address of their own.
            var request = get("/api/v1/requests/{trackingCode}", code)
                    .from(newAddress())
                    .send(200);
            if (!request.at("/result/outcome").isEmpty()) continue;
            open++;
            String outage = request.at("/outage/number");
            assertThat(outage).as("%s has neither result nor outage", code).isNotEmpty();
            Task task = taskOf(outage);
            assertThat(task.getAssignee())
                    .as("with whom %s of %s is", task.getName(), outage)
                    .isNotNull();
        }
        assertThat(open).as("of what was left open on purpose").isEqualTo(1);
        var dashboard =
                get("/api/v1/operations/reports/dashboard").as("manager").send(200);
        assertThat(dashboard.at("/open/restoring")).isEqualTo("1");
        assertThat(dashboard.at("/open/checking")).isEqualTo("0");
        for (Map.Entry<String, NightWatch> page : Map.of(
                        "dispatcher-1", one, "dispatcher-2", two, "dispatcher-night", asleep)
                .entrySet())
            await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
                long all = taskService
                        .createTaskQuery()
                        .taskCandidateGroupIn(groupsOf(page.getKey()))
                        .includeAssignedTasks()
                        .count();
                assertThat(page.getValue().counters().get(ALL))
                        .as(page.getKey())
                        .isEqualTo(String.valueOf(all));
            });
    }

    private List<String> groupsOf(String account) {
        return identityService.createGroupQuery().groupMember(account).list().stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .toList();
    }

    private void look(NightWatch watch, String list) {
        Locator active = watch.tasklist()
                .page()
                .locator(".task-filters .task-filter.active")
                .filter(new Locator.FilterOptions().setHasText(list));
        if (active.count() == 0) openings.add(watch.opens(list));
    }

    /** Company's and desks' clocks go on together; then there is time for what asks by itself. */
    private void passes(Duration time) {
        clock.shift(time);
        for (NightWatch watch : List.of(one, two, asleep)) watch.passes(time);
        one.tasklist().page().waitForTimeout(1_000);
    }

    private void figures() {
        System.out.printf("%d requests, %d outages, storm of %s%n", codes.size(), count("outage"), STORM);
        System.out.printf("lists: %s%n", spread(openings));
        for (int i = 0; i < openings.size(); i++)
            if (openings.get(i) >= LIST_USUALLY_MOST) System.out.printf("list %d: %.0f ms%n", i + 1, openings.get(i));
        System.out.printf("intake: %s%n", spread(List.copyOf(intake)));
        told.forEach((who, millis) -> System.out.printf("%s: %d ms%n", who, millis));
    }

    private static String spread(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        Function<Double, Double> part = p -> sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * p));
        return "median %.0f ms, p99 %.0f, longest %.0f, of %d"
                .formatted(part.apply(0.5), part.apply(0.99), part.apply(1.0), sorted.size());
    }

    /** As a click on its card does, wherever in the list that stands. */
    private static void goTo(Tasklist tasklist, Task task, String outage) {
        tasklist.page().evaluate("""
                id => {
                  const [path, query] = location.hash.slice(1).split('?');
                  const asked = new URLSearchParams(query);
                  asked.set('task', id);
                  location.hash = `${path}?${asked}`;
                }
                """, task.getId());
        assertThat(tasklist.page().locator(Tasklist.FORM + " [data-part=summary]"))
                .containsText(Tasklist.persian(outage));
    }

    private static void choose(Tasklist tasklist, String selector) {
        tasklist.page().locator(Tasklist.FORM + " " + selector).check();
    }

    private Task taskOf(String outage) {
        // The outage is there a moment before its task.
        return await().atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .singleResult(),
                        Objects::nonNull);
    }

    private String report(String billId, String hazard) {
        long begun = System.nanoTime();
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(billId, anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
        registeredAt.put(code, System.currentTimeMillis());
        intake.add((System.nanoTime() - begun) / 1e6);
        codes.add(code);
        return code;
    }
}
