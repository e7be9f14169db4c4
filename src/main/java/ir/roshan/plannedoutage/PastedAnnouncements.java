package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.ImportReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The company's announcement from the moment at which somebody pastes it until they have confirmed what was read in it. Until
 * then nothing of it is in force.
 */
@Component
public class PastedAnnouncements {
    private static final Duration KEPT_FOR = Duration.ofHours(24);

    /** In UTF-16 units; more than a body of the API may have. */
    private static final int LONGEST = 65_536;

    private final JdbcClient jdbc;
    private final PlannedOutageImport imports;
    private final PlaceTies ties;
    private final ImportLock lock;
    private final Clock clock;

    public PastedAnnouncements(
            JdbcClient jdbc, PlannedOutageImport imports, PlaceTies ties, ImportLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.ties = ties;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * What was read, beside what would change.
     *
     * @param day in Tehran
     * @param nothingPlanned whether the text says so
     */
    public record Preview(
            String id,
            String title,
            LocalDate day,
            boolean probable,
            WindowKind kind,
            List<Window> windows,
            List<Line> unread,
            Replaces replaces,
            boolean nothingPlanned) {}

    /** @param block null where none is named */
    public record Window(Instant startsAt, Instant endsAt, String block, boolean probable, List<Place> places) {}

    /**
     * @param district where a person has said it; null else
     * @param elements codes of what a person has tied it to
     */
    public record Place(int line, String text, District district, List<String> elements) {}

    /** @param code what is wrong with it */
    public record Line(int line, String text, String code) {}

    /** How many windows are new, get other hours or are put back on, and are taken back. */
    public record Replaces(int added, int changed, int cancelled) {}

    /** @param district null where it is not known */
    public record Tie(String text, Set<NetworkElement> elements, District district) {}

    /**
     * What a person says of a preview.
     *
     * @param ignored lines that are no part of the plan
     * @param nothingPlanned that the company switches nothing off on that day
     */
    public record Confirmation(List<Integer> ignored, List<Tie> ties, boolean nothingPlanned) {}

    /**
     * @throws UnreadableAnnouncement if its day cannot be read; nothing is kept then
     */
    public Preview paste(String pasted, AnnouncementScope scope, String byWhom) {
        Instant now = clock.instant();
        AnnouncementText text = AnnouncementText.read(pasted, dayOf(now));
        jdbc.sql("DELETE FROM pasted_announcement WHERE pasted_at < :longAgo")
                .param("longAgo", now.minus(KEPT_FOR).atOffset(UTC))
                .update();
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO pasted_announcement (pasted_id, account, pasted_at, pasted_text)
                        VALUES (:id, :account, :at, :text)
                        """)
                .param("id", id)
                .param("account", byWhom)
                .param("at", now.atOffset(UTC))
                .param("text", kept(pasted))
                .update();
        return preview(id, text, scope);
    }

    /**
     * The same again, with the ties that have been made meanwhile.
     *
     * @throws UnknownAnnouncement if it is not theirs, or not kept any more
     * @throws AnnouncementConfirmed if it is in force
     */
    public Preview show(String id, AnnouncementScope scope, String byWhom) {
        return preview(id, read(id, byWhom, ""), scope);
    }

    /**
     * Puts it in force, and takes back what the one before of the same day and scope has said and this one does not.
     *
     * @throws UnknownAnnouncement if it is not theirs, or not kept any more
     * @throws AnnouncementConfirmed if it is in force
     * @throws AnnouncementNotRead if a line is neither understood nor ignored
     * @throws ImpossibleConfirmation if the confirmation does not fit the text
     * @throws OtherDistrictsPlace if a tie is not theirs to make
     */
    public ImportReport confirm(String id, Confirmation confirmation, AnnouncementScope scope, String byWhom) {
        return lock.alone(PlannedOutageImport.SUBJECT, () -> {
            AnnouncementText whole = read(id, byWhom, " FOR UPDATE");
            AnnouncementText text = whole.without(ignored(confirmation.ignored()));
            if (!text.unread().isEmpty()) throw new AnnouncementNotRead(lines(text));
            if (text.slots().isEmpty() != confirmation.nothingPlanned())
                throw new ImpossibleConfirmation(
                        "nothingPlanned", confirmation.nothingPlanned() ? "windows-named" : "required");
            tie(text, confirmation.ties(), scope, byWhom);
            ImportReport report = imports.text(text, scope, byWhom);
            jdbc.sql("UPDATE pasted_announcement SET confirmed_at = :now WHERE pasted_id = :id")
                    .param("now", clock.instant().atOffset(UTC))
                    .param("id", id)
                    .update();
            return report;
        });
    }

    private static Set<Integer> ignored(List<Integer> lines) {
        for (int i = 0; i < lines.size(); i++)
            if (lines.get(i) < 1) throw new ImpossibleConfirmation("ignored[" + i + "]", "range");
        return new HashSet<>(lines);
    }

    private void tie(AnnouncementText text, List<Tie> wanted, AnnouncementScope scope, String byWhom) {
        Set<String> named = new HashSet<>();
        text.slots().forEach(slot -> slot.places().forEach(place -> named.add(PlannedPlaces.normalForm(place.text()))));
        for (int i = 0; i < wanted.size(); i++) {
            Tie tie = wanted.get(i);
            if (!named.contains(PlannedPlaces.normalForm(tie.text())))
                throw new ImpossibleConfirmation("ties[" + i + "].text", "unknown-value");
            ties.tie(tie.text(), tie.elements(), tie.district(), scope, byWhom);
        }
    }

    /** As it was read when it was pasted: the year that is left out is told by that day. */
    private AnnouncementText read(String id, String byWhom, String locking) {
        record Kept(Instant at, Instant confirmedAt, String text) {}
        Optional<Kept> kept = jdbc.sql("""
                        SELECT pasted_at, confirmed_at, pasted_text FROM pasted_announcement
                         WHERE pasted_id = :id AND account = :account
                        """ + locking)
                .param("id", id)
                .param("account", byWhom)
                .query((row, number) -> {
                    OffsetDateTime confirmedAt = row.getObject("confirmed_at", OffsetDateTime.class);
                    return new Kept(
                            row.getObject("pasted_at", OffsetDateTime.class).toInstant(),
                            confirmedAt == null ? null : confirmedAt.toInstant(),
                            row.getString("pasted_text"));
                })
                .optional();
        if (kept.isEmpty() || kept.get().at().isBefore(clock.instant().minus(KEPT_FOR)))
            throw new UnknownAnnouncement();
        if (kept.get().confirmedAt() != null) throw new AnnouncementConfirmed();
        return AnnouncementText.read(kept.get().text(), dayOf(kept.get().at()));
    }

    private Preview preview(String id, AnnouncementText text, AnnouncementScope scope) {
        TextReplacement.Replaces replaces = imports.replaces(text, scope);
        Map<String, Optional<PlannedPlaces.Known>> known = new HashMap<>();
        return new Preview(
                id,
                text.title(),
                text.day(),
                text.isProbable(),
                text.kind(),
                text.slots().stream().map(slot -> window(slot, known)).toList(),
                lines(text),
                new Replaces(replaces.added(), replaces.changed(), replaces.cancelled()),
                text.nothingPlanned());
    }

    private Window window(AnnouncementText.Slot slot, Map<String, Optional<PlannedPlaces.Known>> known) {
        return new Window(
                slot.startsAt(),
                slot.endsAt(),
                slot.block(),
                slot.probable(),
                slot.places().stream()
                        .map(place -> {
                            Optional<PlannedPlaces.Known> tied =
                                    known.computeIfAbsent(place.text(), ties.places()::find);
                            return new Place(
                                    place.line(),
                                    place.text(),
                                    tied.map(PlannedPlaces.Known::district).orElse(null),
                                    tied.stream()
                                            .flatMap(k -> k.elements().stream())
                                            .map(NetworkElement::code)
                                            .toList());
                        })
                        .toList());
    }

    private static List<Line> lines(AnnouncementText text) {
        return text.unread().stream()
                .map(line -> new Line(line.line(), line.text(), line.problem().code()))
                .toList();
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }

    /** Without what no database keeps; such a line is unread, and stays so. */
    private static String kept(String pasted) {
        StringBuilder kept = new StringBuilder(pasted.length());
        pasted.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        if (kept.length() > LONGEST) throw new IllegalArgumentException("longer than a body can be");
        return kept.toString();
    }
}
