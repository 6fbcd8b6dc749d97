package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.expool.core.memory.QueueRank.Urgency;
import org.expool.core.memory.ReadyIndex.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which job starts next, in virtual time; expectations are exact here. */
class AdmissionTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long LIMIT = 100;
    private static final long SHARE = 12;
    private static final int MAX_BYPASSES = 2;

    private final Promises running = new Promises();
    private final Map<String, QueueRank> ranks = new HashMap<>();
    private final ReadyIndex<String> ready =
            new ReadyIndex<>(request -> ranks.get(request.category()), QueueOrder.LARGEST, SHARE);
    private final Admission<String> admission = new Admission<>(QueueOrder.LARGEST, running);
    private final PriorityQueue<End> ends = new PriorityQueue<>();
    private final List<Long> order = new ArrayList<>();
    private int workers = 3;
    private long now;
    private long submitted;

    private record End(long at, long id) implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            return Long.compare(at, other.at);
        }
    }

    @Test
    void theLargestComesFirst() {
        submit(30, 9);
        submit(40, 3);
        submit(30, 10);
        startAll();
        assertThat(order).containsExactly(1L, 2L, 0L);
    }

    @Test
    void ofJobsWithinAWorkersShareTheLongestComesFirst() {
        submit(SHARE, 3);
        submit(1, 5);
        submit(SHARE + 1, 1);
        startAll();
        assertThat(order).containsExactly(2L, 1L, 0L);
    }

    @Test
    void smallJobsAreBackfilledWithoutDelayingALargeOne() {
        submit(60, 10);
        startAll();
        submit(90, 10); // blocked until 10 s
        for (int i = 0; i < MAX_BYPASSES * workers; i++) {
            submit(1, 0.001); // until it is overdue
        }
        startAll();
        runUntil(SECOND);
        long inTime = submit(30, 8);
        long tooLong = submit(30, 20);
        long beside = submit(10, 20);
        startAll();
        assertThat(order).endsWith(inTime, beside);
        runUntil(10 * SECOND);
        assertThat(order).endsWith(inTime, beside, 1L).doesNotContain(tooLong);
    }

    @Test
    void withoutDurationsTheOldestIsBypassedOnlySoOften() {
        submit(60, 0);
        startAll();
        submit(90, 0);
        for (int i = 0; i < 300; i++) {
            submit(30, 0);
        }
        startAll();
        for (int i = 2; i < 300; i++) {
            end(order.get(order.size() - 1));
        }
        assertThat(order)
                .hasSizeBetween(MAX_BYPASSES * workers, MAX_BYPASSES * workers + 3)
                .doesNotContain(1L);
        end(0);
        assertThat(order).contains(1L);
    }

    @Test
    void whatNeedsMoreThanTheLimitRunsAlone() {
        submit(500, 5);
        submit(10, 5);
        startAll();
        assertThat(order).containsExactly(1L);
        runUntil(5 * SECOND);
        assertThat(order).containsExactly(1L, 0L);
        submit(1, 1);
        startAll();
        assertThat(order).hasSize(2);
        runUntil(10 * SECOND);
        assertThat(order).containsExactly(1L, 0L, 2L);
    }

    @Test
    void probesComeFirstAndOthersOfTheirCategoryLast() {
        workers = 1;
        submit(90, 9, Urgency.AFTER_PROBE);
        submit(10, 1, Urgency.PROBE);
        submit(20, 1, Urgency.KNOWN);
        startAll();
        runUntil(100 * SECOND);
        assertThat(order).containsExactly(1L, 2L, 0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allRunWithinTheLimitAndNoneStarvesWhileOthersArrive(long seed) {
        Random random = new Random(seed);
        workers = 1 + random.nextInt(8);
        long large = 0;
        for (int i = 0; i < 3000; i++) {
            if (i == 50) {
                large = submit(LIMIT, 1);
            }
            submit(1 + random.nextInt(60), random.nextInt(9) == 0 ? 0 : 1 + random.nextInt(20));
            startAll();
            if (ready.firstUpTo(Long.MAX_VALUE, 1) != null && submitted > 20) {
                endNext();
            }
        }
        assertThat(order.indexOf(large)).isBetween(0, 2000);
        while (!ends.isEmpty()) {
            endNext();
        }
        assertThat(order).hasSize((int) submitted).doesNotHaveDuplicates();
        assertThat(running.promisedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withKnownPeaksAndDurationsTheMakespanIsWithin3PercentOfTheLowerBound(long seed) {
        Random random = new Random(seed);
        workers = 8 << random.nextInt(3);
        double memoryArea = 0;
        double cpuArea = 0;
        double longest = 0;
        for (int i = 0; i < 1000; i++) {
            long bytes = (long) Math.max(1, Math.min(60, 6 * Math.exp(0.8 * random.nextGaussian())));
            double seconds = Math.exp(3 + random.nextGaussian());
            memoryArea += bytes * seconds;
            cpuArea += seconds;
            longest = Math.max(longest, seconds);
            submit(bytes, seconds);
        }
        double bound = Math.max(longest, Math.max(memoryArea / LIMIT, cpuArea / workers));
        startAll();
        while (!ends.isEmpty()) {
            endNext();
        }
        assertThat(now / 1e9 / bound).isBetween(1.0, 1.03);
    }

    private long submit(long bytes, double seconds) {
        return submit(bytes, seconds, Urgency.KNOWN);
    }

    private long submit(long bytes, double seconds, Urgency urgency) {
        String category = "c" + submitted;
        ranks.put(category, new QueueRank(bytes, seconds, urgency));
        ready.add(submitted, category, 0, MemoryRequest.of(category, 0));
        return submitted++;
    }

    private void startAll() {
        Candidate<String> next = next();
        while (next != null) {
            assertThat(running.fits(next.rank().bytes(), LIMIT) || running.count() == 0)
                    .isTrue();
            ready.remove(next.id(), 0, MemoryRequest.of(next.job(), 0));
            double seconds = next.rank().seconds();
            running.start(
                    next.id(), next.rank().bytes(), seconds > 0 ? now + (long) (seconds * SECOND) : Long.MAX_VALUE);
            ends.add(new End(now + (long) ((seconds > 0 ? seconds : 7) * SECOND), next.id()));
            order.add(next.id());
            admission.started(next.id());
            next = next();
        }
    }

    private Candidate<String> next() {
        int free = workers - running.count();
        return free < 1 ? null : admission.next(List.of(new QueueLane<>(ready, free)), LIMIT, Long.MAX_VALUE, now);
    }

    private void endNext() {
        End end = ends.remove();
        now = end.at;
        running.end(end.id);
        startAll();
    }

    private void end(long id) {
        ends.removeIf(end -> end.id == id);
        running.end(id);
        startAll();
    }

    private void runUntil(long time) {
        while (!ends.isEmpty() && ends.element().at <= time) {
            endNext();
        }
        now = time;
    }
}
