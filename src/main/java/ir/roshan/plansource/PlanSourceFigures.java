package ir.roshan.plansource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How the sources fare: read from the table, and so the same in every node that has the same settings. */
@Component
class PlanSourceFigures implements MeterBinder {
    private final PlanSources sources;

    PlanSourceFigures(PlanSources sources) {
        this.sources = sources;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (PlanSource source : sources.sources()) {
            Tags tags = Tags.of(
                    "source", source.address(),
                    "format", source.format().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "id", source.id());
            Gauge.builder("roshan.plan.source.failing", () -> sources.failing(source))
                    .description("1 while the last try to fetch the plan from there has failed")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("roshan.plan.source.success.age", () -> sources.age(source))
                    .description("How long ago an answer from there was last taken")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("roshan.plan.source.rows.refused", () -> sources.refused(source))
                    .description("Rows of the last answer that could not be taken")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("roshan.plan.source.waiting", () -> sources.waiting(source))
                    .description("Announcements from there that a person has to look at")
                    .tags(tags)
                    .register(registry);
            Token.endOf(source)
                    .ifPresent(end -> Gauge.builder("roshan.plan.source.token.days", () -> sources.daysUntil(end))
                            .description("Until the token ends by which this node asks there")
                            .tags(tags)
                            .register(registry));
        }
    }
}
