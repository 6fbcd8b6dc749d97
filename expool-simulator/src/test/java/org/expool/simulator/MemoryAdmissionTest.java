package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.MemorySize;
import org.expool.Resource;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.event.MemoryReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which jobs start beside which, by their expected memory.
 *
 * @see org.expool.core.schedule.BalancedQueue
 */
class MemoryAdmissionTest {

    static JobBuilder needing(String name, int mebibytes) {
        return job(name).memory(MemorySize.ofMiB(mebibytes));
    }

    static Simulation limited(int workers, int mebibytes) {
        return new Simulation(settings(workers, mebibytes).build());
    }

    static SchedulerSettings.Builder settings(int workers, int mebibytes) {
        return SchedulerSettings.builder(workers)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit((long) mebibytes << 20));
    }

    private static Simulation ordered(int workers, int mebibytes, QueueOrder order) {
        return new Simulation(settings(workers, mebibytes)
                .memory(MemorySettings.ofLimit((long) mebibytes << 20).order(order))
                .build());
    }

    @Test
    void lesson37_whatDoesNotFitWaitsAndLetsOthersPass() {
        Simulation pool = limited(4, 100);
        SimulatedJob large = pool.submit(ZERO, needing("large", 60).build(), Behaviour.runs(ms(100)));
        SimulatedJob other = pool.submit(ms(1), needing("other", 50).build(), Behaviour.runs(ms(100)));
        SimulatedJob small = pool.submit(ms(2), needing("small", 40).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(large.starts()).containsExactly(0L);
        assertThat(small.starts()).containsExactly(nanos(2));
        assertThat(other.starts()).containsExactly(nanos(100));
        assertThat(other.end().memory().steps())
                .extracting(MemoryReason::text)
                .containsExactly(
                        "waits for memory: it is expected to need 50.0 MiB (declared; no run of its category has"
                                + " finished), and 40.0 MiB of 100.0 MiB are free");
    }

    /** It cannot use more than its own limit, whatever others of its category used. */
    @Test
    void aJobNeedsNoMoreThanItsOwnLimit() {
        Simulation pool = limited(4, 1000);
        pool.historyLoaded(ZERO, Collections.nCopies(40, new RecordedRun("c", 0, 800L << 20, 0.1)));
        pool.submit(ms(1), needing("other", 550).build(), Behaviour.runs(ms(100)));
        SimulatedJob whole = pool.submit(ms(2), job("whole").category("c").build(), Behaviour.runs(ms(100)));
        SimulatedJob modest = pool.submit(
                ms(3),
                job("modest").category("c").memoryLimit(MemorySize.ofMiB(400)).build(),
                Behaviour.runs(ms(50)).using(380));
        SimulatedJob late = pool.submit(
                ms(4),
                job("late").category("c").memoryLimit(MemorySize.ofMiB(420)).build(),
                Behaviour.runs(ms(50)).using(380));
        pool.run();
        assertThat(modest.starts()).containsExactly(nanos(3));
        assertThat(modest.end().memory().expected().bytes()).isGreaterThanOrEqualTo(800L << 20);
        assertThat(modest.end().memory().promised().bytes()).isEqualTo(400L << 20);
        assertThat(whole.starts().get(0)).isGreaterThanOrEqualTo(nanos(100));
        assertThat(late.starts()).containsExactly(nanos(53));
    }

    @Test
    void whyOneWaitsNamesItsOwnLimitWhereThatIsLess() {
        Simulation pool = limited(4, 1000);
        pool.historyLoaded(ZERO, Collections.nCopies(40, new RecordedRun("c", 0, 800L << 20, 0.1)));
        pool.submit(ms(1), needing("other", 650).build(), Behaviour.runs(ms(100)));
        SimulatedJob modest = pool.submit(
                ms(2),
                job("modest").category("c").memoryLimit(MemorySize.ofMiB(400)).build(),
                Behaviour.runs(ms(50)));
        pool.run();
        assertThat(modest.starts()).containsExactly(nanos(101));
        assertThat(modest.end().memory().steps())
                .extracting(MemoryReason::text)
                .singleElement()
                .asString()
                .startsWith("waits for memory: it is expected to need 8")
                .endsWith("and may use 400.0 MiB, and 350.0 MiB of 1000.0 MiB are free");
    }

    @Test
    void whatIsMeasuredAboveItsExpectationLeavesLessForOthers() {
        Simulation pool = limited(4, 100);
        pool.submit(
                ZERO,
                needing("grows", 10).build(),
                Behaviour.runs(Duration.ofSeconds(5)).using(70));
        SimulatedJob other =
                pool.submit(Duration.ofSeconds(3), needing("other", 50).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(other.starts()).containsExactly(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void lesson32_aCategoryTeachesItsLaterJobs() {
        Simulation pool = limited(4, 1000);
        for (int i = 0; i < 2; i++) {
            pool.submit(ZERO, categorized("probe" + i), Behaviour.runs(ms(100)).using(300));
        }
        for (int i = 0; i < 8; i++) {
            pool.submit(ZERO, categorized("job" + i), Behaviour.runs(ms(100)).using(300));
        }
        pool.run();
        assertThat(pool.memoryActions()).isNotEmpty();
        assertThat(pool.now()).isGreaterThanOrEqualTo(nanos(400)); // three at a time, not four
    }

    private static Job categorized(String name) {
        return job(name).category("sort").size(5).build();
    }

    @Test
    void historyTeachesFromTheStart() {
        Simulation pool = limited(4, 1000);
        pool.historyLoaded(
                ZERO, List.of(new RecordedRun("sort", 5, 700 << 20, 1), new RecordedRun("sort", 5, 700 << 20, 1)));
        SimulatedJob one = pool.submit(ZERO, categorized("one"), Behaviour.runs(ms(100)));
        SimulatedJob other = pool.submit(ZERO, categorized("other"), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(one.starts()).containsExactly(0L);
        assertThat(other.starts()).containsExactly(nanos(100));
        assertThat(other.end().memory().basis()).startsWith("largest of 2 runs");
    }

    @Test
    void aJobLargerThanTheLimitRunsAloneUnlessItIsCertain() {
        Simulation pool = limited(2, 100);
        SimulatedJob small = pool.submit(ZERO, needing("small", 10).build(), Behaviour.runs(ms(100)));
        SimulatedJob large = pool.submit(ZERO, needing("large", 200).build(), Behaviour.runs(ms(100)));
        SimulatedJob certain =
                pool.submit(ZERO, needing("certain", 200).memoryFixed(true).build(), Behaviour.runs(ms(100)));
        SimulatedJob late = pool.submit(ms(150), needing("late", 10).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(small.starts()).containsExactly(0L);
        assertThat(large.starts()).containsExactly(nanos(100));
        assertThat(late.starts()).containsExactly(nanos(200));
        assertThat(kind(certain)).isEqualTo("not-started");
        assertThat(certain.end().outcome().reason()).contains("200.0 MiB").contains("100.0 MiB");
    }

    @Test
    void priorityComesBeforeSize() {
        Simulation pool = limited(1, 100);
        pool.submit(ZERO, needing("first", 10).build(), Behaviour.runs(ms(100)));
        SimulatedJob large = pool.submit(ZERO, needing("large", 90).build(), Behaviour.runs(ms(100)));
        SimulatedJob urgent = pool.submit(ZERO, needing("urgent", 5).priority(1).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(urgent.starts()).containsExactly(nanos(100));
        assertThat(large.starts()).containsExactly(nanos(200));
    }

    @Test
    void inTheOrderOfSubmissionOneThatDoesNotFitBlocksAll() {
        assertThat(startOfSmall(QueueOrder.SUBMISSION)).isEqualTo(nanos(200));
    }

    @Test
    void backfillingLetsOthersFillIn() {
        assertThat(startOfSmall(QueueOrder.LARGEST)).isZero();
        assertThat(startOfSmall(QueueOrder.LONGEST)).isZero();
        Simulation pool = ordered(4, 100, QueueOrder.BACKFILL);
        pool.historyLoaded(
                ZERO, List.of(new RecordedRun("c", 1, 50 << 20, 0.1), new RecordedRun("d", 1, 1 << 20, 0.01)));
        pool.submit(ZERO, needing("large", 60).build(), Behaviour.runs(ms(100)));
        SimulatedJob second =
                pool.submit(ZERO, job("second").category("c").size(1).build(), Behaviour.runs(ms(100)));
        SimulatedJob third =
                pool.submit(ZERO, job("third").category("d").size(1).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(second.starts()).containsExactly(nanos(100));
        assertThat(third.starts()).containsExactly(0L); // fits beside both
    }

    private static long startOfSmall(QueueOrder order) {
        Simulation pool = ordered(4, 100, order);
        pool.submit(ZERO, needing("large", 60).build(), Behaviour.runs(ms(100)));
        pool.submit(ZERO, needing("other", 90).build(), Behaviour.runs(ms(100)));
        SimulatedJob small = pool.submit(ZERO, needing("small", 40).build(), Behaviour.runs(ms(100)));
        pool.run();
        return small.starts().get(0);
    }

    @ParameterizedTest
    @EnumSource(QueueOrder.class)
    void aLargeJobDoesNotStarveWhileSmallOnesKeepComing(QueueOrder order) {
        Simulation pool = ordered(2, 100, order);
        for (int i = 0; i < 10; i++) {
            pool.submit(ms(5L * i), needing("early" + i, 30).build(), Behaviour.runs(ms(20)));
        }
        SimulatedJob large = pool.submit(ms(50), needing("large", 100).build(), Behaviour.runs(ms(20)));
        for (int i = 10; i < 1000; i++) {
            pool.submit(ms(5L * i), needing("small" + i, 30).build(), Behaviour.runs(ms(20)));
        }
        pool.run();
        assertThat(large.starts().get(0)).isLessThan(nanos(300));
    }

    @Test
    void resourcesGoToThoseThatAskForThemInTheirOrder() {
        Simulation pool = new Simulation(
                settings(4, 100).resources(List.of(Resource.of("gpu", 2))).build());
        pool.submit(ZERO, needing("one", 10).resources(Map.of("gpu", 1)).build(), Behaviour.runs(ms(100)));
        SimulatedJob both = pool.submit(
                ZERO, needing("both", 10).resources(Map.of("gpu", 2)).build(), Behaviour.runs(ms(100)));
        SimulatedJob late =
                pool.submit(ZERO, needing("late", 5).resources(Map.of("gpu", 1)).build(), Behaviour.runs(ms(100)));
        SimulatedJob none = pool.submit(ZERO, needing("none", 10).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(none.starts()).containsExactly(0L);
        assertThat(both.starts()).containsExactly(nanos(100));
        assertThat(late.starts()).containsExactly(nanos(200));
    }
}
