package ir.roshan.plannedoutage;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OneTrip.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * The announcements that have arrived: of which time they speak, for whom, and which of their rows could not be taken. What a
 * newer one covers as a whole, the older one no longer says.
 */
final class Announcements {
    /** Of everybody. */
    static final String COMPANY = "";

    private static final Duration REFUSED_KEPT_FOR = Duration.ofDays(30);
    private static final Duration ANSWERS_KEPT_FOR = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final UsualPublication usual;

    Announcements(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.usual = new UsualPublication(jdbc);
    }

    /** By when the plan of a day is usually there. */
    UsualPublication usual() {
        return usual;
    }

    static List<String> scopesOf(AnnouncementScope scope) {
        return scope.isWholeCompany()
                ? List.of(COMPANY)
                : scope.districts().stream().map(Announcements::scopeOf).toList();
    }

    static String scopeOf(District district) {
        return Integer.toString(district.number());
    }

    /** Whom an answer about a sample speaks for. */
    static String scopeOf(NetworkElement transformer) {
        return "transformer:" + transformer.code();
    }

    /** A time of which an announcement speaks. */
    record Covered(Interval interval, Instant arrivedAt) {}

    /**
     * A row that could not be taken.
     *
     * @param scope for whom its announcement speaks
     * @param interval the moments of which it may speak; within one day, so that a list of that day can say it anew
     * @param element null where it does not say, or says what the network does not have
     * @param district null where it does not say
     */
    record Refused(String scope, Interval interval, NetworkElement element, District district) {}

    /** A source that is asked every few minutes brings more lists than people do. */
    static final String FETCHED = "source:";

    /** What a newer announcement says instead stays gone. @return how many times it still speaks for */
    int arrivedAgain(long announcement, Instant at) {
        jdbc.sql("UPDATE plan_announcement SET arrived_at = :at WHERE announcement_id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", announcement)
                .update();
        return jdbc.sql("UPDATE plan_coverage SET arrived_at = :at WHERE announcement_id = :id")
                .param("at", at.atOffset(UTC))
                .param("id", announcement)
                .update();
    }

    /**
     * @param byWhom an account, or {@link #FETCHED} and where from; null where that is not known
     * @param title as the company calls it; empty where it has none
     * @param scopes for whom it speaks
     * @param covered of which times it speaks, apart from each other; none where it says nothing of whom it does not name
     */
    long arrived(
            AnnouncementSource source,
            Instant at,
            String byWhom,
            String title,
            Collection<String> scopes,
            List<Interval> covered,
            List<Refused> refused) {
        for (Interval interval : covered)
            for (String scope : scopes) supersede(scope, interval, source == AnnouncementSource.NATIONAL_SERVICE);
        forgetWhatIsLongOver(at);
        long id = add(source, at, byWhom, title);
        for (Interval interval : covered) for (String scope : scopes) cover(id, scope, interval, at);
        if (source != AnnouncementSource.NATIONAL_SERVICE) usual.published(scopes, covered, at);
        int number = 0;
        for (Refused row : refused) refuse(id, ++number, row);
        return id;
    }

    private long add(AnnouncementSource source, Instant at, String byWhom, String title) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO plan_announcement (source, arrived_at, by_whom, title) VALUES (:source, :at, :byWhom, :title)
                        """)
                .param("source", source.name())
                .param("at", at.atOffset(UTC))
                .param("byWhom", byWhom)
                .param("title", title)
                .update(key, "announcement_id");
        return key.getKeyAs(Long.class);
    }

    /** @param askedAnew the service is asked about one bill id every day from that day on, so that no earlier answer is kept */
    private void supersede(String scope, Interval interval, boolean askedAnew) {
        jdbc.sql("""
                        DELETE FROM plan_refused_row
                         WHERE from_at >= :from AND until_at <= :until AND (scope = :scope OR :scope = '')
                        """)
                .param("scope", scope)
                .param("from", interval.from().atOffset(UTC))
                .param("until", interval.until().atOffset(UTC))
                .update();
        jdbc.sql("""
                        DELETE FROM plan_coverage
                         WHERE scope = :scope AND covers_until <= :until AND (covers_from >= :from OR :askedAnew)
                        """)
                .param("scope", scope)
                .param("from", interval.from().atOffset(UTC))
                .param("until", interval.until().atOffset(UTC))
                .param("askedAnew", askedAnew)
                .update();
    }

    /** Answers of the service come by the thousand, and so does what is fetched; a company's lists are few, and stay. */
    private void forgetWhatIsLongOver(Instant now) {
        jdbc.sql("DELETE FROM plan_refused_row WHERE until_at < :longAgo")
                .param("longAgo", now.minus(REFUSED_KEPT_FOR).atOffset(UTC))
                .update();
        jdbc.sql("""
                        DELETE FROM plan_announcement
                         WHERE (source = 'NATIONAL_SERVICE' OR by_whom LIKE :fetched) AND arrived_at < :longAgo
                           AND NOT EXISTS (SELECT 1 FROM plan_coverage c
                                            WHERE c.announcement_id = plan_announcement.announcement_id)
                           AND NOT EXISTS (SELECT 1 FROM plan_refused_row r
                                            WHERE r.announcement_id = plan_announcement.announcement_id)
                        """)
                .param("fetched", FETCHED + "%")
                .param("longAgo", now.minus(ANSWERS_KEPT_FOR).atOffset(UTC))
                .update();
    }

    private void cover(long id, String scope, Interval interval, Instant at) {
        jdbc.sql("""
                        INSERT INTO plan_coverage (announcement_id, scope, covers_from, covers_until, arrived_at)
                        VALUES (:id, :scope, :from, :until, :at)
                        """)
                .param("id", id)
                .param("scope", scope)
                .param("from", interval.from().atOffset(UTC))
                .param("until", interval.until().atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .update();
    }

    private void refuse(long id, int number, Refused row) {
        jdbc.sql("""
                        INSERT INTO plan_refused_row (announcement_id, row_no, scope, from_at, until_at, element_kind,
                                                      element_code, district)
                        VALUES (:id, :number, :scope, :from, :until, :kind, :code, :district)
                        """)
                .param("id", id)
                .param("number", number)
                .param("scope", row.scope())
                .param("from", row.interval().from().atOffset(UTC))
                .param("until", row.interval().until().atOffset(UTC))
                .param(
                        "kind",
                        row.element() == null ? null : row.element().kind().name())
                .param("code", row.element() == null ? "" : row.element().code())
                .param(
                        "district",
                        row.district() == null ? null : row.district().number())
                .update();
    }

    /**
     * What is announced of a place in a time, in one statement.
     *
     * @param asOf when something that speaks for the place last arrived, of whatever time; null if never
     * @param covered by announcements that are young enough, in order
     * @param refusedAt the first moment of the time of which a row was refused that could be about the place; null if none was
     */
    record Known(Instant asOf, List<Interval> covered, Instant refusedAt) {}

    /**
     * @param bill null where none is known; then only the whole company is asked for
     * @param path from narrow to wide
     * @param district null where it is not known
     */
    static Question<Known> of(
            BillId bill,
            List<NetworkElement> path,
            District district,
            Instant from,
            Instant until,
            Instant youngEnough) {
        return known(
                Stream.concat(
                                Stream.of(
                                        COMPANY,
                                        district == null ? COMPANY : scopeOf(district),
                                        bill == null ? COMPANY : bill.value()),
                                path.stream()
                                        .filter(element -> element.kind() == ElementKind.TRANSFORMER)
                                        .map(Announcements::scopeOf))
                        .toList(),
                path,
                district,
                from,
                until,
                youngEnough);
    }

    /**
     * The same of a whole district, or of the whole company: a row that was refused counts wherever it is there.
     *
     * @param district null for the whole company
     */
    static Question<Known> ofAll(District district, Instant from, Instant until, Instant youngEnough) {
        return known(
                List.of(COMPANY, district == null ? COMPANY : scopeOf(district)),
                null,
                district,
                from,
                until,
                youngEnough);
    }

    /** @param path null for all of the district */
    private static Question<Known> known(
            List<String> scopes,
            List<NetworkElement> path,
            District district,
            Instant from,
            Instant until,
            Instant youngEnough) {
        List<String> codes = path == null
                ? List.of("")
                : Stream.concat(Stream.of(""), path.stream().map(NetworkElement::code))
                        .toList();
        return new Question<>(
                """
                SELECT 'COVERED' AS what, covers_from, covers_until, arrived_at FROM plan_coverage
                 WHERE scope IN (:scopes) AND arrived_at >= :youngEnough AND covers_until > :from
                 UNION ALL
                SELECT 'ARRIVED', NULL, NULL, max(arrived_at) FROM plan_coverage WHERE scope IN (:scopes)
                 UNION ALL
                SELECT 'REFUSED', min(from_at), NULL, NULL FROM plan_refused_row
                 WHERE until_at > :from AND from_at < :until
                   AND (:anywhere OR element_code IN (:refusedCodes))
                   AND (:everywhere OR coalesce(district, :district) = :district)
                """,
                Map.of(
                        "scopes",
                        scopes,
                        "anywhere",
                        path == null,
                        "everywhere",
                        path == null && district == null,
                        "youngEnough",
                        youngEnough.atOffset(UTC),
                        "from",
                        from.atOffset(UTC),
                        "until",
                        until.atOffset(UTC),
                        "refusedCodes",
                        codes,
                        "district",
                        district == null ? 0 : district.number()),
                rows -> known(rows, from));
    }

    private static Known known(ResultSet rows, Instant from) throws SQLException {
        Instant asOf = null;
        Instant refusedAt = null;
        List<Interval> covered = new ArrayList<>();
        while (rows.next()) {
            switch (rows.getString("what")) {
                case "COVERED" ->
                    covered.add(new Interval(instant(rows, "covers_from"), instant(rows, "covers_until")));
                case "ARRIVED" -> asOf = instant(rows, "arrived_at");
                default -> refusedAt = later(instant(rows, "covers_from"), from);
            }
        }
        return new Known(asOf, Interval.joined(covered, Duration.ZERO), refusedAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || one.isAfter(other) ? one : other;
    }
}
