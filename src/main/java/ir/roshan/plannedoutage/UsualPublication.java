package ir.roshan.plannedoutage;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By when the plan of a day is usually there, as the company has kept it of late. Said only where there is something usual: a
 * company that publishes now in the morning and now at night, or a week at once, is not told to be late.
 */
final class UsualPublication {
    private static final int DAYS = 14;
    private static final int FEWEST_DAYS = 3;

    /** So near to the usual hour most of the days have to be. */
    private static final Duration NEAR = Duration.ofHours(1);

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final int KEPT_DAYS = 60;

    private final JdbcClient jdbc;

    UsualPublication(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param scopes as {@link Announcements#scopesOf(AnnouncementScope)} has them
     * @param covered of which only whole days count that have not begun
     */
    void published(Collection<String> scopes, List<Interval> covered, Instant at) {
        covered.stream()
                .flatMap(interval -> AnnouncedDays.wholeDays(interval).stream())
                .filter(day -> day.isAfter(AnnouncedDays.dayOf(at)))
                .forEach(day -> scopes.forEach(scope -> first(scope, day, at)));
        jdbc.sql("DELETE FROM plan_first_publication WHERE plan_day < :longAgo")
                .param("longAgo", AnnouncedDays.dayOf(at).minusDays(KEPT_DAYS))
                .update();
    }

    /** One at a time, as all imports. */
    private void first(String scope, LocalDate day, Instant at) {
        jdbc.sql("""
                        INSERT INTO plan_first_publication (scope, plan_day, published_at)
                        SELECT :scope, :day, :at
                         WHERE NOT EXISTS (SELECT 1 FROM plan_first_publication WHERE scope = :scope AND plan_day = :day)
                        """)
                .param("scope", scope)
                .param("day", day)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /**
     * @param district null for the whole company
     * @param day of which the plan is not there yet
     * @return a quarter of an hour by which it is there on most days; empty where there is no such time
     */
    Optional<Instant> by(District district, LocalDate day) {
        List<Duration> before = jdbc
                .sql("""
                        SELECT plan_day, min(published_at) AS published_at FROM plan_first_publication
                         WHERE scope IN (:scopes) AND plan_day >= :since AND plan_day < :day
                         GROUP BY plan_day
                        """)
                .param(
                        "scopes",
                        Stream.of(Announcements.COMPANY, district == null ? null : Announcements.scopeOf(district))
                                .filter(scope -> scope != null)
                                .toList())
                .param("since", day.minusDays(DAYS))
                .param("day", day)
                .query((row, number) -> Duration.between(
                        instant(row, "published_at"), SolarHijri.moment(row.getObject("plan_day", LocalDate.class), 0)))
                .list()
                .stream()
                .sorted()
                .toList();
        if (before.size() < FEWEST_DAYS) return Optional.empty();
        Duration usual = before.get((before.size() - 1) / 2);
        long near = before.stream()
                .filter(each -> each.minus(usual).abs().compareTo(NEAR) <= 0)
                .count();
        if (near * 3 < before.size() * 2L) return Optional.empty();
        Duration rounded = STEP.multipliedBy(usual.dividedBy(STEP));
        return Optional.of(SolarHijri.moment(day, 0).minus(rounded));
    }
}
