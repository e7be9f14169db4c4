package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ir.roshan.storage.WatchedTables;
import ir.roshan.storage.WatchedTables.Read;
import ir.roshan.testing.AtOnce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedAnswerTest {
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong beside = new AtomicLong();
    private final WatchedTables tables = mock();
    private final AtomicInteger made = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-30T06:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    /** Every change concerns the answer. */
    @BeforeEach
    void watch() {
        when(tables.commits()).thenAnswer(call -> changes.get());
        when(tables.reading(any())).thenAnswer(call -> {
            long since = changes.get();
            return new Read<>(call.<Supplier<?>>getArgument(0).get(), since, Set.of());
        });
        when(tables.holds(any(), anyLong()))
                .thenAnswer(call -> call.<Read<?>>getArgument(0).since() >= call.<Long>getArgument(1));
    }

    private <T> SharedAnswer<T> answer(Supplier<T> supplier) {
        return new SharedAnswer<>(Duration.ofSeconds(2), tables, beside::get, clock, supplier);
    }

    private static void aWhile() {
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }

    @Test
    void isPutTogetherOnceForAWhile() {
        SharedAnswer<Integer> answer = answer(made::incrementAndGet);
        assertThat(answer.get()).isEqualTo(1);
        now = now.plusMillis(1_999);
        assertThat(answer.get()).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackKeepsNothing() {
        SharedAnswer<Integer> answer = answer(made::incrementAndGet);
        answer.get();
        now = now.minusSeconds(3_600);
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void isPutTogetherAnewAfterEachChange() {
        SharedAnswer<Integer> answer = answer(made::incrementAndGet);
        answer.get();
        changes.incrementAndGet();
        assertThat(answer.get()).isEqualTo(2);
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void isPutTogetherAnewWithWhatItIsMadeOfBesideTheDatabase() {
        SharedAnswer<Integer> answer = answer(made::incrementAndGet);
        answer.get();
        beside.incrementAndGet();
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void whatIsChangedWhileItIsMadeIsNotMissed() {
        SharedAnswer<Long> answer = answer(changes::getAndIncrement);
        assertThat(answer.get()).isZero();
        assertThat(answer.get()).isEqualTo(1);
    }

    @Test
    void aStormIsAnsweredByOne() {
        SharedAnswer<Integer> answer = answer(() -> {
            aWhile();
            return made.incrementAndGet();
        });
        assertThat(AtOnce.all(50, i -> answer.get())).containsOnly(1);
    }

    @Test
    void whatFailsFailsForAllWhoWaitAndIsTriedAgainAfterwards() {
        SharedAnswer<Integer> answer = answer(() -> {
            aWhile();
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("no database");
            }
            return made.get();
        });
        assertThat(AtOnce.all(50, i -> catchThrowable(answer::get)))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(IllegalStateException.class));
        assertThat(made).hasValue(1);
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForEverBehindWhoeverMakesIt() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        SharedAnswer<Integer> answer = new SharedAnswer<>(
                Duration.ofSeconds(2),
                tables,
                beside::get,
                clock,
                () -> {
                    asked.countDown();
                    awaitUninterrupted(hangs);
                    return 1;
                },
                Duration.ofMillis(200));
        Thread first = new Thread(answer::get);
        first.start();
        awaitUninterrupted(asked);
        assertThatThrownBy(answer::get).matches(PassingFailure::is);
        hangs.countDown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
