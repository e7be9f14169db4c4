package ir.roshan.subscription;

import static java.time.ZoneOffset.UTC;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.PlanMessages;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** After which messages people end what they are told, and how: all that is left of it, and nothing of whose it was. */
@Repository
class StoppedPlaces {
    private static final String STOPPED = "roshan.subscriptions.stopped";

    private final JdbcClient jdbc;
    private final PlanMessages messages;
    private final Clock clock;
    private final MeterRegistry registry;

    StoppedPlaces(JdbcClient jdbc, PlanMessages messages, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
        this.registry = registry;
    }

    /** Before the number is erased from its messages' subject. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long subscriber, int places, Subscriptions.By by) {
        jdbc.sql("""
            INSERT INTO plan_stopped (stopped_at, stopped_by, after_kind, places)
            VALUES (:at, :by, CAST(:kind AS varchar(40)), :places)
            """)
                .param(
                        "at",
                        clock.instant()
                                .atZone(SolarHijri.TEHRAN)
                                .truncatedTo(ChronoUnit.HOURS)
                                .toInstant()
                                .atOffset(UTC))
                .param("by", by.name())
                .param("kind", messages.lastSentKind(subscriber).orElse(null))
                .param("places", places)
                .update();
        Counter.builder(STOPPED)
                .description("Places of which their owners wanted to hear nothing any more")
                .tag("by", by.name())
                .register(registry)
                .increment(places);
    }
}
