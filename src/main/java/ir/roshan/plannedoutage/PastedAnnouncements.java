package ir.roshan.plannedoutage;

import static ir.roshan.calendar.InstantColumn.instant;
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
    /** Since it was pasted, or last seen where it was fetched. */
    static final Duration KEPT_FOR = Duration.ofHours(24);

    /** In UTF-16 units; more than a body of the API may have. */
    static final int LONGEST = 65_536;

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
     * @param text where it was fetched; null for whoever has pasted it, and has it
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
            boolean nothingPlanned,
            String text) {}

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
        forgetTheOld(now);
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
        return preview(id, new Kept(text, scope, null));
    }

    void forgetTheOld(Instant now) {
        jdbc.sql("DELETE FROM pasted_announcement WHERE coalesce(seen_at, pasted_at) < :longAgo")
                .param("longAgo", now.minus(KEPT_FOR).atOffset(UTC))
                .update();
    }

    /**
     * The same again, with the ties that have been made meanwhile.
     *
     * @throws UnknownAnnouncement if it is not theirs, or not kept any more
     * @throws AnnouncementConfirmed if it is in force
     */
    public Preview show(String id, AnnouncementScope scope, String byWhom) {
        return preview(id, read(id, scope, byWhom, ""));
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
            Kept kept = read(id, scope, byWhom, " FOR UPDATE");
            AnnouncementText text = kept.text().without(ignored(confirmation.ignored()));
            if (!text.unread().isEmpty()) throw new AnnouncementNotRead(lines(text));
            if (text.slots().isEmpty() != confirmation.nothingPlanned())
                throw new ImpossibleConfirmation(
                        "nothingPlanned", confirmation.nothingPlanned() ? "windows-named" : "required");
            tie(text, confirmation.ties(), scope, byWhom);
            PlannedOutageImport.Arrival arrival = imports.text(text, kept.scope(), byWhom);
            jdbc.sql("""
                            UPDATE pasted_announcement SET confirmed_at = :now, announcement_id = :announcement
                             WHERE pasted_id = :id
                            """)
                    .param("now", clock.instant().atOffset(UTC))
                    .param("announcement", arrival.announcement())
                    .param("id", id)
                    .update();
            return arrival.report();
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

    /** @param scope for whom it is put in force @param words null for whoever has pasted it */
    private record Kept(AnnouncementText text, AnnouncementScope scope, String words) {}

    /**
     * As it was read when it was pasted: the year that is left out is told by that day. What was fetched is nobody's: it is for
     * whoever announces for all that its source speaks for, and is put in force for that and no more.
     */
    private Kept read(String id, AnnouncementScope scope, String byWhom, String locking) {
        record Row(Instant at, Instant seenAt, Instant confirmedAt, String text, String ofSource) {}
        Row row = jdbc.sql("""
                        SELECT pasted_at, seen_at, confirmed_at, pasted_text,
                               CASE WHEN fetched_from IS NOT NULL THEN scope END AS of_source
                          FROM pasted_announcement
                         WHERE pasted_id = :id AND (account = :account OR fetched_from IS NOT NULL)
                        """ + locking)
                .param("id", id)
                .param("account", byWhom)
                .query((rs, number) -> new Row(
                        instant(rs, "pasted_at"),
                        instant(rs, "seen_at"),
                        instant(rs, "confirmed_at"),
                        rs.getString("pasted_text"),
                        rs.getString("of_source")))
                .optional()
                .orElseThrow(UnknownAnnouncement::new);
        Instant last = row.seenAt() == null ? row.at() : row.seenAt();
        boolean fetched = row.ofSource() != null;
        if (last.isBefore(clock.instant().minus(KEPT_FOR))
                || fetched && !FetchedAnnouncements.mayAnnounce(scope, row.ofSource())) throw new UnknownAnnouncement();
        if (row.confirmedAt() != null) throw new AnnouncementConfirmed();
        return new Kept(
                AnnouncementText.read(row.text(), dayOf(row.at())),
                fetched ? FetchedAnnouncements.scopeOf(row.ofSource()) : scope,
                fetched ? row.text() : null);
    }

    private Preview preview(String id, Kept kept) {
        AnnouncementText text = kept.text();
        TextReplacement.Replaces replaces = imports.replaces(text, kept.scope());
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
                text.nothingPlanned(),
                kept.words());
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

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }

    /** Without what no database keeps; such a line is unread, and stays so. */
    static String kept(String pasted) {
        StringBuilder kept = new StringBuilder(pasted.length());
        pasted.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        if (kept.length() > LONGEST) throw new IllegalArgumentException("longer than a body can be");
        return kept.toString();
    }
}
