package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.text.Sha256;
import ir.roshan.text.TypedText;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The company's announcements as a source has them. In force without a person is only what was read to the last line; anything else
 * waits for one as if it had been pasted. The same text is put in force once: what people have announced since is newer.
 */
@Component
public class FetchedAnnouncements {
    private static final Pattern OF_A_PLAN = Pattern.compile("خاموشی|قطعی|قطع برق|مدیریت بار|مدیریت مصرف");

    private final JdbcClient jdbc;
    private final PlannedOutageImport imports;
    private final PastedAnnouncements pasted;
    private final ImportLock lock;
    private final Clock clock;

    public FetchedAnnouncements(
            JdbcClient jdbc, PlannedOutageImport imports, PastedAnnouncements pasted, ImportLock lock, Clock clock) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.pasted = pasted;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * What became of the announcements of one answer.
     *
     * @param unreadable that speak of outages, and not of which day
     * @param accepted,refused windows of those that were put in force now
     */
    public record Taken(int inForce, int waiting, int unreadable, int accepted, int refused) {
        private Taken plus(Taken o) {
            return new Taken(
                    inForce + o.inForce,
                    waiting + o.waiting,
                    unreadable + o.unreadable,
                    accepted + o.accepted,
                    refused + o.refused);
        }
    }

    /**
     * An announcement that a person has to look at.
     *
     * @param since when it was first seen
     * @param unread how many lines
     * @param source by whose name it came
     * @param district for which alone it is; null for the whole company
     */
    public record Waiting(
            String id, String title, LocalDate day, Instant since, int unread, String source, Integer district) {}

    /**
     * Of one day the first counts, and of days before today none.
     *
     * @param texts as people would paste them
     * @param scope the whole company, or one district
     * @param source by its name
     */
    public Taken take(List<String> texts, AnnouncementScope scope, String source) {
        LocalDate today = PastedAnnouncements.dayOf(clock.instant());
        Set<LocalDate> days = new HashSet<>();
        Taken taken = new Taken(0, 0, 0, 0, 0);
        for (String text : texts) {
            Optional<AnnouncementText> read = read(text, today);
            if (read.isEmpty()) {
                // A page has other news too; what stands alone was meant to be the plan.
                boolean ofAPlan = texts.size() == 1
                        || OF_A_PLAN.matcher(TypedText.normalise(text)).find();
                if (ofAPlan) taken = taken.plus(new Taken(0, 0, 1, 0, 0));
            } else if (!read.get().day().isBefore(today) && days.add(read.get().day())) {
                taken = taken.plus(
                        lock.alone(PlannedOutageImport.SUBJECT, () -> take(text, read.get(), scope, source)));
            }
        }
        return taken;
    }

    private static Optional<AnnouncementText> read(String text, LocalDate today) {
        if (text.length() > PastedAnnouncements.LONGEST) return Optional.empty();
        try {
            return Optional.of(AnnouncementText.read(text, today));
        } catch (UnreadableAnnouncement e) {
            return Optional.empty(); // It is counted, and told as a failure of the source.
        }
    }

    private record Known(String id, String key, boolean confirmed, Long announcement) {}

    private Taken take(String text, AnnouncementText read, AnnouncementScope scope, String source) {
        Instant now = clock.instant();
        pasted.forgetTheOld(now);
        String kept = PastedAnnouncements.kept(text);
        String key = Sha256.of(kept);
        Optional<Known> known = jdbc.sql("""
                        SELECT pasted_id, text_key, confirmed_at, announcement_id FROM pasted_announcement
                         WHERE fetched_from = :source AND of_day = :day
                        """)
                .param("source", source)
                .param("day", read.day())
                .query((row, number) -> new Known(
                        row.getString("pasted_id"),
                        row.getString("text_key"),
                        row.getObject("confirmed_at") != null,
                        row.getObject("announcement_id") == null ? null : row.getLong("announcement_id")))
                .optional();
        if (known.isPresent() && known.get().key().equals(key)) return again(known.get(), now);
        known.ifPresent(before -> jdbc.sql("DELETE FROM pasted_announcement WHERE pasted_id = :id")
                .param("id", before.id())
                .update());
        boolean whole = read.unread().isEmpty() && (!read.slots().isEmpty() || read.nothingPlanned());
        PlannedOutageImport.Arrival arrival = whole ? imports.text(read, scope, source) : null;
        jdbc.sql("""
                        INSERT INTO pasted_announcement (pasted_id, account, pasted_at, pasted_text, confirmed_at, fetched_from,
                                                         scope, of_day, text_key, seen_at, announcement_id)
                        VALUES (:id, :source, :now, :text, :confirmedAt, :source, :scope, :day, :key, :now, :announcement)
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("source", source)
                .param("now", now.atOffset(UTC))
                .param("text", kept)
                .param("confirmedAt", whole ? now.atOffset(UTC) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "scope",
                        scope.isWholeCompany()
                                ? Announcements.COMPANY
                                : Announcements.scopeOf(scope.theOnlyOne().orElseThrow()))
                .param("day", read.day())
                .param("key", key)
                .param("announcement", whole ? arrival.announcement() : null, java.sql.Types.BIGINT)
                .update();
        return whole
                ? new Taken(
                        1, 0, 0, arrival.report().accepted(), arrival.report().refused())
                : new Taken(0, 1, 0, 0, 0);
    }

    private Taken again(Known known, Instant now) {
        jdbc.sql("UPDATE pasted_announcement SET seen_at = :now WHERE pasted_id = :id")
                .param("now", now.atOffset(UTC))
                .param("id", known.id())
                .update();
        if (known.announcement() != null) imports.arrivedAgain(known.announcement());
        return known.confirmed() ? new Taken(1, 0, 0, 0, 0) : new Taken(0, 1, 0, 0, 0);
    }

    /** The source says that all it has is what it had. */
    public void seenAgain(String source) {
        lock.alone(PlannedOutageImport.SUBJECT, () -> {
            jdbc.sql(
                            "SELECT pasted_id, confirmed_at, announcement_id FROM pasted_announcement WHERE fetched_from = :source")
                    .param("source", source)
                    .query((row, number) -> new Known(
                            row.getString("pasted_id"),
                            null,
                            row.getObject("confirmed_at") != null,
                            row.getObject("announcement_id") == null ? null : row.getLong("announcement_id")))
                    .list()
                    .forEach(known -> again(known, clock.instant()));
            return null;
        });
    }

    /** Those that somebody with this scope may confirm, of today and later, the earliest day first. */
    public List<Waiting> waiting(AnnouncementScope scope) {
        Instant now = clock.instant();
        return jdbc
                .sql("""
                        SELECT pasted_id, pasted_at, pasted_text, fetched_from, scope FROM pasted_announcement
                         WHERE fetched_from IS NOT NULL AND confirmed_at IS NULL AND of_day >= :today AND seen_at >= :longAgo
                         ORDER BY of_day, pasted_at
                        """)
                .param("today", PastedAnnouncements.dayOf(now))
                .param("longAgo", now.minus(PastedAnnouncements.KEPT_FOR).atOffset(UTC))
                .query((row, number) -> {
                    Instant since =
                            row.getObject("pasted_at", OffsetDateTime.class).toInstant();
                    AnnouncementText text =
                            AnnouncementText.read(row.getString("pasted_text"), PastedAnnouncements.dayOf(since));
                    String of = row.getString("scope");
                    return new Waiting(
                            row.getString("pasted_id"),
                            text.title(),
                            text.day(),
                            since,
                            text.unread().size(),
                            row.getString("fetched_from"),
                            of.isEmpty() ? null : Integer.valueOf(of));
                })
                .list()
                .stream()
                .filter(one -> mayAnnounce(
                        scope,
                        one.district() == null
                                ? Announcements.COMPANY
                                : one.district().toString()))
                .toList();
    }

    /** Whether somebody announces for all that a source speaks for. */
    static boolean mayAnnounce(AnnouncementScope scope, String ofSource) {
        return scope.isWholeCompany()
                || !ofSource.equals(Announcements.COMPANY) && scope.covers(new District(Integer.parseInt(ofSource)));
    }

    static AnnouncementScope scopeOf(String ofSource) {
        return ofSource.equals(Announcements.COMPANY)
                ? AnnouncementScope.wholeCompany()
                : AnnouncementScope.of(List.of(new District(Integer.parseInt(ofSource))));
    }
}
