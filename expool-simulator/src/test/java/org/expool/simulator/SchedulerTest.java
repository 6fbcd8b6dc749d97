package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Signal;
import org.expool.Warning;
import org.expool.core.schedule.SchedulerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scheduler on a virtual clock. */
class SchedulerTest {

    @Test
    void startsInOrderOfSubmissionAsSoonAsAWorkerIsFree() {
        Simulation pool = pool(2);
        SimulatedJob first = pool.submit(ZERO, job("first").build(), Behaviour.runs(ms(100)));
        SimulatedJob second = pool.submit(ZERO, job("second").build(), Behaviour.runs(ms(30)));
        SimulatedJob third = pool.submit(ZERO, job("third").build(), Behaviour.runs(ms(10)));
        SimulatedJob fourth = pool.submit(ZERO, job("fourth").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(first.starts()).containsExactly(0L);
        assertThat(second.starts()).containsExactly(0L);
        assertThat(third.starts()).containsExactly(ms(30).toNanos());
        assertThat(fourth.starts()).containsExactly(ms(40).toNanos());
        assertThat(first.end().wall()).isEqualTo(ms(100).toNanos());
    }

    @Test
    void endsAJobAtItsTimeoutAndNeedsNoGraceIfItObeys() {
        Simulation pool = pool(1);
        SimulatedJob slow = pool.submit(ZERO, job("slow").timeout(ms(50)).build(), Behaviour.runs(ms(1000)));
        pool.run();
        assertThat(slow.end().outcome()).isEqualTo(Outcome.TimedOut.ofJob(Clock.WALL, ms(50), ms(50)));
        assertThat(slow.endedAt()).isEqualTo(ms(50).toNanos());
    }

    /** A median can turn out to be so short that the time of the warning is before the start. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void warnsAtTheStartOfWhatIsShorterThanTheWarning() {
        for (Duration startLatency : List.of(ZERO, ms(1), ms(500))) {
            Simulation pool = pool(1);
            JobBuilder job =
                    job("warned").category("c").relativeTimeout(2).warning(new Warning(Signal.USR1, ms(10_000)));
            pool.submit(ZERO, job.build(), Behaviour.runs(ms(300)));
            SimulatedJob late =
                    pool.submit(ZERO, job.build(), Behaviour.runs(ms(1000)).startingAfter(startLatency));
            SimulatedJob good =
                    pool.submit(ZERO, job.build(), Behaviour.runs(ms(200)).startingAfter(startLatency));
            pool.run();
            assertThat(late.end().outcome()).isEqualTo(Outcome.TimedOut.ofJob(Clock.WALL, ms(600), ms(600)));
            assertThat(late.warnings).isEqualTo(1);
            assertThat(good.warnings).isEqualTo(1);
            assertThat(kind(good)).isEqualTo("succeeded");
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aShareOfNextToNothingIsALimit() {
        Simulation pool = pool(1);
        JobBuilder job = job("short").category("c").relativeTimeout(1e-12);
        pool.submit(ZERO, job.build(), Behaviour.runs(ms(300)));
        SimulatedJob late =
                pool.submit(ZERO, job.build(), Behaviour.runs(ms(1000)).startingAfter(ms(10)));
        pool.run();
        assertThat(kind(late)).isEqualTo("timed-out");
    }

    @Test
    void killsAfterTheGraceAndDelaysNoOtherJobMeanwhile() {
        Simulation pool = pool(2);
        SimulatedJob deaf = pool.submit(
                ZERO,
                job("deaf").timeout(ms(50)).build(),
                Behaviour.runs(ms(60_000)).deaf());
        SimulatedJob other = pool.submit(ms(60), job("other").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(deaf.endedAt()).isEqualTo(ms(5050).toNanos());
        assertThat(other.endedAt()).isEqualTo(ms(70).toNanos());
    }

    @Test
    void doesNotGiveAwayTheSlotOfAJobThatIsStillEnding() {
        Simulation pool = pool(1);
        pool.submit(
                ZERO,
                job("deaf").timeout(ms(50)).build(),
                Behaviour.runs(ms(60_000)).deaf());
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(next.starts()).containsExactly(ms(5050).toNanos());
    }

    @Test
    void restartsOnTimeoutAheadOfWaitingJobsUntilTheRoundEnds() {
        Simulation pool = pool(1, ms(120));
        SimulatedJob again = pool.submit(
                ZERO, job("again").timeout(ms(50)).restartOnTimeout(true).build(), Behaviour.runs(ms(1000)));
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(1)));
        pool.join(ZERO, Duration.ofDays(1));
        pool.run();
        assertThat(again.starts()).hasSize(3);
        assertThat(again.end().outcome()).isEqualTo(Outcome.TimedOut.ofPool(Clock.WALL, ms(120), ms(120)));
        assertThat(kind(waiting)).isEqualTo("not-started");
        assertThat(pool.rounds()).containsExactly(false);
    }

    @Test
    void theRoundsLimitIsMeasuredFromItsFirstSubmissionAndAnewInTheNextRound() {
        Simulation pool = pool(1);
        pool.submit(ms(1000), job("a").build(), Behaviour.runs(ms(80)));
        pool.join(ms(1050), ms(100));
        SimulatedJob later = pool.submit(ms(5000), job("b").build(), Behaviour.runs(ms(80)));
        pool.join(ms(5070), ms(100));
        pool.submit(ms(9000), job("c").build(), Behaviour.runs(ms(200)));
        pool.join(ms(9000), ms(100));
        pool.run();
        assertThat(kind(later)).isEqualTo("succeeded");
        assertThat(pool.rounds()).containsExactly(true, true, false);
    }

    @Test
    void jobsThatComeAfterTheRoundsLimitAreNotStarted() {
        Simulation pool = pool(1, ms(100));
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(10)));
        SimulatedJob late = pool.submit(ms(150), job("late").build(), Behaviour.runs(ms(10)));
        pool.join(ms(200), Duration.ofDays(1));
        pool.run();
        assertThat(kind(late)).isEqualTo("not-started");
        assertThat(pool.rounds()).containsExactly(false);
    }

    @Test
    void startDelayBlocksOtherStartsButNotExitsOrTimeouts() {
        Simulation pool = pool(3);
        SimulatedJob quick = pool.submit(ZERO, job("quick").timeout(ms(20)).build(), Behaviour.runs(ms(1000)));
        SimulatedJob heavy = pool.submit(ZERO, job("heavy").startDelay(ms(100)).build(), Behaviour.runs(ms(500)));
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(quick.endedAt()).isEqualTo(ms(20).toNanos());
        assertThat(heavy.starts()).containsExactly(0L);
        assertThat(next.starts()).containsExactly(ms(100).toNanos());
    }

    @Test
    void aStartDelayEndsWithAFailedStart() {
        Simulation pool = pool(2);
        pool.submit(ZERO, job("heavy").startDelay(ms(100)).build(), Behaviour.failing());
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(next.starts()).containsExactly(0L);
    }

    @Test
    void cancelsWaitingAndRunningJobs() {
        Simulation pool = pool(1);
        SimulatedJob running = pool.submit(ZERO, job("running").build(), Behaviour.runs(ms(1000)));
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(1000)));
        pool.cancel(ms(10), waiting);
        pool.cancel(ms(20), running);
        pool.run();
        assertThat(kind(running)).isEqualTo("cancelled");
        assertThat(running.endedAt()).isEqualTo(ms(20).toNanos());
        assertThat(kind(waiting)).isEqualTo("cancelled");
        assertThat(waiting.starts()).isEmpty();
        assertThat(waiting.endedAt()).isEqualTo(ms(10).toNanos());
    }

    @Test
    void fewerWorkersLetRunningJobsFinish() {
        Simulation pool = pool(3);
        for (int i = 0; i < 3; i++) {
            pool.submit(ZERO, job("running" + i).build(), Behaviour.runs(ms(100 + i)));
        }
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.resize(ms(10), 1);
        pool.run();
        assertThat(next.starts()).containsExactly(ms(102).toNanos());
    }

    @Test
    void moreWorkersStartWaitingJobsAtOnce() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("running").build(), Behaviour.runs(ms(100)));
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.resize(ms(10), 2);
        pool.run();
        assertThat(next.starts()).containsExactly(ms(10).toNanos());
    }

    @Test
    void waitsForCallbacksBeforeTheRoundEndsButNotBeforeTheNextStart() {
        Simulation pool = pool(1);
        pool.submit(
                ZERO,
                job("a").onFinish(result -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(10_000)));
        SimulatedJob next = pool.submit(ZERO, job("next").build(), Behaviour.runs(ms(10)));
        pool.join(ZERO, Duration.ofDays(1));
        pool.run();
        assertThat(next.starts()).containsExactly(ms(10).toNanos());
        assertThat(pool.now()).isEqualTo(ms(10_010).toNanos());
        assertThat(pool.rounds()).containsExactly(true);
    }

    @Test
    void afterAFailureNothingStartsIfItIsToHalt() {
        Simulation pool =
                new Simulation(SchedulerSettings.builder(2).haltOnFailure(true).build());
        SimulatedJob running = pool.submit(ZERO, job("running").build(), Behaviour.runs(ms(1000)));
        pool.submit(ZERO, job("bad").build(), Behaviour.runs(ms(10)).exitingWith(1));
        SimulatedJob waiting = pool.submit(ZERO, job("waiting").build(), Behaviour.runs(ms(10)));
        SimulatedJob late = pool.submit(ms(100), job("late").build(), Behaviour.runs(ms(10)));
        pool.join(ms(200), Duration.ofDays(1));
        SimulatedJob next = pool.submit(ms(300), job("next").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(waiting.end().outcome())
                .isEqualTo(new Outcome.Cancelled(Outcome.Cancelled.By.HALT, "halted because 'bad' did not succeed"));
        assertThat(waiting.starts()).isEmpty();
        assertThat(late.starts()).isEmpty();
        assertThat(running.endedAt()).isEqualTo(ms(10).toNanos());
        assertThat(kind(next)).isEqualTo("succeeded");
    }

    @Test
    void aStubJobSucceedsWithoutAProcess() {
        Simulation pool = pool(1);
        SimulatedJob stub = pool.submit(ZERO, Job.of("stub", Command.none()), Behaviour.failing());
        pool.run();
        assertThat(kind(stub)).isEqualTo("succeeded");
        assertThat(stub.starts()).isEmpty();
    }
}
