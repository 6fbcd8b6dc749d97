package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.expool.PoolListener;
import org.expool.event.PoolEvent;
import org.expool.event.PoolEvent.EventsDropped;
import org.expool.event.PoolEvent.PoolPaused;
import org.expool.event.PoolEvent.PoolWarning;
import org.expool.spi.support.Uninterruptibly;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final PoolThreads threads = new PoolThreads("test");

    /** Records what it gets; the first call waits for the gate. */
    private static final class Recorder implements PoolListener {
        private final List<PoolEvent> heard = new CopyOnWriteArrayList<>();
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch gate;
        private final int buffer;

        Recorder(int gates, int buffer) {
            this.gate = new CountDownLatch(gates);
            this.buffer = buffer;
        }

        @Override
        public void on(PoolEvent event) {
            called.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            heard.add(event);
        }

        @Override
        public int buffer() {
            return buffer;
        }

        long[] numbers() {
            return heard.stream().mapToLong(PoolEvent::number).toArray();
        }
    }

    private static PoolEvent warning(long number) {
        return new PoolWarning(number, Instant.EPOCH, "w");
    }

    @Test
    void numbersFactsOfManyThreadsInTheOrderInWhichTheyAreTold() throws InterruptedException {
        Recorder recorder = new Recorder(0, 100_000);
        try (EventStream stream = new EventStream(List.of(recorder), threads)) {
            stream.start();
            List<Thread> tellers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tellers.add(new Thread(() -> {
                    for (int n = 0; n < 1000; n++) {
                        stream.tell(EventStreamTest::warning);
                    }
                }));
            }
            tellers.forEach(Thread::start);
            tellers.forEach(Uninterruptibly::join);
        }

        assertThat(recorder.numbers())
                .containsExactly(LongStream.rangeClosed(1, 4000).toArray());
    }

    @Test
    void doesWhatFollowsAFactAfterListenersWereTold() throws InterruptedException {
        Recorder recorder = new Recorder(0, 10);
        List<Integer> heardBefore = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        try (EventStream stream = new EventStream(List.of(recorder), threads)) {
            stream.start();
            Runnable note = () -> {
                heardBefore.add(recorder.heard.size());
                done.countDown();
            };
            assertThat(stream.tell(EventStreamTest::warning, note, true)).isTrue();
            stream.tell(EventStreamTest::warning);
            stream.afterwards(note);
            done.await();
        }

        assertThat(heardBefore).containsExactly(1, 2);
    }

    @Test
    void saysHowManyFactsWereDroppedWhereListenersDoNotKeepUp() throws InterruptedException {
        Recorder recorder = new Recorder(1, 3);
        AtomicInteger done = new AtomicInteger();
        try (EventStream stream = new EventStream(List.of(recorder), threads)) {
            stream.start();
            stream.tell(EventStreamTest::warning);
            recorder.called.await(); // 1 is being told, the ring is empty
            for (int i = 0; i < 3; i++) {
                stream.tell(EventStreamTest::warning);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(stream.tell(EventStreamTest::warning, done::incrementAndGet, true))
                        .isFalse();
            }
            stream.afterwards(done::incrementAndGet); // what waits is never dropped
            recorder.gate.countDown();
        }

        assertThat(recorder.numbers()).containsExactly(1, 2, 3, 4, 9);
        assertThat(recorder.heard.get(4))
                .isInstanceOfSatisfying(
                        EventsDropped.class, gap -> assertThat(gap.count()).isEqualTo(5));
        assertThat(done).hasValue(1);
    }

    @Test
    void goesOnAfterAGapWithTheNextNumber() throws InterruptedException {
        Recorder recorder = new Recorder(1, 1);
        CountDownLatch caughtUp = new CountDownLatch(1);
        try (EventStream stream = new EventStream(List.of(recorder), threads)) {
            stream.start();
            stream.tell(EventStreamTest::warning);
            recorder.called.await();
            stream.tell(EventStreamTest::warning);
            stream.tell(EventStreamTest::warning);
            stream.tell(EventStreamTest::warning);
            stream.afterwards(caughtUp::countDown);
            recorder.gate.countDown();
            caughtUp.await();
            while (recorder.heard.size() < 3) { // the gap comes when the ring is empty
                Thread.onSpinWait();
            }
            stream.tell(number -> new PoolPaused(number, Instant.EPOCH));
        }

        assertThat(recorder.numbers()).containsExactly(1, 2, 4, 5);
        assertThat(recorder.heard.get(3)).isInstanceOf(PoolPaused.class);
    }

    @Test
    void takesTheLargestBufferThatAnyListenerAsksFor() throws InterruptedException {
        Recorder small = new Recorder(1, 1);
        Recorder large = new Recorder(0, 50);
        try (EventStream stream = new EventStream(List.of(small, large), threads)) {
            stream.start();
            stream.tell(EventStreamTest::warning);
            small.called.await();
            for (int i = 0; i < 50; i++) {
                stream.tell(EventStreamTest::warning);
            }
            small.gate.countDown();
        }

        assertThat(large.numbers())
                .containsExactly(LongStream.rangeClosed(1, 51).toArray());
    }

    @Test
    void makesNoFactWhereNothingListens() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (EventStream stream = new EventStream(List.of(), threads)) {
            stream.start();
            stream.tell(number -> {
                throw new AssertionError("nothing listens");
            });
            assertThat(stream.isHeard()).isFalse();
            assertThat(stream.tell(EventStreamTest::warning, done::countDown, false))
                    .isTrue();
            done.await();
        }
    }

    @Test
    void survivesWhatListenersAndWaitersThrow() throws InterruptedException {
        Recorder recorder = new Recorder(0, 10);
        PoolListener thrower = new PoolListener() {
            @Override
            public void on(PoolEvent event) {
                throw new AssertionError("meant to be thrown");
            }
        };
        try (EventStream stream = new EventStream(List.of(thrower, recorder), threads)) {
            stream.start();
            stream.tell(
                    EventStreamTest::warning,
                    () -> {
                        throw new IllegalStateException("meant to be thrown");
                    },
                    false);
            stream.tell(EventStreamTest::warning);
        }

        assertThat(recorder.numbers()).containsExactly(1, 2);
    }

    @Test
    void tellsAllThatIsThereBeforeItEnds() {
        Recorder recorder = new Recorder(0, 10_000);
        EventStream stream = new EventStream(List.of(recorder), threads);
        for (int i = 0; i < 5000; i++) {
            stream.tell(EventStreamTest::warning);
        }
        stream.start();
        stream.close();

        assertThat(recorder.heard).hasSize(5000);
    }
}
