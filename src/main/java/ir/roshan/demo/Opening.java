package ir.roshan.demo;

import ir.roshan.crew.CrewImport;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePointImport;
import ir.roshan.text.ImportReport;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lays the demo out on an empty database, before any door of the application opens: nobody comes in while the clock is
 * set back. A database with the finished demo on it is left as it is; any other is refused.
 */
@Component
@Profile("demo")
class Opening implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    /** Well before the web server, whose phase is a few thousand below the default. */
    private static final int BEFORE_THE_DOORS = DEFAULT_PHASE - 1_000_000;

    private final Network network;
    private final ServicePointImport servicePoints;
    private final CrewImport crews;
    private final PlannedOutagesAroundNow plannedOutages;
    private final PlanInWords planInWords;
    private final Workplace workplace;
    private final TimeLapse timeLapse;
    private final SmartLifecycle messageSender;
    private boolean running;

    Opening(
            Network network,
            ServicePointImport servicePoints,
            CrewImport crews,
            PlannedOutagesAroundNow plannedOutages,
            PlanInWords planInWords,
            Workplace workplace,
            TimeLapse timeLapse,
            @Qualifier("messageSender") SmartLifecycle messageSender) {
        this.network = network;
        this.servicePoints = servicePoints;
        this.crews = crews;
        this.plannedOutages = plannedOutages;
        this.planInWords = planInWords;
        this.workplace = workplace;
        this.timeLapse = timeLapse;
        this.messageSender = messageSender;
    }

    /** @throws DemoNotLaidOut if it fails, or the database holds something else */
    @Override
    public void start() {
        if (workplace.kept().isEmpty()) {
            if (network.countServicePoints() > 0) throw DemoNotLaidOut.onThisDatabase();
            try {
                layOut();
            } catch (RuntimeException e) {
                throw DemoNotLaidOut.because(e);
            }
        }
        running = true;
    }

    private void layOut() {
        long began = System.nanoTime();
        log.info(
                "laying out the demo, once for this database: a network, accounts, and what has happened in the last {} hours",
                LastHours.HOURS);
        People.ALL.forEach(workplace::open);
        ImportReport report = servicePoints.load(new StringReader(SmallNetwork.csv()));
        if (report.refused() > 0)
            throw new IllegalStateException("service points of the demo are refused: " + report.problems());
        ImportReport known = crews.load(new StringReader(SmallNetwork.crewsCsv()));
        if (known.refused() > 0) throw new IllegalStateException("crews of the demo are refused: " + known.problems());
        plannedOutages.arrive();
        planInWords.arrive();
        // Before its turn: results have to reach the subscribers while the hours pass.
        messageSender.start();
        List<Subscriber> subscribers = LastHours.subscribers();
        timeLapse.pass(Duration.ofHours(LastHours.HOURS), subscribers);
        workplace.keep(subscribers.stream()
                .filter(Subscriber::isWorthSeeing)
                .map(subscriber -> subscriber.code().value())
                .collect(Collectors.joining(" ")));
        log.info(
                "the demo is laid out: {} service points, {} reports, in {} ms",
                report.accepted(),
                subscribers.size(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_DOORS;
    }
}
