package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.OnH2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map above the list of open outages: what is large and what is small on it, on a telephone and on a laptop. */
@OnH2
class MapBrowserTest extends InBrowser {
    private static final int FEEDERS = 3;
    private static final int TRANSFORMERS = 6;

    private static int towns;

    /** Where nobody else of this run has a network: four districts of three feeders. @param places the first one below each transformer */
    private record Town(List<Place> places) {
        Place at(int district, int feeder, int transformer) {
            return places.get(((district - 1) * FEEDERS + feeder - 1) * TRANSFORMERS + transformer - 1);
        }
    }

    private Town town() {
        int town = ++towns;
        List<Place> places = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int district = 1; district <= 4; district++)
            for (int feeder = 1; feeder <= FEEDERS; feeder++)
                for (int transformer = 1; transformer <= TRANSFORMERS; transformer++) {
                    String feederCode = "MF-%d%d%d".formatted(town, district, feeder);
                    Place place = new Place(
                            unknownBillId(),
                            district,
                            "MS-%d%d".formatted(town, district),
                            feederCode,
                            feederCode.replace("F", "T") + transformer);
                    places.add(place);
                    for (int house = 0; house < 20; house++)
                        rows.add(String.format(
                                Locale.ROOT,
                                "%s,%d,%s,%s,%s,\"قم، خیابان نقشهٔ %d، کوچهٔ %d، پلاک %d\",%.5f,%.5f,",
                                house == 0 ? place.billId() : unknownBillId(),
                                district,
                                place.substation(),
                                place.feeder(),
                                place.transformer(),
                                feeder,
                                transformer,
                                house + 1,
                                34.60
                                        + district / 3 * 0.013
                                        + feeder * 0.004
                                        + house % 5 * 0.0007
                                        + transformer % 2 * 0.0003,
                                50.85
                                        + district % 2 * 0.021
                                        + transformer * 0.0032
                                        + house / 5 * 0.0008
                                        + feeder % 2 * 0.0011));
                }
        importServicePoints(rows.toArray(String[]::new)).send(200);
        String last = places.get(places.size() - 1).transformer();
        await().atMost(PATIENCE).until(() -> get("/api/v1/map").send(200).body().contains(last));
        return new Town(places);
    }

    private String outage(Place place, String element) {
        String number = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        post("/api/v1/operations/outages/{number}/placement", number)
                .as("dispatcher-" + place.district())
                .json("{\"networkElement\": \"%s\"}".formatted(element))
                .send(200);
        return number;
    }

    private static void assertFits(Page page) {
        org.assertj.core.api.Assertions.assertThat(
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("nothing is wider than the screen")
                .isEqualTo(true);
    }

    @Test
    void theOutagesAreSeenOnTheMapAndLeadToTheirLines() {
        Town town = town();
        String large = outage(town.at(1, 1, 1), town.at(1, 1, 1).feeder());
        String small = outage(town.at(2, 3, 5), town.at(2, 3, 5).transformer());
        String house = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}"
                        .formatted(town.at(3, 1, 1).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        importPlannedOutages(plannedOutage("map-1", -30, 60, town.at(4, 2, 1).feeder()))
                .send(200);

        Page page = seat().page();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate("/#outages");
        Locator map = page.locator("details.map");
        assertThat(map).isVisible();
        org.assertj.core.api.Assertions.assertThat(asked)
                .as("what draws it comes when it is opened")
                .noneMatch(url -> url.endsWith("/map.js") || url.endsWith("/api/v1/map"));
        map.locator("summary").click();
        assertThat(map.locator(".map-sheet .map-open")).hasCount(2);
        assertThat(map.locator(".map-sheet .map-planned")).hasCount(1);
        assertThat(map.locator(".map-sheet .map-areas")).hasCount(1);
        assertThat(map.locator(".map-sheet svg")).hasAttribute("role", "img");
        assertThat(map.locator("[data-part=map-said]")).containsText("از خاموشی‌های جاری، ۲ مورد روی نقشه است");
        assertThat(map.locator("[data-part=map-said]")).containsText("۱ خاموشی دیگر");
        map.locator(".map-legend").scrollIntoViewIfNeeded();
        new Seat(page).picture("map-laptop").assertPersian("details.map").assertAccessible("body");

        map.locator("[data-part=map-whole]").click();
        assertThat(map.locator("[data-part=map-whole]")).hasAttribute("aria-pressed", "true");
        new Seat(page).picture("map-laptop-whole");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        new Seat(page).picture("map-laptop-dark").assertAccessible("body");
        map.locator("[data-part=map-focus]").click();

        page.setViewportSize(360, 740);
        map.locator(".map-legend").scrollIntoViewIfNeeded();
        new Seat(page).picture("map-telephone-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        new Seat(page).picture("map-telephone").assertAccessible("body");
        assertFits(page);
        page.locator("[data-part=other-language]").click();
        assertThat(map.locator("[data-part=map-said]")).containsText("On the map: 2 of the open outages");
        new Seat(page).picture("map-telephone-english").assertAccessible("body");
        assertFits(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        map.locator(".map-legend").scrollIntoViewIfNeeded();
        new Seat(page).picture("map-forced-colours");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        page.locator("[data-part=other-language]").click();

        map.locator(".map-sheet .map-planned").click();
        assertThat(map.locator("[data-part=map-chosen]")).containsText("خاموشی با برنامه تا");
        page.locator("#outages-mine").fill("ناکجا");
        map.locator(".map-sheet .map-open").first().click();
        Locator opened = page.locator("#part-outages .lines details[open]");
        assertThat(opened).hasCount(1);
        assertThat(opened)
                .containsText(Pattern.compile(SolarHijri.persianDigits(large) + "|" + SolarHijri.persianDigits(small)));
        assertThat(opened.locator("summary")).isFocused();
        new Seat(page).picture("map-line");
        org.assertj.core.api.Assertions.assertThat(
                        get("/api/v1/map/outages").send(200).body())
                .doesNotContain(house);
    }

    /** As where the company has not measured where its service points are. */
    @Test
    void whereThereAreNoPositionsThereIsNoMap() {
        Page page = seat().page();
        page.route(
                "**/api/v1/map/districts",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("application/geo+json")
                        .setBody("{\"type\": \"FeatureCollection\", \"features\": []}")));
        page.navigate("/#outages");
        page.waitForResponse(
                "**/api/v1/map/districts",
                () -> page.locator("[data-part=renew]").click());
        assertThat(page.locator("#part-outages [data-part=list]")).not().isEmpty();
        assertThat(page.locator("details.map")).isHidden();
    }
}
