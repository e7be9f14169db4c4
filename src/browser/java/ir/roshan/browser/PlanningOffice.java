package ir.roshan.browser;

import ir.roshan.calendar.SolarHijri;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Where the planning office works, and the company's announcements as they are published. */
abstract class PlanningOffice extends InBrowser {
    private static final List<String> WEEKDAYS =
            List.of("دوشنبه", "سه شنبه", "چهارشنبه", "پنج شنبه", "جمعه", "شنبه", "یکشنبه");
    private static final List<String> MONTHS = List.of(
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");

    static final LocalDate TOMORROW =
            LocalDate.ofInstant(Instant.now(), SolarHijri.TEHRAN).plusDays(1);

    static String persian(int number) {
        return SolarHijri.persianDigits(Integer.toString(number));
    }

    static String weekday(LocalDate day) {
        return WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
    }

    /** Of an announcement, as Qom's company writes it. */
    static String title(LocalDate day) {
        String[] parts = SolarHijri.formatDate(day, Locale.ENGLISH).split("/");
        return "برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز %s مورخ %s %s ماه %s"
                .formatted(
                        weekday(day),
                        persian(Integer.parseInt(parts[2])),
                        MONTHS.get(Integer.parseInt(parts[1]) - 1),
                        persian(Integer.parseInt(parts[0])));
    }

    Seat planner() {
        Seat planner = seat("admin", "admin");
        planner.page().waitForURL("**/camunda/app/admin/**");
        planner.page().navigate("/plan");
        return planner.see("[data-part=inside]:not([hidden]) h2:visible");
    }

    /** Keeps a picture, and holds what is seen to Persian and to WCAG 2.2 AA. */
    static void hold(Seat seat, String name) {
        seat.picture(name).assertPersian("body", "BOM").assertAccessible("body");
    }

    String knowledge(Place place, int hour) {
        Instant at = SolarHijri.moment(TOMORROW, hour * 60);
        return get("/api/v1/planned-outages")
                .with("billId", place.billId())
                .with("from", at)
                .with("to", at)
                .send(200)
                .at("/knowledge");
    }
}
