package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import java.util.Set;
import org.expool.JobBuilder;
import org.expool.Outcome;
import org.expool.Retry;
import org.expool.core.schedule.SchedulerSettings;
import org.junit.jupiter.api.Test;

/** Constraints that reach from one job to others of its category. */
class SchedulerChainsTest {

    private static JobBuilder sort(String name, double size) {
        return job(name).category("sort").size(size);
    }

    private static SimulatedJob violator(Simulation pool, JobBuilder job) {
        return pool.submit(ZERO, job.timeout(ms(50)).build(), Behaviour.runs(ms(1000)));
    }

    @Test
    void takesAlongRunningAndWaitingRelativesThatAreNotLighter() {
        Simulation pool = pool(3);
        SimulatedJob violator = violator(pool, sort("violator", 10));
        SimulatedJob running = pool.submit(ZERO, sort("running", 10).build(), Behaviour.runs(ms(1000)));
        SimulatedJob lighter = pool.submit(ZERO, sort("lighter", 9).build(), Behaviour.runs(ms(200)));
        SimulatedJob queued = pool.submit(ZERO, sort("queued", 20).build(), Behaviour.runs(ms(1)));
        SimulatedJob slower = pool.submit(ZERO, sort("slower", 5).slowdown(2).build(), Behaviour.runs(ms(1)));
        SimulatedJob unknown = pool.submit(ZERO, sort("unknown", 0).build(), Behaviour.runs(ms(1)));
        SimulatedJob other =
                pool.submit(ZERO, job("other").category("merge").size(99).build(), Behaviour.runs(ms(1)));
        pool.run();
        Outcome chained =
                new Outcome.Chained(violator.id(), "violator", Outcome.Chained.Cause.TIME, "timeout of 0.05 s");
        assertThat(running.end().outcome()).isEqualTo(chained);
        assertThat(queued.end().outcome()).isEqualTo(chained);
        assertThat(slower.end().outcome()).isEqualTo(chained);
        assertThat(queued.starts()).isEmpty();
        assertThat(running.endedAt()).isEqualTo(nanos(50));
        assertThat(kind(lighter)).isEqualTo("succeeded");
        assertThat(kind(unknown)).isEqualTo("succeeded");
        assertThat(kind(other)).isEqualTo("succeeded");
    }

    @Test
    void takesAlongWhatIsBlockedOrBacksOff() {
        Simulation pool = pool(3);
        violator(pool, sort("violator", 10));
        pool.submit(ZERO, job("long").build(), Behaviour.runs(ms(500)));
        SimulatedJob blocked =
                pool.submit(ZERO, sort("blocked", 10).after("long").build(), Behaviour.runs(ms(1)));
        SimulatedJob backingOff = pool.submit(
                ZERO,
                sort("backing off", 10).retry(Retry.times(2).backoff(ms(200))).build(),
                Behaviour.runs(ms(1)).exitingWith(1));
        pool.run();
        assertThat(blocked.endedAt()).isEqualTo(nanos(50));
        assertThat(backingOff.endedAt()).isEqualTo(nanos(50));
        assertThat(kind(backingOff)).isEqualTo("chained");
    }

    @Test
    void leavesChosenCategoriesAlone() {
        Simulation pool = new Simulation(SchedulerSettings.builder(2)
                .chaining(true)
                .unchained(Set.of("sort"))
                .build());
        violator(pool, sort("violator", 10));
        SimulatedJob relative = pool.submit(ZERO, sort("relative", 10).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(kind(relative)).isEqualTo("succeeded");
    }

    @Test
    void doesNothingWhereChainingIsOff() {
        Simulation pool =
                new Simulation(SchedulerSettings.builder(2).chaining(false).build());
        violator(pool, sort("violator", 10));
        SimulatedJob relative = pool.submit(ZERO, sort("relative", 10).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(kind(relative)).isEqualTo("succeeded");
    }

    @Test
    void aJobWithRestartOnTimeoutNeverStartsAChain() {
        Simulation pool = pool(2);
        SimulatedJob violator =
                violator(pool, sort("violator", 10).restartOnTimeout(true).maxRestarts(1));
        SimulatedJob relative = pool.submit(ZERO, sort("relative", 10).build(), Behaviour.runs(ms(500)));
        pool.run();
        assertThat(kind(violator)).isEqualTo("timed-out");
        assertThat(kind(relative)).isEqualTo("succeeded");
    }

    @Test
    void aTimeoutThatIsFollowedByAnotherAttemptStartsNone() {
        Simulation pool = pool(2);
        violator(pool, sort("violator", 10).retry(Retry.times(2)));
        SimulatedJob shorter = pool.submit(ZERO, sort("shorter", 10).build(), Behaviour.runs(ms(80)));
        SimulatedJob longer = pool.submit(ZERO, sort("longer", 10).build(), Behaviour.runs(ms(500)));
        pool.run();
        assertThat(kind(shorter)).isEqualTo("succeeded");
        assertThat(longer.endedAt()).isEqualTo(nanos(100));
        assertThat(kind(longer)).isEqualTo("chained");
    }

    @Test
    void aCrashOrTheLimitOfATaskStartsNone() {
        Simulation pool = pool(2);
        pool.submit(ZERO, sort("crash", 10).build(), Behaviour.runs(ms(10)).exitingWith(1));
        SimulatedJob relative = pool.submit(ZERO, sort("relative", 10).build(), Behaviour.runs(ms(100)));
        pool.run();
        assertThat(kind(relative)).isEqualTo("succeeded");
    }
}
