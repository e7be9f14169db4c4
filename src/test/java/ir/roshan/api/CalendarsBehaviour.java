package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import ir.roshan.plannedoutage.PlanCalendars;
import ir.roshan.testing.Call;
import ir.roshan.testing.DatabaseSearch;
import ir.roshan.testing.RoshanServer;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The plan of a place in the calendar of a telephone, read as two programs of calendars do (A3.3). */
class CalendarsBehaviour extends RoshanServer {
    private static final String CALENDARS = "/api/v1/calendars";
    private static final String HEADER = "number,starts_at,ends_at,element,area,reason,district,probable,cancelled\n";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private PlanCalendars calendars;

    @Autowired
    private DataSource dataSource;

    /** On a whole minute, so that a file's seconds say all of it. */
    private Instant noon;

    @BeforeEach
    void thePlanIsKnown() {
        plannedOutageDataIsFresh();
        noon = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant in(int minutes) {
        return noon.plus(Duration.ofMinutes(minutes));
    }

    /** Rows of a list that leaves all else as it is. */
    private void announce(String... rows) {
        put("/api/v1/operations/planned-outages")
                .as("admin")
                .with("partial", true)
                .csv(HEADER + String.join("\n", rows))
                .send(200);
    }

    private static String number() {
        return "CAL-" + NUMBERS.incrementAndGet();
    }

    private String open(String body) {
        Call.Answer opened = post(CALENDARS).json(body).send(201);
        assertThat(opened.header("Location")).isEqualTo(opened.at("/address"));
        assertThat(opened.at("/address")).matches("/api/v1/calendars/[A-Za-z0-9_-]{27}\\.ics");
        return opened.at("/address");
    }

    private String ofBill(Place place) {
        return open("{\"billId\": \"" + place.billId() + "\"}");
    }

    /** As both read it, and both find nothing wrong with it. */
    private Map<String, VEvent> events(String address) {
        String file = get(address).send(200).body();
        assertThat(file.split("\r\n", -1))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(file).endsWith("END:VCALENDAR\r\n");
        ICalendar read = Biweekly.parse(file).first();
        assertThat(read.validate(ICalVersion.V2_0)).isEmpty();
        try {
            Calendar again = new CalendarBuilder().build(new StringReader(file));
            assertThat(again.validate().getEntries()).isEmpty();
            assertThat(again.getComponents("VEVENT")).hasSameSizeAs(read.getEvents());
        } catch (Exception e) {
            throw new AssertionError(file, e);
        }
        assertThat(read.getMethod().getValue()).isEqualTo("PUBLISH");
        assertThat(read.getEvents().get(0).getUid().getValue()).startsWith("opened-");
        return read.getEvents().stream()
                .skip(1)
                .collect(Collectors.toMap(event -> event.getUid().getValue(), Function.identity()));
    }

    private VEvent only(String address) {
        Map<String, VEvent> events = events(address);
        assertThat(events).hasSize(1);
        return events.values().iterator().next();
    }

    @Test
    void anEventStaysTheSameWhateverBecomesOfItsWindow() {
        Place home = place(1);
        String number = number();
        String row = number + ",%s,%s," + home.feeder() + ",بلوار امین، ابتدا; تا انتها,سرویس,,%s,%s";
        announce(row.formatted(in(60), in(120), "", ""), plannedOutage(number(), 60, 120, place(1).feeder()) + ",,");
        String address = ofBill(home);

        VEvent first = only(address);
        assertThat(first.getDateStart().getValue().toInstant()).isEqualTo(in(60));
        assertThat(first.getDateEnd().getValue().toInstant()).isEqualTo(in(120));
        assertThat(first.getStatus().getValue()).isEqualTo("CONFIRMED");
        assertThat(first.getTransparency().getValue()).isEqualTo("TRANSPARENT");
        assertThat(first.getSequence().getValue()).isZero();
        assertThat(first.getSummary().getValue()).isEqualTo("خاموشی با برنامهٔ برق");
        assertThat(first.getDescription().getValue()).startsWith("سرویس\n");
        assertThat(first.getLocation().getValue()).isEqualTo("بلوار امین، ابتدا; تا انتها");
        assertThat(first.getAlarms()).hasSize(1);

        clock.shift(Duration.ofSeconds(5));
        announce(row.formatted(in(60), in(150), "yes", ""));
        VEvent changed = only(address);
        assertThat(changed.getUid()).isEqualTo(first.getUid());
        assertThat(changed.getDateEnd().getValue().toInstant()).isEqualTo(in(150));
        assertThat(changed.getSequence().getValue()).isPositive();
        assertThat(changed.getStatus().getValue()).isEqualTo("TENTATIVE");
        assertThat(changed.getSummary().getValue()).contains("احتمالی");

        clock.shift(Duration.ofSeconds(5));
        announce(row.formatted(in(60), in(150), "yes", "yes"));
        VEvent calledOff = only(address);
        assertThat(calledOff.getUid()).isEqualTo(first.getUid());
        assertThat(calledOff.getSequence().getValue())
                .isGreaterThan(changed.getSequence().getValue());
        assertThat(calledOff.getStatus().getValue()).isEqualTo("CANCELLED");
        assertThat(calledOff.getAlarms()).isEmpty();
    }

    @Test
    void placesInWordsHaveOneTooAndInEnglish() {
        String words = "خیابان تقویم " + NUMBERS.incrementAndGet();
        announce(
                "%s,%s,%s,,%s,مدیریت بار,1,yes,".formatted(number(), in(60), in(180), words),
                "%s,%s,%s,,%s,مدیریت بار,1,,".formatted(number(), in(60), in(180), "کوچه‌ای دیگر"));
        Call.Answer found = get("/api/v1/planned-outages").with("place", words).send(200);
        assertThat(found.json().at("/placeIds")).hasSize(1);
        String address = open("{\"placeIds\": [%s], \"language\": \"en\"}".formatted(found.at("/placeIds/0")));

        List<VEvent> events = events(address).values().stream()
                .filter(event -> event.getUid().getValue().startsWith("plan-"))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getStatus().getValue()).isEqualTo("TENTATIVE");
        assertThat(events.get(0).getSummary().getValue()).isEqualTo("Planned power outage (probable)");
        assertThat(events.get(0).getLocation().getValue()).isEqualTo(words);
        assertThat(get(address).send(200).body()).contains("X-WR-CALNAME:Planned power outages");
    }

    /** An empty day would read as "nothing is planned". */
    @Test
    void whereThePlanIsNotKnownAnEventSaysSo() {
        Place home = place(1);
        String address = ofBill(home);
        assertThat(events(address)).isEmpty();
        clock.shift(Duration.ofHours(30));
        VEvent unknown = only(address);
        assertThat(unknown.getUid().getValue()).startsWith("unknown-");
        assertThat(unknown.getSummary().getValue()).isEqualTo("برنامهٔ خاموشی برق معلوم نیست");
        assertThat(unknown.getDateStart().getValue().hasTime()).isFalse();
    }

    @Test
    void whoHasItIsToldThatNothingHasChanged() throws Exception {
        Place home = place(1);
        announce(plannedOutage(number(), in(60), in(120), home.transformer()) + ",,");
        String address = ofBill(home);
        Call.Answer first = get(address).send(200);
        assertThat(first.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=UTF-8");
        assertThat(first.header("Cache-Control")).contains("private");
        clock.shift(Duration.ofMinutes(1));
        get(address).header("If-None-Match", first.header("ETag")).send(304);
        HttpResponse<Void> head = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + address))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains(first.header("ETag"));
        announce(plannedOutage(number(), in(200), in(260), home.transformer()) + ",,");
        assertThat(get(address)
                        .header("If-None-Match", first.header("ETag"))
                        .send(200)
                        .header("ETag"))
                .isNotEqualTo(first.header("ETag"));
    }

    @Test
    void itsAddressIsTheOnlyKeyAndIsKeptNowhere() throws Exception {
        Place home = place(1);
        String address = ofBill(home);
        String token = address.replaceAll(".*/|\\.ics", "");
        assertThat(ofBill(home)).isNotEqualTo(address);
        assertThat(DatabaseSearch.tablesWith(dataSource, List.of(token))).isEmpty();
        assertThat(get(address).send(200).body()).doesNotContain(home.billId());
        post(address).json("{}").send(405);
        call("DELETE", address).send(204);
        assertThat(get(address).send(404).at("/type")).isEqualTo("/problems/unknown-calendar");
        call("DELETE", address).send(404);
    }

    @Test
    void whatNobodyHasAnyMoreGoes() {
        String asked = ofBill(place(1));
        String forgotten = ofBill(place(1));
        clock.shift(Duration.ofDays(399));
        get(asked).send(200);
        clock.shift(Duration.ofDays(2));
        calendars.forgetUnasked();
        get(asked).send(200);
        get(forgotten).send(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | billId | required",
                "{'billId': 'x'} | billId | format",
                "{'placeIds': []} | placeIds | required",
                "{'placeIds': ['x']} | placeIds[0] | type",
                "{'placeIds': 7} | placeIds | type",
                "{'placeIds': [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]} | placeIds | too-long",
                "{'placeIds': [1], 'billId': '1234567804423'} | placeIds | not-together",
                "{'placeIds': [1], 'language': 'de'} | language | unknown-value",
                "{'placeIds': [1], 'email': 'x'} | email | unknown-member"
            })
    void whatIsWrongIsNamedAndLeavesNothing(String body, String field, String code) {
        long before = count("plan_calendar");
        Call.Answer refused = post(CALENDARS).json(body.replace('\'', '"')).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertThat(count("plan_calendar")).isEqualTo(before);
    }

    /** An answer is not to be much longer than what it answers. */
    @Test
    void whoIsWrongAThousandTimesIsToldAHundred() {
        String wrong = "{\"placeIds\": [" + "\"\",".repeat(999) + "\"\"]}";
        String unknown =
                IntStream.range(0, 1_000).mapToObj(i -> "\"m" + i + "\": 1").collect(Collectors.joining(",", "{", "}"));
        for (String body : List.of(wrong, unknown)) {
            Call.Answer refused = post(CALENDARS).json(body).send(400);
            assertThat(refused.at("/errors/0/field")).isNotEmpty();
            assertThat(refused.at("/errors/100/field")).isEmpty();
        }
        assertThat(post(CALENDARS).json(wrong).send(400).at("/errors/99/field")).isEqualTo("placeIds[99]");
    }

    @Test
    void whatNobodyKnowsHasNone() {
        long before = count("plan_calendar");
        post(CALENDARS).json("{\"billId\": \"" + unknownBillId() + "\"}").send(404);
        post(CALENDARS).json("{\"placeIds\": [2000000000]}").send(404);
        assertThat(count("plan_calendar")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x.ics", "/x", "/%00.ics", "/..ics", "/"})
    void whatIsNoAddressIsNoCalendar(String path) {
        assertThat(get(CALENDARS + path).sendUnchecked().status()).isIn(400, 404);
    }
}
