package ir.roshan.plansource;

import ir.roshan.network.Network;
import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.plannedoutage.PlannedOutageImport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Asks each source in a thread of its own, so that one that hangs keeps nobody else waiting. */
@Component
class PlanSourceWatch implements SmartLifecycle {
    private static final Duration AFTER_START = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final int LOOKS_AN_INTERVAL = 5;
    /** For a list that is being taken in while this node stops. */
    private static final Duration TO_WRITE_DOWN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PlanSourceWatch.class);

    private final List<PlanSource> sources;
    private final SourceStates states;
    private final PlannedOutageImport lists;
    private final FetchedAnnouncements announcements;
    private final Network network;
    private final Clock clock;
    private final List<SourceCalls> calls = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    PlanSourceWatch(
            PlanSources sources,
            JdbcClient jdbc,
            PlannedOutageImport lists,
            FetchedAnnouncements announcements,
            Network network,
            Clock clock) {
        this.sources = sources.sources();
        this.states = new SourceStates(jdbc);
        this.lists = lists;
        this.announcements = announcements;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (running) return;
        running = true;
        for (PlanSource source : sources) {
            SourceCalls ofSource = new SourceCalls(SourceCalls.LONGEST, clock);
            Turn turn = new Turn(source, states, asking(source, ofSource), clock);
            Thread thread = new Thread(() -> watch(source, turn, ofSource), "plan-source-" + source.id());
            thread.setDaemon(true);
            calls.add(ofSource);
            threads.add(thread);
            thread.start();
        }
    }

    private Turn.Asking asking(PlanSource source, SourceCalls ofSource) {
        return switch (source.format()) {
            case CSV -> new ListSource(ofSource, lists);
            case ANNOUNCEMENT, ANNOUNCEMENT_PAGE -> new TextSource(ofSource, announcements);
            case NATIONAL -> new NationalSource(ofSource, states, lists, network);
        };
    }

    @Override
    public synchronized void stop() {
        running = false;
        calls.forEach(SourceCalls::stop);
        long deadline = System.nanoTime() + TO_WRITE_DOWN.toNanos();
        try {
            for (Thread thread : threads) thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        calls.clear();
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static void watch(PlanSource source, Turn turn, SourceCalls calls) {
        String trouble = null;
        Duration pause = source.every().dividedBy(LOOKS_AN_INTERVAL);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        if (pause.compareTo(SHORTEST_PAUSE) < 0) pause = SHORTEST_PAUSE;
        try {
            calls.pause(AFTER_START);
            while (true) {
                try {
                    turn.take();
                    trouble = null;
                } catch (DataAccessException | TransactionException e) {
                    String now = e.getClass().getSimpleName();
                    if (!now.equals(trouble)) LOG.warn("The plan source {} waits for the database: {}", source, now);
                    trouble = now;
                }
                calls.pause(pause);
            }
        } catch (SourceCalls.Stopped e) {
            LOG.debug("The plan source {} is not asked any more by this node", source);
        }
    }
}
