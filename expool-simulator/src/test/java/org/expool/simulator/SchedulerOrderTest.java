package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import java.util.List;
import java.util.Map;
import org.expool.Resource;
import org.expool.core.schedule.SchedulerSettings;
import org.junit.jupiter.api.Test;

/**
 * Which job starts first: priorities, and resources.
 *
 * @see org.expool.core.schedule.ReadyQueue
 */
class SchedulerOrderTest {

    private static Simulation withResources(int workers, Resource... resources) {
        return new Simulation(
                SchedulerSettings.builder(workers).resources(List.of(resources)).build());
    }

    @Test
    void jobsOfAHigherPriorityStartFirstAndThoseOfOneInTheOrderOfSubmission() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("running").build(), Behaviour.runs(ms(10)));
        SimulatedJob low = pool.submit(ZERO, job("low").priority(-1).build(), Behaviour.runs(ms(10)));
        SimulatedJob first = pool.submit(ZERO, job("first").build(), Behaviour.runs(ms(10)));
        SimulatedJob second = pool.submit(ZERO, job("second").build(), Behaviour.runs(ms(10)));
        SimulatedJob high = pool.submit(ms(5), job("high").priority(7).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(high.starts()).containsExactly(nanos(10));
        assertThat(first.starts()).containsExactly(nanos(20));
        assertThat(second.starts()).containsExactly(nanos(30));
        assertThat(low.starts()).containsExactly(nanos(40));
    }

    @Test
    void aJobWaitsForItsResourcesAndOthersPassIt() {
        Simulation pool = withResources(3, Resource.of("gpu", 1));
        pool.submit(ZERO, job("first").resources(Map.of("gpu", 1)).build(), Behaviour.runs(ms(50)));
        SimulatedJob second =
                pool.submit(ZERO, job("second").resources(Map.of("gpu", 1)).build(), Behaviour.runs(ms(50)));
        SimulatedJob other = pool.submit(ZERO, job("other").build(), Behaviour.runs(ms(50)));
        pool.run();
        assertThat(second.starts()).containsExactly(nanos(50));
        assertThat(other.starts()).containsExactly(0L);
    }

    @Test
    void aJobThatNeedsManyUnitsIsNotStarvedByThoseThatNeedFew() {
        Simulation pool = withResources(4, Resource.of("gpu", 2));
        Map<String, Integer> one = Map.of("gpu", 1);
        for (int i = 0; i < 20; i++) {
            pool.submit(ms(i), job("small" + i).resources(one).build(), Behaviour.runs(ms(15)));
        }
        SimulatedJob large =
                pool.submit(ms(5), job("large").resources(Map.of("gpu", 2)).build(), Behaviour.runs(ms(10)));
        SimulatedJob late = pool.submit(ms(30), job("late").resources(one).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(large.starts().get(0)).isLessThan(late.starts().get(0));
    }

    @Test
    void unitsAreGivenBackAtTheEndOfEachAttempt() {
        Simulation pool = withResources(2, Resource.of("licence", 1));
        Map<String, Integer> one = Map.of("licence", 1);
        pool.submit(
                ZERO,
                job("retried")
                        .resources(one)
                        .retry(org.expool.Retry.times(2).backoff(ms(100)).jitter(0))
                        .build(),
                Behaviour.runs(ms(10)).exitingWith(1));
        SimulatedJob next = pool.submit(ZERO, job("next").resources(one).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(next.starts()).containsExactly(nanos(10));
    }

    @Test
    void anOnStartThatTakesTooLongGivesBackResourcesToo() {
        Simulation pool = withResources(2, Resource.of("gpu", 1));
        Map<String, Integer> one = Map.of("gpu", 1);
        pool.submit(
                ZERO,
                job("asked").resources(one).onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(1000)));
        SimulatedJob next = pool.submit(ZERO, job("next").resources(one).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(next.starts()).containsExactly(nanos(20));
    }
}
