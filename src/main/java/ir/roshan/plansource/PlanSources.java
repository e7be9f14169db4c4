package ir.roshan.plansource;

import ir.roshan.plansource.SourceStates.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the sources of this node's settings fare, on whichever node they are asked. */
@Component
public class PlanSources {
    private final List<PlanSource> sources;
    private final SourceStates states;
    private final Clock clock;

    PlanSources(PlanSourceSettings settings, JdbcClient jdbc, Clock clock) {
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
            int refused) {}

    /** In the order of the settings. */
    public List<View> all() {
        return sources.stream().map(this::view).toList();
    }

    private View view(PlanSource source) {
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
                state.refused());
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

    double refused(PlanSource source) {
        return states.find(source).map(State::refused).orElse(0);
    }
}
