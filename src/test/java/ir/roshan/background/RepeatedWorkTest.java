package ir.roshan.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final Doorbell doorbell = new Doorbell();
    private final AtomicInteger begun = new AtomicInteger();
    private RepeatedWork rounds;

    @AfterEach
    void end() {
        if (rounds != null) rounds.end();
    }

    private void begin(int threads, Duration pause, RepeatedWork.Round round) {
        rounds = new RepeatedWork("test", threads, pause, LONG, doorbell, round, e -> {});
        rounds.begin();
    }

    @Test
    void theEndWaitsForTheRoundThatIsUnderWayAndInterruptsNobody() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        Semaphore goOn = new Semaphore(0);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        begin(1, NEVER, () -> {
            inside.countDown();
            try {
                goOn.acquire();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            done.set(true);
            return true;
        });
        inside.await();
        Thread ending = new Thread(rounds::end);
        ending.start();
        await().atMost(LONG).until(() -> !rounds.isRunning());
        assertThat(ending.isAlive()).isTrue();
        goOn.release();
        ending.join(LONG.toMillis());
        assertThat(ending.isAlive()).isFalse();
        assertThat(done).isTrue();
        assertThat(interrupted).isFalse();
        assertThat(goOn.availablePermits()).as("no other round has begun").isZero();
    }

    @Test
    void oneThatTakesTooLongIsLeftAloneAndNotInterrupted() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean untouched = new AtomicBoolean();
        rounds = new RepeatedWork(
                "test",
                NEVER,
                SHORT,
                () -> {
                    inside.countDown();
                    try {
                        goOn.await();
                        untouched.set(true);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                },
                e -> {});
        rounds.begin();
        inside.await();
        rounds.end();
        assertThat(untouched).isFalse();
        goOn.countDown();
        await().atMost(LONG).untilTrue(untouched);
    }

    @Test
    void whoPausesIsWokenByTheBellAndByTheEnd() {
        begin(1, NEVER, () -> {
            begun.incrementAndGet();
            return false;
        });
        await().atMost(LONG).until(() -> begun.get() == 1);
        doorbell.ring();
        await().atMost(LONG).until(() -> begun.get() == 2);
        rounds.end();
        assertThat(begun).hasValue(2);
    }

    @Test
    void eachOfSeveralThreadsWorksAndEnds() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        begin(3, NEVER, () -> {
            names.add(Thread.currentThread().getName());
            workers.add(Thread.currentThread());
            return false;
        });
        await().atMost(LONG).until(() -> names.size() == 3);
        rounds.end();
        assertThat(names).containsExactlyInAnyOrder("test-1", "test-2", "test-3");
        assertThat(workers).noneMatch(Thread::isAlive);
    }

    @Test
    void whatHasFailedIsTriedAgainAfterAPauseAndNotAtOnce() {
        Collection<String> heard = new ConcurrentLinkedQueue<>();
        rounds = new RepeatedWork(
                "test",
                1,
                SHORT,
                LONG,
                doorbell,
                () -> {
                    if (begun.incrementAndGet() < 3) throw new IllegalStateException("no database");
                    return false;
                },
                e -> heard.add(e.getMessage()));
        rounds.begin();
        await().atMost(LONG).until(() -> begun.get() >= 4);
        assertThat(heard).containsExactly("no database", "no database");
        rounds.end();

        begun.set(0);
        begin(1, NEVER, () -> {
            begun.incrementAndGet();
            throw new IllegalStateException("no database");
        });
        await().atMost(LONG).until(() -> begun.get() == 1);
        doorbell.ring();
        rounds.end();
        assertThat(begun).as("nobody who rings makes it spin").hasValue(1);
    }

    @Test
    void theyCanBeginAgain() {
        begin(1, NEVER, () -> {
            begun.incrementAndGet();
            return false;
        });
        rounds.begin();
        await().atMost(LONG).until(() -> begun.get() == 1);
        rounds.end();
        assertThat(rounds.isRunning()).isFalse();
        rounds.begin();
        await().atMost(LONG).until(() -> begun.get() == 2);
        assertThat(rounds.isRunning()).isTrue();
    }

    @Test
    void aLeaseIsRenewedWhileItIsInHandAndNoLonger() {
        Collection<List<String>> renewed = new ConcurrentLinkedQueue<>();
        AtomicBoolean fails = new AtomicBoolean(true);
        Leases leases = new Leases("things", Duration.ofMillis(60), ids -> {
            if (fails.getAndSet(false)) throw new IllegalStateException("no database");
            renewed.add(ids);
        });
        leases.begin();
        leases.taken(List.of("a", "b"));
        await().atMost(LONG).until(() -> renewed.stream().anyMatch(ids -> ids.size() == 2));
        leases.done(List.of("a"));
        await().atMost(LONG).until(() -> renewed.stream().anyMatch(ids -> ids.equals(List.of("b"))));
        leases.end();
    }
}
