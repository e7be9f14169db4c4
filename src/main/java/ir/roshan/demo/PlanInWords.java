package ir.roshan.demo;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.demo.SmallNetwork.Place;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.plannedoutage.PastedAnnouncements;
import ir.roshan.plannedoutage.PlaceTies;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.text.ImportReport;
import ir.roshan.text.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The company's announcement in its own words, of today and tomorrow, as somebody of the planning office would paste and confirm
 * it: probable windows of load management at places that are tied to the network, and one of tomorrow that nobody has tied yet.
 */
@Component
@Profile("demo")
class PlanInWords {
    private static final String PLANNER = "admin";
    private static final List<String> WEEKDAYS =
            List.of("دوشنبه", "سه شنبه", "چهارشنبه", "پنج شنبه", "جمعه", "شنبه", "یکشنبه");
    private static final List<String> MONTHS =
            List.copyOf(Words.PERSIAN.list("month").values());

    /** Words, and the transformer that a person has tied them to. */
    private static final Map<String, Place> TIED = tied();

    static final String NOT_TIED = "شهرک قدس، از میدان اصلی تا انتهای بلوار";
    private static final District OF_NOT_TIED = new District(4);

    private final PastedAnnouncements announcements;
    private final PlaceTies ties;
    private final PlannedOutages plannedOutages;
    private final Network network;
    private final Clock clock;

    PlanInWords(
            PastedAnnouncements announcements,
            PlaceTies ties,
            PlannedOutages plannedOutages,
            Network network,
            Clock clock) {
        this.announcements = announcements;
        this.ties = ties;
        this.plannedOutages = plannedOutages;
        this.network = network;
        this.clock = clock;
    }

    private static Map<String, Place> tied() {
        Map<String, Place> tied = new LinkedHashMap<>();
        tied.put("خیابان طالقانی (آذر) از کوچهٔ ۴۱ تا کوچهٔ ۵۵", new Place(1, 3, 4, 1));
        tied.put("خیابان ۱۹ دی (باجک) حدفاصل میدان تا پل", new Place(1, 4, 3, 1));
        tied.put("نیروگاه - بلوار شهید بهشتی، سمت راست", new Place(2, 2, 4, 1));
        tied.put("شهرک امام حسن، خیابان یاس", new Place(2, 4, 5, 1));
        tied.put("بلوار الغدیر از کوچهٔ ۱۰ تا کوچهٔ ۲۰", new Place(3, 4, 4, 1));
        tied.put("بلوار جمهوری، خیابان شهید نمونه", new Place(4, 5, 4, 1));
        return tied;
    }

    /** @throws IllegalStateException if anything is refused: the demo is then not what it says */
    void arrive() {
        arrive(today());
        arrive(today().plusDays(1));
    }

    /** On another day than the last. What somebody has pasted meanwhile is left alone. */
    @Scheduled(fixedDelayString = "PT1H")
    void arriveIfDue() {
        for (LocalDate day : List.of(today(), today().plusDays(1))) {
            boolean announced =
                    plannedOutages
                            .during(SolarHijri.moment(day, 0), SolarHijri.moment(day.plusDays(1), 0), 1_000)
                            .stream()
                            .anyMatch(window -> window.number().startsWith("text-"));
            if (!announced) arrive(day);
        }
    }

    private void arrive(LocalDate day) {
        AnnouncementScope company = AnnouncementScope.wholeCompany();
        PastedAnnouncements.Preview preview = announcements.paste(text(day, day.isAfter(today())), company, PLANNER);
        if (!preview.unread().isEmpty())
            throw new IllegalStateException("the announcement of the demo is not understood: " + preview.unread());
        List<PastedAnnouncements.Tie> wanted = new ArrayList<>();
        preview.windows().stream()
                .flatMap(window -> window.places().stream())
                .map(PastedAnnouncements.Place::text)
                .distinct()
                .filter(this::isNew)
                .forEach(words -> wanted.add(tie(words)));
        ImportReport report = announcements.confirm(
                preview.id(), new PastedAnnouncements.Confirmation(List.of(), wanted, false), company, PLANNER);
        if (report.refused() > 0)
            throw new IllegalStateException("the announcement of the demo is refused: " + report.problems());
    }

    private boolean isNew(String words) {
        return ties.find(words, false, 0, 1).total() == 0;
    }

    private PastedAnnouncements.Tie tie(String words) {
        Place place = TIED.get(words);
        if (place == null) return new PastedAnnouncements.Tie(words, Set.of(), OF_NOT_TIED);
        NetworkElement transformer = network.element(place.transformerCode()).orElseThrow();
        return new PastedAnnouncements.Tie(words, Set.of(transformer), new District(place.district()));
    }

    /** As the company's page has it. */
    static String text(LocalDate day, boolean withOneNotTied) {
        String[] parts = SolarHijri.formatDate(day, Locale.ENGLISH).split("/");
        List<String> words = List.copyOf(TIED.keySet());
        List<String> lines = new ArrayList<>();
        lines.add("برنامه مدیریت بار احتمالی شبکه توزیع برق استان قم در روز %s مورخ %d %s ماه %s"
                .formatted(
                        WEEKDAYS.get(day.getDayOfWeek().getValue() - 1),
                        Integer.parseInt(parts[2]),
                        MONTHS.get(Integer.parseInt(parts[1]) - 1),
                        parts[0]));
        for (int slot = 0; slot < words.size() / 2; slot++) {
            lines.add(
                    "❌ بلوک A%d - قطعی احتمالی برق در ساعت %d تا %d".formatted(slot + 1, 11 + 4 * slot, 13 + 4 * slot));
            lines.add("به آدرس های👇");
            lines.add(words.get(2 * slot));
            lines.add(words.get(2 * slot + 1));
        }
        if (withOneNotTied) lines.add(NOT_TIED);
        return SolarHijri.persianDigits(String.join("\n", lines));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN);
    }
}
