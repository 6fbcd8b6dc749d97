package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import org.expool.Outcome;
import org.junit.jupiter.api.Test;

/** What keeps jobs from starting though a worker is free, or frees workers. */
class SchedulerPausingTest {

    @Test
    void aPausedPoolStartsNothingAndTimeRunsOn() {
        Simulation pool = pool(1);
        SimulatedJob running = pool.submit(ZERO, job("running").timeout(ms(50)).build(), Behaviour.runs(ms(1000)));
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(10)));
        pool.pause(ms(10), true);
        pool.pause(ms(100), false);
        pool.run();
        assertThat(running.endedAt()).isEqualTo(nanos(50));
        assertThat(waiting.starts()).containsExactly(nanos(100));
    }

    @Test
    void anOnStartThatReturnsDuringAPauseStartsItsJobAfterwards() {
        Simulation pool = pool(1);
        SimulatedJob asked = pool.submit(
                ZERO,
                job("asked").onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(10)));
        pool.pause(ms(5), true);
        pool.pause(ms(100), false);
        pool.run();
        assertThat(asked.starts()).containsExactly(nanos(100));
        assertThat(asked.end().attempt()).isEqualTo(1);
    }

    @Test
    void anOnStartThatReturnsDuringAStartDelayStartsItsJobAfterwards() {
        Simulation pool = pool(2);
        SimulatedJob asked = pool.submit(
                ZERO,
                job("asked").onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(10)));
        SimulatedJob heavy = pool.submit(ms(5), job("heavy").startDelay(ms(100)).build(), Behaviour.runs(ms(500)));
        pool.run();
        assertThat(heavy.starts()).containsExactly(nanos(5));
        assertThat(asked.starts()).containsExactly(nanos(105));
    }

    @Test
    void anOnStartOfTenSecondsDelaysNoOtherJobByMoreThanTwentyMilliseconds() {
        Simulation pool = pool(1);
        SimulatedJob asked = pool.submit(
                ZERO,
                job("asked").onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(10_000)));
        SimulatedJob other = pool.submit(ZERO, job("other").build(), Behaviour.runs(ms(30_000)));
        SimulatedJob last = pool.submit(ZERO, job("last").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(other.starts()).containsExactly(nanos(20));
        assertThat(asked.starts()).containsExactly(nanos(30_020));
        assertThat(last.starts()).containsExactly(nanos(30_030));
        assertThat(asked.end().attempt()).isEqualTo(1);
    }

    @Test
    void aJobCancelledDuringItsOnStartIsNotStarted() {
        Simulation pool = pool(1);
        SimulatedJob asked = pool.submit(
                ZERO,
                job("asked").onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(10)));
        pool.cancel(ms(5), asked);
        pool.run();
        assertThat(kind(asked)).isEqualTo("cancelled");
        assertThat(asked.starts()).isEmpty();
        assertThat(asked.endedAt()).isEqualTo(nanos(10));
    }

    @Test
    void anOnStartThatThrowsIsNotRepeated() {
        Simulation pool = pool(1);
        SimulatedJob asked = pool.submit(
                ZERO,
                job("asked")
                        .onStart(start -> {})
                        .retry(org.expool.Retry.times(3))
                        .build(),
                Behaviour.runs(ms(10)).throwing());
        pool.run();
        assertThat(asked.end().outcome())
                .isEqualTo(new Outcome.NotStarted(Outcome.NotStarted.Cause.CALLBACK, "its onStart threw"));
        assertThat(asked.end().attempt()).isEqualTo(1);
    }

    @Test
    void postponesTheNewestAndStartsThemAgainInTheirOldPlace() {
        Simulation pool = pool(3);
        SimulatedJob oldest = pool.submit(ZERO, job("oldest").build(), Behaviour.runs(ms(100)));
        SimulatedJob middle = pool.submit(ms(1), job("middle").build(), Behaviour.runs(ms(100)));
        SimulatedJob newest = pool.submit(ms(2), job("newest").build(), Behaviour.runs(ms(100)));
        SimulatedJob waiting = pool.submit(ms(3), job("waiting").build(), Behaviour.runs(ms(100)));
        pool.resize(ms(10), 1, true);
        pool.run();
        assertThat(oldest.starts()).containsExactly(0L);
        assertThat(middle.starts()).containsExactly(nanos(1), nanos(100));
        assertThat(newest.starts()).containsExactly(nanos(2), nanos(200));
        assertThat(waiting.starts()).containsExactly(nanos(300));
        assertThat(newest.end().postponed()).isEqualTo(1);
        assertThat(kind(newest)).isEqualTo("succeeded");
    }

    @Test
    void aPostponedJobThatIsCancelledEndsCancelled() {
        Simulation pool = pool(2);
        pool.submit(ZERO, job("oldest").build(), Behaviour.runs(ms(100)));
        SimulatedJob newest = pool.submit(
                ms(1), job("newest").build(), Behaviour.runs(ms(100)).dyingFor(ms(20)));
        pool.resize(ms(10), 1, true);
        pool.cancel(ms(20), newest);
        pool.run();
        assertThat(kind(newest)).isEqualTo("cancelled");
        assertThat(newest.starts()).hasSize(1);
    }

    @Test
    void killingNeedsNoGraceAlsoForWhatIsEnding() {
        Simulation pool = pool(2);
        SimulatedJob ending = pool.submit(
                ZERO, job("ending").build(), Behaviour.runs(ms(60_000)).deaf());
        SimulatedJob running = pool.submit(
                ZERO, job("running").build(), Behaviour.runs(ms(60_000)).deaf());
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(10)));
        pool.cancel(ms(10), ending);
        pool.cancelAll(ms(20), true);
        pool.run();
        assertThat(ending.endedAt()).isEqualTo(nanos(20));
        assertThat(running.endedAt()).isEqualTo(nanos(20));
        assertThat(waiting.starts()).isEmpty();
    }
}
