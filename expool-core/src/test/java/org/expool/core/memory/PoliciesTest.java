package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.expool.core.discovery.ServiceProviders;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Termination policies: which jobs are terminated when memory is short. */
class PoliciesTest {

    private static final long GIB = 1 << 30;

    static List<TerminationPolicy> policies() {
        return List.of(new LeastLostWorkPolicy(), new HeaviestFirstPolicy());
    }

    @Test
    void leastLostWorkIsTheBestAvailable() {
        var selection =
                ServiceProviders.load(PoliciesTest.class.getClassLoader()).select(TerminationPolicy.class, null);
        assertThat(selection.choice().chosen()).isEqualTo("least-lost-work");
        assertThat(selection.choice().rejected()).extracting("name").containsExactly("heaviest-first");
    }

    @Test
    void heaviestFirstIsFoundByItsOlderName() {
        var selection =
                ServiceProviders.load(PoliciesTest.class.getClassLoader()).select(TerminationPolicy.class, "seed");
        assertThat(selection.provider()).isInstanceOf(HeaviestFirstPolicy.class);
        assertThat(selection.choice().chosen()).isEqualTo("heaviest-first");
        assertThat(selection.choice().rejected())
                .singleElement()
                .extracting("name", "reason")
                .containsExactly("least-lost-work", "heaviest-first was requested");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void enoughIsFreedAndEachJobIsCountedOnce(
            TerminationPolicy policy) { // lesson 10: 4 of 7 were ended, 3.03 GB remained
        List<Worker> seven = LongStream.range(0, 7)
                .mapToObj(id -> new Worker(id, 1010L << 20, GIB, Duration.ofSeconds(1 + id)))
                .toList();
        long used = seven.stream().mapToLong(Worker::bytes).sum();
        List<Long> victims = policy.victims(new WorkerSnapshot(used - 3 * GIB, seven));
        assertThat(victims).doesNotHaveDuplicates().hasSize(4);
        assertThat(used - 4 * (1010L << 20)).isLessThan(3 * GIB);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noMoreIsFreedThanNecessary(TerminationPolicy policy) { // lesson 11: whatever was missing, 3 of 4 were ended
        List<Worker> four = LongStream.range(0, 4)
                .mapToObj(id -> new Worker(id, GIB / 2, GIB, Duration.ofSeconds(1)))
                .toList();
        assertThat(policy.victims(new WorkerSnapshot(0, four))).isEmpty();
        assertThat(policy.victims(new WorkerSnapshot(-GIB, four))).isEmpty();
        assertThat(policy.victims(new WorkerSnapshot(1, four))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void oneJobAlwaysStays(TerminationPolicy policy) {
        List<Worker> two =
                List.of(new Worker(1, GIB, GIB, Duration.ofSeconds(1)), new Worker(2, GIB, GIB, Duration.ofSeconds(1)));
        assertThat(policy.victims(new WorkerSnapshot(100 * GIB, two))).hasSize(1);
        assertThat(policy.victims(new WorkerSnapshot(100 * GIB, two.subList(0, 1))))
                .isEmpty();
        assertThat(policy.victims(new WorkerSnapshot(100 * GIB, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void noVictimIsUnnecessary(TerminationPolicy policy) {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            List<Worker> workers = new ArrayList<>();
            for (int id = 0; id < 1 + random.nextInt(8); id++) {
                workers.add(
                        new Worker(id, random.nextInt(100), random.nextInt(100), Duration.ofMillis(random.nextInt(9))));
            }
            long excess = random.nextInt(300);
            List<Long> victims = policy.victims(new WorkerSnapshot(excess, workers));
            assertThat(victims).doesNotHaveDuplicates().hasSizeLessThan(workers.size());
            long freed = victims.stream()
                    .mapToLong(id -> workers.get(id.intValue()).bytes())
                    .sum();
            for (long victim : victims) {
                assertThat(freed - workers.get((int) victim).bytes()).isLessThan(excess);
            }
            if (freed < excess) {
                assertThat(workers.stream()
                                .filter(worker -> !victims.contains(worker.id()))
                                .filter(worker -> worker.bytes() > 0))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void jobsBeyondTheirPromiseAreTerminatedFirst() {
        List<Worker> workers = List.of(
                new Worker(1, 2 * GIB, 3 * GIB, Duration.ofSeconds(1)),
                new Worker(2, 2 * GIB, GIB, Duration.ofHours(1)),
                new Worker(3, 2 * GIB, 3 * GIB, Duration.ofSeconds(1)));
        assertThat(new LeastLostWorkPolicy().victims(new WorkerSnapshot(GIB, workers)))
                .containsExactly(2L);
    }

    @Test
    void theLeastWorkPerFreedByteIsLost() {
        List<Worker> workers = List.of(
                new Worker(1, 4 * GIB, 4 * GIB, Duration.ofMinutes(60)),
                new Worker(2, 4 * GIB, 4 * GIB, Duration.ofMinutes(2)),
                new Worker(3, GIB, GIB, Duration.ofMinutes(1)));
        assertThat(new LeastLostWorkPolicy().victims(new WorkerSnapshot(GIB, workers)))
                .containsExactly(2L);
        assertThat(new LeastLostWorkPolicy().victims(new WorkerSnapshot(5 * GIB, workers)))
                .containsExactly(2L, 3L);
    }

    @Test
    void heaviestFirstEndsTheHeaviestByRunTime() {
        List<Worker> workers = List.of(
                new Worker(1, 2 * GIB, GIB, Duration.ofMinutes(1)),
                new Worker(2, GIB, GIB, Duration.ofMinutes(10)),
                new Worker(3, 3 * GIB, GIB, Duration.ofMinutes(1)));
        assertThat(new HeaviestFirstPolicy().victims(new WorkerSnapshot(GIB, workers)))
                .containsExactly(2L);
    }
}
