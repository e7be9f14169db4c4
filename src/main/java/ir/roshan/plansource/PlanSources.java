package ir.roshan.plansource;

import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.plannedoutage.FetchedAnnouncements.Waiting;
import ir.roshan.plansource.SourceStates.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the sources of this node's settings fare, on whichever node they are asked. */
@Component
public class PlanSources {
    private final List<PlanSource> sources;
    private final SourceStates states;
    private final FetchedAnnouncements announcements;
    private final Clock clock;

    PlanSources(PlanSourceSettings settings, JdbcClient jdbc, FetchedAnnouncements announcements, Clock clock) {
        this.announcements = announcements;
        this.sources = settings.checked();
        this.states = new SourceStates(jdbc);
        this.clock = clock;
    }

    /**
     * @param id tells sources apart whose address is shown alike
     * @param address without its query
     * @param district null for the whole company
     * @param lastSuccessAt null if never
     * @param failingSince null if it is well, or was not asked yet
     * @param failure null where {@code failingSince} is
     * @param accepted,refused rows of the last answer
     * @param tokenEndsAt null where its header holds no token that says so
     * @param tokenDays whole days until then, zero or less once it has ended; null likewise
     * @param waiting announcements that a person has to look at
     */
    public record View(
            String id,
            String address,
            PlanFormat format,
            Integer district,
            Instant lastSuccessAt,
            Instant failingSince,
            String failure,
            int accepted,
            int refused,
            Instant tokenEndsAt,
            Long tokenDays,
            List<Waits> waiting) {}

    public record Waits(String title, LocalDate day) {}

    /** In the order of the settings. */
    public List<View> all() {
        if (sources.isEmpty()) return List.of();
        List<Waiting> waiting = announcements.waiting(AnnouncementScope.wholeCompany());
        return sources.stream().map(source -> view(source, waiting)).toList();
    }

    private View view(PlanSource source, List<Waiting> waiting) {
        State state = states.find(source).orElse(new State(null, null, null, null, null, null, null, 0, 0, null));
        return new View(
                source.id(),
                source.address(),
                source.format(),
                source.district() == null ? null : source.district().number(),
                state.lastSuccessAt(),
                state.failingSince(),
                state.failure(),
                state.accepted(),
                state.refused(),
                Token.endOf(source).orElse(null),
                Token.endOf(source).map(this::daysUntil).orElse(null),
                waiting.stream()
                        .filter(one -> one.source().equals(source.name()))
                        .map(one -> new Waits(one.title(), one.day()))
                        .toList());
    }

    List<PlanSource> sources() {
        return sources;
    }

    /** In seconds since an answer was last taken, or since the source is known where none was; not a number before. */
    double age(PlanSource source) {
        return states.find(source)
                .map(state -> state.lastSuccessAt() == null ? state.knownSince() : state.lastSuccessAt())
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    double failing(PlanSource source) {
        return states.find(source).map(State::failingSince).isPresent() ? 1 : 0;
    }

    long daysUntil(Instant end) {
        return Math.floorDiv(
                Duration.between(clock.instant(), end).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }

    double waiting(PlanSource source) {
        return announcements.waiting(AnnouncementScope.wholeCompany()).stream()
                .filter(one -> one.source().equals(source.name()))
                .count();
    }

    double refused(PlanSource source) {
        return states.find(source).map(State::refused).orElse(0);
    }
}
