package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import org.expool.Outcome;
import org.expool.Retry;
import org.junit.jupiter.api.Test;

/**
 * Attempts that follow others.
 *
 * @see org.expool.core.schedule.RetryDecision
 */
class SchedulerRepetitionTest {

    @Test
    void waitsLongerBeforeEachAttemptAndOccupiesNoWorkerMeanwhile() {
        Simulation pool = pool(1);
        Retry retry = Retry.times(4).backoff(ms(100)).growing(3, ms(500)).jitter(0);
        SimulatedJob flaky = pool.submit(
                ZERO, job("flaky").retry(retry).build(), Behaviour.runs(ms(10)).exitingWith(1));
        SimulatedJob other = pool.submit(ZERO, job("other").build(), Behaviour.runs(ms(50)));
        pool.run();
        assertThat(flaky.starts()).containsExactly(0L, nanos(110), nanos(420), nanos(930));
        assertThat(other.starts()).containsExactly(nanos(10));
        assertThat(flaky.end().outcome()).isEqualTo(new Outcome.Failed(1));
    }

    @Test
    void stopsAtTheFirstSuccess() {
        Simulation pool = pool(1);
        SimulatedJob flaky = pool.submit(
                ZERO,
                job("flaky").retry(Retry.times(9)).build(),
                Behaviour.runs(ms(10)).exitingWith(1).onlyFirst(2));
        pool.run();
        assertThat(flaky.starts()).hasSize(3);
        assertThat(kind(flaky)).isEqualTo("succeeded");
    }

    @Test
    void triesAgainAfterChosenEndingsOnly() {
        Simulation pool = pool(4);
        Retry lostOnly = Retry.times(2).on(Retry.On.LOST);
        SimulatedJob failed = pool.submit(
                ZERO,
                job("failed").retry(lostOnly).build(),
                Behaviour.runs(ms(1)).exitingWith(1));
        SimulatedJob lost = pool.submit(
                ZERO, job("lost").retry(lostOnly).build(), Behaviour.runs(ms(1)).losing());
        SimulatedJob unstarted = pool.submit(
                ZERO,
                job("unstarted").retry(Retry.times(3).on(Retry.On.NOT_STARTED)).build(),
                Behaviour.failing());
        SimulatedJob slow =
                pool.submit(ZERO, job("slow").timeout(ms(5)).retry(lostOnly).build(), Behaviour.runs(ms(50)));
        pool.run();
        assertThat(failed.starts()).hasSize(1);
        assertThat(lost.starts()).hasSize(2);
        assertThat(unstarted.end().attempt()).isEqualTo(3);
        assertThat(slow.starts()).hasSize(1);
    }

    @Test
    void restartsAfterATimeoutAtOnceButNotForever() {
        Simulation pool = pool(1);
        SimulatedJob again = pool.submit(
                ZERO,
                job("again")
                        .timeout(ms(10))
                        .restartOnTimeout(true)
                        .maxRestarts(2)
                        .build(),
                Behaviour.runs(ms(1000)));
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(again.starts()).containsExactly(0L, nanos(10), nanos(20));
        assertThat(again.end().outcome())
                .isEqualTo(Outcome.TimedOut.ofJob(Outcome.TimedOut.Clock.WALL, ms(10), ms(10)));
        assertThat(waiting.starts()).containsExactly(nanos(30));
    }

    @Test
    void restartsDoNotCountAsRetries() {
        Simulation pool = pool(1);
        SimulatedJob again = pool.submit(
                ZERO,
                job("again")
                        .timeout(ms(10))
                        .restartOnTimeout(true)
                        .maxRestarts(1)
                        .retry(Retry.times(2))
                        .build(),
                Behaviour.runs(ms(1000)));
        pool.run();
        assertThat(again.starts()).hasSize(3);
    }

    @Test
    void aJobThatWaitsForItsNextAttemptCanBeCancelled() {
        Simulation pool = pool(1);
        SimulatedJob flaky = pool.submit(
                ZERO,
                job("flaky").retry(Retry.times(2).backoff(ms(1000))).build(),
                Behaviour.runs(ms(10)).exitingWith(1));
        pool.cancel(ms(50), flaky);
        pool.run();
        assertThat(flaky.endedAt()).isEqualTo(nanos(50));
        assertThat(kind(flaky)).isEqualTo("cancelled");
    }

    @Test
    void aCancelledJobIsNotTriedAgainWhateverItExitsWith() {
        Simulation pool = pool(1);
        SimulatedJob flaky = pool.submit(
                ZERO,
                job("flaky").retry(Retry.times(5)).build(),
                Behaviour.runs(ms(20)).exitingWith(1).reportedAfter(ms(10)));
        pool.cancel(ms(25), flaky);
        pool.run();
        assertThat(flaky.starts()).hasSize(1);
        assertThat(kind(flaky)).isEqualTo("failed");
    }

    @Test
    void eachAttemptHasItsOnStart() {
        Simulation pool = pool(1);
        SimulatedJob flaky = pool.submit(
                ZERO,
                job("flaky").retry(Retry.times(2)).onStart(start -> {}).build(),
                Behaviour.runs(ms(10)).exitingWith(1).withCallbacks(ms(5)));
        pool.run();
        assertThat(flaky.starts()).containsExactly(nanos(5), nanos(20));
    }
}
