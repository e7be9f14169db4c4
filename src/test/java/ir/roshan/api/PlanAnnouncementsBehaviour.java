package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The company's announcement in its own words, from the paste to what subscribers are told (A3.3).
 *
 * <p>Long because its cases follow one announcement from the paste to the answers, over one server.
 */
class PlanAnnouncementsBehaviour extends RoshanServer {
    private static final String ANNOUNCEMENTS = "/api/v1/operations/planned-outages/announcements";
    private static final String CONFIRMATION = ANNOUNCEMENTS + "/{id}/confirmation";
    private static final String PLACES = "/api/v1/operations/planned-places";
    private static final String PLAN = "/api/v1/operations/planned-outages";
    private static final List<String> WEEKDAYS =
            List.of("دوشنبه", "سه شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه");
    private static final List<String> MONTHS = List.of(
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");
    private static final AtomicInteger WORDS = new AtomicInteger();

    @BeforeEach
    void nothingElseIsPlanned() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
    }

    /** What is known by words alone could be anywhere, and would be in other tests' answers. */
    @AfterEach
    void noWordsAreLeft() {
        jdbc.sql("UPDATE planned_outage SET cancelled = TRUE WHERE element_kind = 'NONE'")
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN);
    }

    private static String title(LocalDate day) {
        String[] parts = SolarHijri.formatDate(day, Locale.ENGLISH).split("/");
        return "برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز %s مورخ %s %s ماه %s"
                .formatted(
                        WEEKDAYS.get(day.getDayOfWeek().getValue() - 1),
                        SolarHijri.persianDigits(Integer.toString(Integer.parseInt(parts[2]))),
                        MONTHS.get(Integer.parseInt(parts[1]) - 1),
                        SolarHijri.persianDigits(parts[0]));
    }

    /** Words that no other test uses. */
    private static String street() {
        return "خیابان نمونهٔ %s از میدان فرضی تا چهارراه مثال"
                .formatted(SolarHijri.persianDigits(Integer.toString(WORDS.incrementAndGet())));
    }

    private static String body(LocalDate day, String... lines) {
        return title(day) + "\n" + String.join("\n", lines);
    }

    private Call pasting(String account, String pasted) {
        return post(ANNOUNCEMENTS)
                .as(account)
                .body("text/plain;charset=UTF-8", pasted.getBytes(StandardCharsets.UTF_8));
    }

    private Call.Answer paste(String account, String pasted) {
        return pasting(account, pasted).send(201);
    }

    private Call confirming(String account, Call.Answer preview, String confirmation) {
        return post(CONFIRMATION, preview.at("/id")).as(account).json(confirmation);
    }

    private Call.Answer confirmed(String account, String pasted, String confirmation) {
        Call.Answer report =
                confirming(account, paste(account, pasted), confirmation).send(200);
        assertThat(report.at("/refused")).as(report.body()).isEqualTo("0");
        return report;
    }

    private static String tied(String text, String... elements) {
        return "{\"ties\": [{\"text\": \"%s\", \"elements\": [%s]}]}"
                .formatted(text, elements.length == 0 ? "" : "\"" + String.join("\", \"", elements) + "\"");
    }

    private String knowledge(Place place, Instant at) {
        return get("/api/v1/planned-outages")
                .with("billId", place.billId())
                .with("from", at)
                .with("to", at)
                .send(200)
                .at("/knowledge");
    }

    private static Instant at(LocalDate day, int hour) {
        return SolarHijri.moment(day, hour * 60);
    }

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }

    private List<String> messages(String code) {
        return jdbc.sql("""
                        SELECT m.kind FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code ORDER BY m.owed_no
                        """).param("code", code).query(String.class).list();
    }

    private List<String> toldOf(String code) {
        return jdbc.sql("""
                        SELECT m.kind FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.state IN ('ACCEPTED', 'DELIVERED')
                         ORDER BY m.owed_no
                        """).param("code", code).query(String.class).list();
    }

    /** A slot that has begun with the day and ends in these minutes. */
    private String underWay(int minutes) {
        Instant end = minutesFromNow(minutes);
        return "قطعی احتمالی برق در ساعت ۰ تا " + SolarHijri.formatTime(end, Locale.forLanguageTag("fa"));
    }

    private static List<String> texts(JsonNode array, String member) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.path(member).asText()));
        return texts;
    }

    @Test
    void whatIsPastedIsShownAndNothingOfItIsInForceUntilItIsConfirmed() {
        Place place = place();
        LocalDate day = today().plusDays(3);
        String street = street();
        String pasted = body(
                day,
                "❌ بلوک A4 - قطعی احتمالی برق در ساعت ۹ تا ۱۱ ",
                "به آدرس های👇",
                street,
                "شهرک فرضی " + WORDS.incrementAndGet(),
                "❌ بلوك A2 - قطعی احتمالی برق در ساعت ٢٣ الی ١",
                "🔻به آدرس های",
                "بلوار نمونه " + WORDS.incrementAndGet());
        Call.Answer preview = paste("admin", pasted);
        assertThat(preview.header("Location")).isEqualTo(ANNOUNCEMENTS + "/" + preview.at("/id"));
        assertThat(preview.at("/title")).isEqualTo(title(day));
        assertThat(preview.at("/day")).isEqualTo(day.toString());
        assertThat(preview.at("/probable")).isEqualTo("true");
        assertThat(preview.at("/kind")).isEqualTo("LOAD_MANAGEMENT");
        assertThat(preview.json().path("windows")).hasSize(2);
        assertThat(preview.at("/windows/0/startsAt")).isEqualTo(at(day, 9).toString());
        assertThat(preview.at("/windows/0/block")).isEqualTo("A4");
        assertThat(preview.at("/windows/0/places/0/line")).isEqualTo("4");
        assertThat(preview.at("/windows/0/places/0/text")).isEqualTo(street);
        assertThat(preview.at("/windows/0/places/0/tied")).isEqualTo("false");
        assertThat(preview.at("/windows/1/block")).isEqualTo("A2");
        assertThat(preview.at("/windows/1/endsAt")).isEqualTo(at(day, 25).toString());
        assertThat(preview.json().path("unread")).isEmpty();
        assertThat(preview.at("/replaces/added")).isEqualTo("3");
        assertThat(preview.at("/replaces/cancelled")).isEqualTo("0");
        assertThat(knowledge(place, at(day, 10))).isEqualTo("NOT_PLANNED");
        assertThat(get(PLAN)
                        .as("admin")
                        .with("from", at(day, 0))
                        .with("until", at(day, 24))
                        .send(200)
                        .body())
                .doesNotContain(street);

        confirming("admin", preview, tied(street, place.feeder())).send(200);
        assertThat(knowledge(place, at(day, 10))).isEqualTo("PLANNED");
        assertThat(knowledge(place, at(day, 12))).isEqualTo("NOT_PLANNED");
        assertThat(confirming("admin", preview, "{}").send(409).at("/type"))
                .isEqualTo("/problems/announcement-confirmed");
        JsonNode window = get(PLAN)
                .as("manager")
                .with("from", at(day, 9))
                .with("until", at(day, 10))
                .send(200)
                .json()
                .path("windows");
        assertThat(texts(window, "place")).contains(street);
        assertThat(jdbc.sql(
                                "SELECT title FROM plan_announcement WHERE source = 'COMPANY_TEXT' ORDER BY announcement_id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo(title(day));
    }

    @Test
    void anUnreadLineAndASlotWithoutAPlaceBlockUntilAPersonHasAnswered() {
        LocalDate day = today().plusDays(3);
        String pasted = body(
                day,
                "قطعی برق در ساعت ۹ تا ۱۱",
                street(),
                "کانال ما @qom_bargh",
                "ساعت ۴ عصر تا ۶",
                "قطعی برق در ساعت ۱۳ تا ۱۵",
                "به آدرس های");
        Call.Answer preview = paste("admin", pasted);
        assertThat(texts(preview.json().path("unread"), "line")).containsExactly("4", "5", "6");
        assertThat(texts(preview.json().path("unread"), "code")).containsExactly("not-understood", "time", "no-place");
        assertThat(preview.at("/unread/0/text")).isEqualTo("کانال ما @qom_bargh");
        long known = count("planned_outage");
        for (String confirmation : List.of("{}", "{\"ignored\": [4, 5]}", "{\"ignored\": [6]}")) {
            Call.Answer refused =
                    confirming("admin", preview, confirmation).inEnglish().send(409);
            assertThat(refused.at("/type")).isEqualTo("/problems/announcement-not-read");
            assertThat(refused.json().path("lines")).isNotEmpty();
            assertThat(refused.at("/lines/0/message")).isNotBlank();
        }
        assertThat(count("planned_outage")).isEqualTo(known);
        // A place that is said to be none leaves its time without one.
        assertThat(confirming("admin", preview, "{\"ignored\": [3, 4, 5, 6]}")
                        .send(409)
                        .at("/lines/0/line"))
                .isEqualTo("2");
        confirming("admin", preview, "{\"ignored\": [4, 5, 6]}").send(200);
        assertThat(count("planned_outage")).isEqualTo(known + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"ignored\": [0]}', ignored[0]",
        "'{\"ignored\": [\"4\"]}', ignored[0]",
        "'{\"ignored\": 4}', ignored",
        "'{\"ties\": [{\"text\": \"x\", \"elements\": []}]}', ties[0].text",
        "'{\"ties\": [{\"elements\": []}]}', ties[0].text",
        "'{\"ties\": [{\"text\": \"x\"}]}', ties[0].elements",
        "'{\"ties\": [{\"text\": \"x\", \"elements\": [\"F-nowhere\"]}]}', ties[0].elements[0]",
        "'{\"ties\": [{\"text\": \"x\", \"elements\": [], \"district\": 0}]}', ties[0].district",
        "'{\"ties\": [{\"text\": \"x\", \"elements\": [], \"place\": 1}]}', ties[0].place",
        "'{\"nothingPlanned\": \"no\"}', nothingPlanned",
        "'{\"nothingPlanned\": true}', nothingPlanned",
        "'{\"confirmed\": true}', confirmed"
    })
    void aConfirmationThatDoesNotFitIsRefusedByField(String confirmation, String field) {
        Call.Answer preview = paste("admin", body(today().plusDays(3), "ساعت ۹ تا ۱۱", street()));
        Call.Answer refused = confirming("admin", preview, confirmation).send(400);
        assertThat(texts(refused.json().path("errors"), "field")).contains(field);
        get(ANNOUNCEMENTS + "/{id}", preview.at("/id")).as("admin").send(200);
    }

    @Test
    void aDayThatCannotBeReadIsRefusedWithItsLine() {
        LocalDate day = today().plusDays(1);
        String wrong = title(day)
                .replace(
                        WEEKDAYS.get(day.getDayOfWeek().getValue() - 1),
                        WEEKDAYS.get(day.getDayOfWeek().getValue() % 7));
        long kept = count("pasted_announcement");
        Call.Answer refused = pasting("admin", "\n" + wrong + "\nساعت ۹ تا ۱۱\n" + street())
                .inEnglish()
                .send(422);
        assertThat(refused.at("/type")).isEqualTo("/problems/weekday-contradicts-date");
        assertThat(refused.at("/lines/0/line")).isEqualTo("2");
        assertThat(refused.at("/lines/0/text")).isEqualTo(wrong);
        assertThat(refused.at("/lines/0/code")).isEqualTo("weekday-contradicts-date");
        refused = pasting("admin", "ساعت ۹ تا ۱۱\n" + street()).send(422);
        assertThat(refused.at("/type")).isEqualTo("/problems/unreadable-announcement");
        assertThat(refused.at("/lines/0/code")).isEqualTo("no-day");
        assertThat(pasting("admin", " \n").send(422).json().path("lines")).isEmpty();
        pasting("admin", title(day) + "\n" + "خیابان ارم\n".repeat(4_000)).send(413);
        assertThat(count("pasted_announcement")).isEqualTo(kept);
    }

    @Test
    void aFileIsReadAsWindowsSavesIt() {
        LocalDate day = today().plusDays(3);
        String street = street();
        String pasted = body(day, "ساعت 9 تا 11", street).replace("\n", "\r\n");
        String latin = pasted;
        for (int digit = 0; digit < 10; digit++)
            latin = latin.replace(SolarHijri.persianDigits(Integer.toString(digit)), Integer.toString(digit));
        latin = latin.replace('ی', 'ي').replace("ۀ", "ه").replace("ٔ", "");
        for (byte[] bytes : List.of(
                ("\uFEFF" + pasted).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + pasted).getBytes(StandardCharsets.UTF_16LE),
                latin.getBytes(Charset.forName("windows-1256")))) {
            Call.Answer preview =
                    post(ANNOUNCEMENTS).as("admin").body("text/plain", bytes).send(201);
            assertThat(preview.at("/windows/0/startsAt")).isEqualTo(at(day, 9).toString());
            assertThat(preview.json().path("windows").path(0).path("places")).hasSize(1);
            assertThat(preview.json().path("unread")).isEmpty();
        }
    }

    @Test
    void nothingPlannedIsAnArrivalThatAPersonConfirms() {
        Place place = place();
        LocalDate day = today().plusDays(50);
        assertThat(knowledge(place, at(day, 10))).isEqualTo("UNKNOWN");
        Call.Answer preview = paste("admin", body(day, "فردا خاموشی برنامه ریزی شده ای نداریم"));
        assertThat(preview.json().path("windows")).isEmpty();
        assertThat(preview.json().path("unread")).isEmpty();
        assertThat(preview.at("/nothingPlanned")).isEqualTo("true");
        assertThat(confirming("admin", preview, "{}").send(400).at("/errors/0/field"))
                .isEqualTo("nothingPlanned");
        assertThat(knowledge(place, at(day, 10))).isEqualTo("UNKNOWN");
        Call.Answer report =
                confirming("admin", preview, "{\"nothingPlanned\": true}").send(200);
        assertThat(report.at("/accepted")).isEqualTo("0");
        assertThat(knowledge(place, at(day, 10))).isEqualTo("NOT_PLANNED");
        assertThat(knowledge(place, at(day, 25))).isEqualTo("UNKNOWN");
    }

    @Test
    void aPlaceThatIsTiedOnceIsTiedInEveryAnnouncementAfterIt() {
        Place place = place();
        LocalDate day = today().plusDays(3);
        String street = street();
        confirmed("admin", body(day, "ساعت ۹ تا ۱۱", street), tied(street, place.transformer()));
        String otherwise = "✅ 2- " + street.replace('ی', 'ي').replace('ک', 'ك').replace(" از ", "\u200F  از  ");
        Call.Answer next = paste("admin", body(day.plusDays(1), "ساعت ۱۵ تا ۱۷", otherwise));
        assertThat(next.at("/windows/0/places/0/tied")).isEqualTo("true");
        assertThat(next.at("/windows/0/places/0/elements/0")).isEqualTo(place.transformer());
        confirming("admin", next, "{}").send(200);
        assertThat(knowledge(place, at(day.plusDays(1), 16))).isEqualTo("PLANNED");
        JsonNode known = get(PLACES)
                .as("manager")
                .with("q", "مثال نمونهٔ " + street.replaceAll("[^۰-۹]", ""))
                .send(200)
                .json();
        JsonNode found = null;
        for (JsonNode one : known.path("places"))
            if (one.path("elements").path(0).asText().equals(place.transformer())) found = one;
        assertThat(found).as(known.toString()).isNotNull();
        assertThat(found.path("tiedBy").asText()).isEqualTo("admin");
        assertThat(found.path("timesCame").asInt()).isEqualTo(2);
        assertThat(get(PLACES)
                        .as("manager")
                        .with("untied", true)
                        .with("q", "نمونهٔ")
                        .send(200)
                        .json()
                        .path("places"))
                .allSatisfy(one -> assertThat(one.path("tied").asBoolean()).isFalse());
        assertThat(count("audit_entry WHERE deed = 'PLANNED_PLACE_TIED' AND note LIKE '%" + place.transformer() + "%'"))
                .isEqualTo(1);
    }

    /** Gone is cancelled, changed is changed, equal is silence, and each is told once. */
    @Test
    void theNextAnnouncementOfTheDayReplacesTheOneBefore() {
        Place gone = place();
        Place changed = place();
        Place equal = place();
        List<String> streets = List.of(street(), street(), street());
        String first = body(
                today(), underWay(60), streets.get(0), streets.get(1), streets.get(2), "ساعت ۲۳ تا ۱", streets.get(2));
        confirmed("admin", first, """
                {"ties": [{"text": "%s", "elements": ["%s"]}, {"text": "%s", "elements": ["%s"]}, {"text": "%s", "elements": ["%s"]}]}
                """.formatted(
                streets.get(0), gone.feeder(), streets.get(1), changed.feeder(), streets.get(2), equal.feeder()));
        List<String> codes = List.of(report(gone), report(changed), report(equal));
        codes.forEach(code -> awaitState(code, "IN_PLANNED_OUTAGE"));
        codes.forEach(code -> await().atMost(PATIENCE).until(() -> toldOf(code).contains("PLANNED")));
        assertThat(track(codes.get(0)).at("/plannedOutage/probable")).isEqualTo("true");

        String second = body(
                today(), underWay(60), streets.get(2), underWay(90), streets.get(1), "ساعت ۲۳ تا ۱", streets.get(2));
        Call.Answer preview = paste("admin", second);
        assertThat(preview.at("/replaces/added")).as(preview.body()).isEqualTo("0");
        assertThat(preview.at("/replaces/changed")).isEqualTo("1");
        assertThat(preview.at("/replaces/cancelled")).isEqualTo("1");
        confirming("admin", preview, "{}").send(200);
        awaitState(codes.get(0), "CHECKING");
        await().atMost(PATIENCE).until(() -> messages(codes.get(0)).contains("PLANNED_CANCELLED"));
        await().atMost(PATIENCE).until(() -> messages(codes.get(1)).contains("PLANNED_CHANGED"));
        assertThat(paste("admin", second).at("/replaces/changed")).isEqualTo("0");
        confirmed("admin", second, "{}");
        confirmed("admin", second, "{}");
        assertThat(messages(codes.get(0))).containsOnlyOnce("PLANNED_CANCELLED");
        assertThat(messages(codes.get(1))).containsExactly("REGISTERED", "PLANNED", "PLANNED_CHANGED");
        assertThat(messages(codes.get(2))).containsExactly("REGISTERED", "PLANNED");
        assertThat(track(codes.get(2)).at("/state")).isEqualTo("IN_PLANNED_OUTAGE");
        // Put back on, it is the same window.
        long known = count("planned_outage");
        assertThat(paste("admin", first).at("/replaces/changed")).isEqualTo("2");
        confirmed("admin", first, "{}");
        assertThat(count("planned_outage")).isEqualTo(known);
    }

    /** What is over is history, and a list of another kind is left alone. */
    @Test
    void whatIsOverAndWhatAFileHasSaidIsNotTakenBack() {
        Place place = place();
        LocalDate day = today();
        String street = street();
        confirmed("admin", body(day, underWay(30), street), tied(street, place.feeder()));
        importPlannedOutages(plannedOutage("K-" + place.billId(), 120, 180, place.feeder()))
                .send(200);
        clock.shift(Duration.ofMinutes(50));
        Call.Answer preview = paste("admin", body(day, "ساعت ۲۲ تا ۲۳", street));
        assertThat(preview.at("/replaces/cancelled")).isEqualTo("0");
        assertThat(preview.at("/replaces/added")).isEqualTo("1");
        confirming("admin", preview, "{}").send(200);
        assertThat(jdbc.sql("SELECT cancelled FROM planned_outage WHERE area = :area ORDER BY starts_at")
                        .param("area", street)
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, false);
        assertThat(knowledge(place, minutesFromNow(90))).isEqualTo("PLANNED");
    }

    @Test
    void tyingAndUntyingChangesAtOnceWhatReachesAPlace() {
        Place place = place();
        Place elsewhere = place();
        String street = street();
        confirmed("admin", body(today(), underWay(60), street), "{}");
        assertThat(knowledge(place, clock.instant())).isEqualTo("UNKNOWN");
        String code = report(place);
        awaitOutage(code);
        JsonNode open = get(PLACES)
                .as("dispatcher-1")
                .with("untied", true)
                .with("q", street)
                .send(200)
                .json();
        String id = open.at("/places/0/id").asText();
        Call.Answer tied = put(PLACES + "/{id}", id)
                .as("dispatcher-1")
                .json("{\"elements\": [\"%s\"], \"district\": 1}".formatted(place.feeder()))
                .send(200);
        assertThat(tied.at("/tied")).isEqualTo("true");
        assertThat(tied.at("/tiedBy")).isEqualTo("dispatcher-1");
        assertThat(tied.at("/tiedByName")).isEqualTo("dispatcher-1 Test");
        assertThat(tied.at("/district")).isEqualTo("1");
        awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(knowledge(elsewhere, clock.instant())).isEqualTo("NOT_PLANNED");
        await().atMost(PATIENCE).until(() -> toldOf(code).contains("PLANNED"));
        put(PLACES + "/{id}", id)
                .as("admin")
                .json("{\"elements\": [\"%s\", \"%s\"]}".formatted(elsewhere.billId(), place.substation()))
                .send(200);
        assertThat(knowledge(elsewhere, clock.instant())).isEqualTo("PLANNED");
        put(PLACES + "/{id}", id).as("admin").json("{\"elements\": []}").send(200);
        awaitState(code, "CHECKING");
        await().atMost(PATIENCE).until(() -> messages(code).contains("PLANNED_CANCELLED"));
        assertThat(knowledge(elsewhere, clock.instant())).isEqualTo("UNKNOWN");
    }

    @Test
    void aDispatcherAnnouncesAndTiesForTheirOwnDistrictsOnly() {
        Place own = place(1);
        Place others = place(2);
        LocalDate day = today().plusDays(41);
        String mine = street();
        String theirs = street();
        String pasted = body(day, "ساعت ۹ تا ۱۱", mine, theirs);
        Call.Answer preview = paste("dispatcher-1", pasted);
        for (String element : List.of(others.feeder(), others.billId(), others.substation()))
            assertThat(confirming("dispatcher-1", preview, tied(mine, element))
                            .send(403)
                            .at("/type"))
                    .isEqualTo("/problems/other-district");
        assertThat(confirming("dispatcher-1", preview, """
                                {"ties": [{"text": "%s", "elements": [], "district": 2}]}
                                """.formatted(mine))
                        .send(403)
                        .at("/type"))
                .isEqualTo("/problems/other-district");
        assertThat(count("planned_place WHERE words LIKE '%نمونه%' AND district = 2"))
                .isZero();

        confirmed("dispatcher-2", body(day, "ساعت ۹ تا ۱۱", theirs), tied(theirs, others.feeder()));
        Call.Answer report = confirming("dispatcher-1", preview, tied(mine, own.feeder()))
                .inEnglish()
                .send(200);
        assertThat(report.at("/accepted")).isEqualTo("1");
        assertThat(report.at("/problems/0/line")).isEqualTo("4");
        assertThat(report.at("/problems/0/code")).isEqualTo("other-district");
        assertThat(knowledge(own, at(day, 10))).isEqualTo("PLANNED");
        assertThat(knowledge(own, at(day, 12))).isEqualTo("NOT_PLANNED");
        assertThat(knowledge(others, at(day, 10))).isEqualTo("PLANNED");
        assertThat(knowledge(place(3), at(day, 12))).isEqualTo("UNKNOWN");

        // What another district has announced is not replaced.
        confirmed("dispatcher-1", body(day, "خاموشی نداریم"), "{\"nothingPlanned\": true}");
        assertThat(knowledge(own, at(day, 10))).isEqualTo("NOT_PLANNED");
        assertThat(knowledge(others, at(day, 10))).isEqualTo("PLANNED");

        String id = get(PLACES).as("dispatcher-1").with("q", theirs).send(200).at("/places/0/id");
        for (String elements : List.of("[]", "[\"" + own.feeder() + "\"]", "[\"" + others.feeder() + "\"]"))
            assertThat(put(PLACES + "/{id}", id)
                            .as("dispatcher-1")
                            .json("{\"elements\": " + elements + "}")
                            .send(403)
                            .at("/type"))
                    .isEqualTo("/problems/other-district");
    }

    /** By a file as well, nobody switches off what the company's words are tied to elsewhere. */
    @Test
    void wordsThatAreTiedElsewhereAreAnothersInAFileToo() {
        Place others = place(2);
        String street = street();
        confirmed("admin", body(today().plusDays(41), "ساعت ۹ تا ۱۱", street), tied(street, others.feeder()));
        Call.Answer report = put(PLAN)
                .as("dispatcher-1")
                .csv("number,starts_at,ends_at,area\nW-%s,%s,%s,%s"
                        .formatted(others.billId(), minutesFromNow(10), minutesFromNow(60), street))
                .send(200);
        assertThat(report.at("/problems/0/code")).isEqualTo("other-district");
        assertThat(knowledge(others, minutesFromNow(30))).isEqualTo("NOT_PLANNED");
    }

    @Test
    void ofSeveralDistrictsAPlaceNeedsToBeKnownToLieInOne() {
        account("dispatcher-1-2", List.of("dispatchers", "district-1", "district-2"));
        Place second = place(2);
        LocalDate day = today().plusDays(41);
        String street = street();
        String tied = street();
        Call.Answer preview = paste("dispatcher-1-2", body(day, "ساعت ۹ تا ۱۱", street, tied));
        Call.Answer report = confirming("dispatcher-1-2", preview, tied(tied, second.feeder()))
                .send(200);
        assertThat(report.at("/accepted")).isEqualTo("1");
        assertThat(report.at("/problems/0/code")).isEqualTo("required");
        // A place of which nobody knows where it is could be anywhere.
        assertThat(knowledge(second, at(day, 10))).isEqualTo("PLANNED");
        assertThat(knowledge(place(2), at(day, 10))).isEqualTo("UNKNOWN");
        preview = paste("dispatcher-1-2", body(day, "ساعت ۹ تا ۱۱", street, tied));
        confirming("dispatcher-1-2", preview, """
                        {"ties": [{"text": "%s", "elements": [], "district": 1}]}
                        """.formatted(street)).send(200);
        assertThat(knowledge(place(2), at(day, 10))).isEqualTo("NOT_PLANNED");
        assertThat(knowledge(place(1), at(day, 10))).isEqualTo("UNKNOWN");
    }

    @Test
    void whatWasPastedIsKeptForADayAndForWhoeverHasPastedIt() {
        Call.Answer preview = paste("dispatcher-1", body(today().plusDays(3), "ساعت ۹ تا ۱۱", street()));
        String id = preview.at("/id");
        for (String other : List.of("dispatcher-2", "admin")) {
            assertThat(get(ANNOUNCEMENTS + "/{id}", id).as(other).send(404).at("/type"))
                    .isEqualTo("/problems/unknown-announcement");
            confirming(other, preview, "{}").send(404);
        }
        for (String closed : List.of("manager", "phone-121", "nobody")) {
            get(ANNOUNCEMENTS + "/{id}", id).as(closed).send(403);
            pasting(closed, "x").send(403);
            confirming(closed, preview, "{}").send(403);
            put(PLACES + "/{id}", 1).as(closed).json("{\"elements\": []}").send(403);
        }
        get(ANNOUNCEMENTS + "/{id}", id).send(401);
        clock.shift(Duration.ofHours(23));
        get(ANNOUNCEMENTS + "/{id}", id).as("dispatcher-1").send(200);
        clock.shift(Duration.ofHours(2));
        get(ANNOUNCEMENTS + "/{id}", id).as("dispatcher-1").send(404);
        confirming("dispatcher-1", preview, "{}").send(404);
        paste("dispatcher-1", body(today().plusDays(3), "ساعت ۹ تا ۱۱", street()));
        assertThat(count("pasted_announcement WHERE pasted_id = '" + id + "'")).isZero();
    }

    @Test
    void aTieIsRefusedByField() {
        String street = street();
        confirmed("admin", body(today().plusDays(3), "ساعت ۹ تا ۱۱", street), "{}");
        String id = get(PLACES).as("admin").with("q", street).send(200).at("/places/0/id");
        for (String body : List.of(
                "{}",
                "{\"elements\": [\"F-nowhere\"]}",
                "{\"elements\": [1]}",
                "{\"elements\": [], \"district\": 100}",
                "{\"elements\": [], \"words\": \"x\"}"))
            put(PLACES + "/{id}", id).as("admin").json(body).send(400);
        for (String none : List.of("0", "x", "99999999999999999999"))
            assertThat(put(PLACES + "/{id}", none)
                            .as("admin")
                            .json("{\"elements\": []}")
                            .send(404)
                            .at("/type"))
                    .isEqualTo("/problems/unknown-planned-place");
        get(PLACES).as("admin").with("untied", "maybe").send(400);
        get(PLACES).as("admin").with("offset", "x").send(400);
        get(PLAN).as("admin").with("from", "x").send(400);
        get(PLAN)
                .as("admin")
                .with("from", clock.instant())
                .with("until", clock.instant().plus(Duration.ofDays(32)))
                .send(400);
    }

    @Test
    void elementsAreFoundByCodeByBillIdAndByAddressInOnesOwnDistricts() {
        Place place = place(1);
        String street = "کوچه‌باغ " + WORDS.incrementAndGet() + "_%!";
        importServicePoints("%s,1,%s,%s,%s,قم، %s، پلاک ۴,,,"
                        .formatted(place.billId(), place.substation(), place.feeder(), place.transformer(), street))
                .send(200);
        String search = "/api/v1/operations/network-elements";
        assertThat(texts(
                        get(search)
                                .as("dispatcher-1")
                                .with("q", place.feeder().toLowerCase(Locale.ROOT))
                                .send(200)
                                .json()
                                .path("elements"),
                        "code"))
                .contains(place.feeder());
        assertThat(get(search)
                        .as("dispatcher-1")
                        .with("q", place.billId())
                        .send(200)
                        .at("/elements/0/kind"))
                .isEqualTo("SERVICE_POINT");
        Call.Answer byAddress = get(search)
                .as("admin")
                .with("q", "پلاک " + street)
                .with("district", 1)
                .send(200);
        assertThat(texts(byAddress.json().path("elements"), "code"))
                .containsExactly(place.transformer(), place.feeder());
        assertThat(byAddress.at("/elements/0/matching")).isEqualTo("1");
        assertThat(byAddress.body()).doesNotContain("پلاک");
        for (String q : List.of(place.feeder(), place.billId(), street))
            assertThat(get(search).as("dispatcher-2").with("q", q).send(200).body())
                    .as(q)
                    .doesNotContain(place.feeder(), place.billId(), place.transformer());
        assertThat(get(search).as("admin").with("q", "%%").send(200).json().path("elements"))
                .isEmpty();
        get(search).as("admin").with("q", "x").send(400);
        get(search).as("admin").send(400);
    }
}
