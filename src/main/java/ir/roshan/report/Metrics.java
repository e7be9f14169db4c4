package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import ir.roshan.request.DeadlinePassed;
import ir.roshan.request.RequestRegistered;
import ir.roshan.request.ResultAnnounced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Figures for Prometheus. What happens is counted by the node on which it happened, once it has committed: add the nodes up.
 * What is open is read from the database, which all nodes share, every little while and not at each scrape: take the greatest.
 */
@Component
class Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final Duration[] RESTORE_BUCKETS = Stream.of(15, 30, 60, 90, 120, 180, 240, 360, 480, 720, 1440)
            .map(Duration::ofMinutes)
            .toArray(Duration[]::new);

    private final JdbcClient jdbc;
    private final WorkflowFigures workflow;
    private final MeterRegistry registry;
    private final Clock clock;
    private final MultiGauge requestsOpen;
    private final MultiGauge outagesOpen;
    private final AtomicReference<Double> oldestUnverified = new AtomicReference<>(Double.NaN);
    private final AtomicReference<Double> jobsDue = new AtomicReference<>(Double.NaN);
    private final AtomicReference<Double> jobsFailed = new AtomicReference<>(Double.NaN);

    Metrics(JdbcClient jdbc, WorkflowFigures workflow, MeterRegistry registry, Clock clock) {
        this.jdbc = jdbc;
        this.workflow = workflow;
        this.registry = registry;
        this.clock = clock;
        requestsOpen = MultiGauge.builder("roshan.requests.open")
                .description("Requests that have not ended, by channel and state")
                .register(registry);
        outagesOpen = MultiGauge.builder("roshan.outages.open")
                .description("Outages that are open, by district and state")
                .register(registry);
        gauge(
                "roshan.outages.oldest.unverified",
                "seconds",
                "Age of the oldest outage that nobody has verified",
                oldestUnverified);
        gauge("roshan.jobs.due", null, "Jobs of the workflow that are due and not done yet", jobsDue);
        gauge("roshan.jobs.failed", null, "Jobs of the workflow that were given up", jobsFailed);
    }

    private void gauge(String name, String unit, String description, AtomicReference<Double> value) {
        Gauge.builder(name, value::get).baseUnit(unit).description(description).register(registry);
    }

    @TransactionalEventListener
    void on(RequestRegistered registered) {
        Counter.builder("roshan.requests.registered")
                .description("Requests registered, by channel and district")
                .tags(tags(registered.channel().name(), registered.district().number()))
                .register(registry)
                .increment();
    }

    @TransactionalEventListener
    void on(DeadlinePassed passed) {
        Counter.builder("roshan.requests.breached")
                .description("Requests whose deadline passed with the supply still off, by channel and district")
                .tags(tags(passed.channel().name(), passed.district().number()))
                .register(registry)
                .increment();
    }

    @TransactionalEventListener
    void on(ResultAnnounced announced) {
        Counter.builder("roshan.requests.announced")
                .description("Results announced, by channel, district and outcome")
                .tags(tags(announced.channel().name(), announced.district().number())
                        .and("outcome", announced.outcome().name()))
                .register(registry)
                .increment();
        if (announced.untilSupply() != null) {
            Timer.builder("roshan.restore")
                    .description("From registration until supply was back, by priority")
                    .tag("priority", announced.priority().name())
                    .serviceLevelObjectives(RESTORE_BUCKETS)
                    .register(registry)
                    .record(announced.untilSupply());
        }
    }

    private static Tags tags(String channel, int district) {
        return Tags.of("channel", channel, "district", Integer.toString(district));
    }

    /** Without the database there is no figure rather than an old one. */
    @Scheduled(fixedDelayString = "${roshan.report.metrics-every:PT15S}")
    void count() {
        try {
            Instant now = clock.instant();
            requestsOpen.register(requests(), true);
            outagesOpen.register(outages(), true);
            oldestUnverified.set(oldestUnverified(now));
            jobsDue.set((double) workflow.jobsDue());
            jobsFailed.set((double) workflow.failedJobs());
        } catch (DataAccessException e) {
            LOG.warn("What is open could not be counted: {}", e.getClass().getSimpleName());
            requestsOpen.register(List.of(), true);
            outagesOpen.register(List.of(), true);
            Stream.of(oldestUnverified, jobsDue, jobsFailed).forEach(value -> value.set(Double.NaN));
        }
    }

    private List<MultiGauge.Row<?>> requests() {
        return jdbc.sql("""
                        SELECT channel, state, count(*) AS many FROM restoration_request
                         WHERE state IN ('CHECKING', 'IN_PLANNED_OUTAGE', 'ANNOUNCED')
                         GROUP BY channel, state
                        """)
                .<MultiGauge.Row<?>>query((rs, n) -> row(
                        Tags.of("channel", rs.getString("channel"), "state", rs.getString("state")), rs.getInt("many")))
                .list();
    }

    private List<MultiGauge.Row<?>> outages() {
        return jdbc.sql("""
                        SELECT district, state, count(*) AS many FROM outage
                         WHERE closed_at IS NULL
                         GROUP BY district, state
                        """)
                .<MultiGauge.Row<?>>query((rs, n) -> row(
                        Tags.of("district", rs.getString("district"), "state", rs.getString("state")),
                        rs.getInt("many")))
                .list();
    }

    private static MultiGauge.Row<?> row(Tags tags, int value) {
        return MultiGauge.Row.of(tags, value);
    }

    /** In seconds; 0 where all are verified. */
    private double oldestUnverified(Instant now) {
        Instant oldest = jdbc.sql(
                        "SELECT min(detected_at) AS oldest FROM outage WHERE closed_at IS NULL AND state = 'SUSPECTED'")
                .query((rs, n) -> Optional.ofNullable(instant(rs, "oldest")))
                .single()
                .orElse(now);
        return Duration.between(oldest, now).toMillis() / 1000.0;
    }
}
