package ir.roshan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes first where passwords have to wait for each other, and who is sent away. */
class TurnsTest {
    private static final int MOST_WAITING = 128;

    private final Turns turns = new Turns();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        first.countDown();
        threads.shutdownNow();
    }

    /** What takes its time until the test lets it go. */
    private CompletableFuture<Boolean> somebodyIsInTurn() {
        CompletableFuture<Boolean> inTurn = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(
                () -> turns.take(0, () -> {
                    inTurn.complete(true);
                    try {
                        first.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }),
                threads);
        inTurn.join();
        return answer;
    }

    private CompletableFuture<Boolean> waits(String who, int weight) {
        int before = turns.waiting();
        CompletableFuture<Boolean> answer =
                CompletableFuture.supplyAsync(() -> turns.take(weight, () -> order.add(who)), threads);
        await().pollInterval(Duration.ofMillis(2)).until(() -> turns.waiting() > before);
        return answer;
    }

    @Test
    void whoWeighsLeastGoesFirstAndOfEqualsWhoeverCameFirst() {
        somebodyIsInTurn();
        List<CompletableFuture<Boolean>> all =
                List.of(waits("wrong before", 3), waits("new", 0), waits("new, later", 0), waits("known", -1));
        first.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(order).containsExactly("known", "new", "new, later", "wrong before");
    }

    @Test
    void oneIsComparedAtATime() {
        AtomicInteger inHand = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> turns.take(i % 7, () -> {
                            most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
                            Thread.yield();
                            return inHand.decrementAndGet() >= 0;
                        }),
                        threads))
                .toList();
        assertThat(all).allSatisfy(answer -> assertThat(answer.join()).isTrue());
        assertThat(most).hasValue(1);
    }

    /** One address fills all places; whoever comes from another is heard all the same, and of the many one goes. */
    @Test
    void whereTooManyWaitTheHeaviestIsSentAway() {
        somebodyIsInTurn();
        List<CompletableFuture<Boolean>> theirs = IntStream.range(0, MOST_WAITING)
                .mapToObj(i -> waits("guess", i))
                .toList();
        assertThatThrownBy(() -> turns.take(MOST_WAITING, () -> true)).isInstanceOf(TooManyAttempts.class);
        CompletableFuture<Boolean> owner =
                CompletableFuture.supplyAsync(() -> turns.take(0, () -> order.add("owner")), threads);
        CompletableFuture<Boolean> heaviest = theirs.get(MOST_WAITING - 1);
        assertThatThrownBy(heaviest::join).hasCauseInstanceOf(TooManyAttempts.class);
        first.countDown();
        assertThat(owner.join()).isTrue();
        theirs.subList(0, MOST_WAITING - 1).forEach(CompletableFuture::join);
        assertThat(order.indexOf("owner")).isLessThanOrEqualTo(1);
    }

    /** Whatever it failed of, the next would fail of it as well, and later. */
    @Test
    void whatFailsForOneFailsForAllWhoWait() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> failing = CompletableFuture.supplyAsync(
                () -> turns.take(0, () -> {
                    begun.countDown();
                    await().until(() -> turns.waiting() == 3);
                    throw new IllegalStateException("no database");
                }),
                threads);
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            await().until(() -> begun.getCount() == 0);
            all.add(CompletableFuture.supplyAsync(() -> turns.take(0, () -> true), threads));
        }
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(all)
                .allSatisfy(answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(TooManyAttempts.class));
        assertThat(turns.take(0, () -> true)).isTrue();
    }
}
