package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.Retry;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Task;
import org.expool.TimeLimits;
import org.expool.Usage;
import org.expool.Warning;
import org.expool.spi.ProcessExit;
import org.junit.jupiter.api.Test;

/**
 * The clocks that end a job, and how that is reported, in virtual time.
 *
 * @see CpuBudgets
 * @see QueueTimes
 * @see TimeLimitTimer
 */
class ClocksTest {

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static JobBuilder job(String name) {
        return Job.builder(name, Command.of(name)).stdout(Output.capture()).stderr(Output.toStdout());
    }

    private static SchedulerDriver pool(int workers) {
        return new SchedulerDriver(SchedulerSettings.ofWorkers(workers));
    }

    @Test
    void cpuTimeIsProbedWhenItCanBeUsedUpAtTheEarliest() {
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job = pool.submit(job("busy").cpuTimeout(ms(1000)).build());
        pool.advance(999);
        assertThat(pool.take(Recorded.Probe.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Probe.class)).hasSize(1);
        pool.probed(job, ms(400), 0);
        pool.advance(599);
        assertThat(pool.take(Recorded.Probe.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Probe.class)).hasSize(1);
        pool.probed(job, ms(1005), 0);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::signal)
                .containsExactly(Signal.TERM);
        pool.signalled(job, 15);
        assertThat(job.outcome).isEqualTo(Outcome.TimedOut.ofJob(Clock.CPU, ms(1000), ms(1005)));
        assertThat(job.outcome.reason()).isEqualTo("reached its limit of CPU time of 1.0 s, with 1.005 s");
    }

    @Test
    void aSilenceIsMeasuredFromTheLastOutput() {
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job =
                pool.submit(job("talker").silenceTimeout(ms(500)).build());
        pool.advance(500);
        assertThat(pool.take(Recorded.Probe.class)).hasSize(1);
        pool.probed(job, ms(0), 300);
        pool.advance(299);
        assertThat(pool.take(Recorded.Probe.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Probe.class)).hasSize(1);
        pool.probed(job, ms(0), 300);
        pool.signalled(job, 15);
        assertThat(job.outcome).isEqualTo(Outcome.TimedOut.ofJob(Clock.SILENCE, ms(500), ms(500)));
    }

    @Test
    void aJobThatWaitsTooLongIsGivenUp() {
        SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.builder(1)
                .limits(TimeLimits.NONE.queue(ms(700)))
                .build());
        pool.submit(job("running").build());
        SchedulerDriver.Entry patient =
                pool.submit(job("patient").queueTimeout(ms(900)).build());
        SchedulerDriver.Entry other = pool.submit(job("other").build());
        pool.advance(700);
        assertThat(other.outcome.reason())
                .isEqualTo("reached the pool's limit of time in the queue of 0.7 s, with 0.7 s");
        assertThat(patient.outcome).isNull();
        pool.advance(200);
        assertThat(patient.outcome).isEqualTo(Outcome.TimedOut.ofJob(Clock.QUEUE, ms(900), ms(900)));
    }

    @Test
    void aShareOfTheMedianAppliesOnceThereIsOne() {
        SchedulerDriver pool = pool(2);
        SchedulerDriver.Entry endless =
                pool.submit(job("endless").category("c").relativeTimeout(2).build());
        pool.advance(10_000);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        for (long duration : new long[] {8000, 9000, 4000}) {
            SchedulerDriver.Entry good = pool.submit(job("good").category("c").build());
            pool.advance(duration);
            pool.exit(good, 0);
        }
        // The first success made the limit 16 s; at the second the median was 8.5 s, the limit 17 s, and then it was
        // reached.
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::job)
                .contains(endless);
        pool.signalled(endless, 15);
        assertThat(endless.outcome.kind()).isEqualTo(Outcome.Kind.TIMED_OUT);
    }

    @Test
    void theStepsOfAStopSequenceFollowEachOther() {
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job = pool.submit(job("deaf")
                .timeout(ms(100))
                .stop(StopSequence.parse("TERM 50ms, INT 1s, KILL"))
                .build());
        pool.advance(149);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::signal)
                .containsExactly(Signal.TERM);
        pool.advance(1);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::signal)
                .containsExactly(Signal.INT);
        pool.advance(1000);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::signal)
                .containsExactly(Signal.KILL);
        pool.advance(60_000);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.signalled(job, 9);
        assertThat(job.outcome).isEqualTo(Outcome.TimedOut.ofJob(Clock.WALL, ms(100), ms(100)));
    }

    @Test
    void aWarningComesBeforeTheTimeoutAndOnce() {
        SchedulerDriver pool = pool(1);
        JobBuilder warned = job("warned").timeout(ms(100)).warning(new Warning(Signal.USR1, ms(30)));
        SchedulerDriver.Entry job = pool.submit(warned.build());
        pool.advance(70);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::signal)
                .containsExactly(Signal.USR1);
        pool.advance(29);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.signalled(job, Signal.USR1.number());
        assertThat(job.outcome).isEqualTo(new Outcome.Signalled(10, Outcome.Signalled.Sender.POOL));
    }

    @Test
    void aLimitOfEachJobIsThatOfWhoeverSetIt() {
        Task task =
                Task.builder("T").silenceTimeout(ms(400)).queueTimeout(ms(300)).build();
        SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.builder(2)
                .limits(TimeLimits.NONE.silence(ms(500)).queue(ms(700)))
                .build());
        JobBuilder repeated = job("of the task").task(task).retry(Retry.times(2));
        SchedulerDriver.Entry ofTask = pool.submit(repeated.build());
        SchedulerDriver.Entry ofPool = pool.submit(job("of the pool").build());
        SchedulerDriver.Entry waiting = pool.submit(job("waiting").task(task).build());
        pool.advance(300);
        assertThat(waiting.outcome).isEqualTo(Outcome.TimedOut.ofTask("T", Clock.QUEUE, ms(300), ms(300)));
        assertThat(waiting.outcome.reason())
                .isEqualTo("reached the limit of time in the queue of 0.3 s of its task 'T', with 0.3 s");
        pool.advance(200);
        pool.probed(ofTask, ms(0), 0);
        pool.probed(ofPool, ms(0), 0);
        pool.signalled(ofPool, 15);
        assertThat(ofPool.outcome).isEqualTo(Outcome.TimedOut.ofPool(Clock.SILENCE, ms(500), ms(500)));
        assertThat(ofPool.outcome.reason())
                .isEqualTo("reached the pool's limit of time without output of 0.5 s, with 0.5 s");
        Outcome expected = Outcome.TimedOut.ofTask("T", Clock.SILENCE, ms(400), ms(500));
        pool.take(Recorded.class);
        pool.signalled(ofTask, 15);
        assertThat(pool.take(Recorded.AttemptEnded.class))
                .as("a policy of the job holds as for its own limit")
                .extracting(each -> each.end().outcome())
                .containsExactly(expected);
    }

    @Test
    void limitsOfCenturiesAreAsGoodAsNone() {
        Duration ages = Duration.ofDays(1_000_000);
        SchedulerDriver pool = new SchedulerDriver(
                SchedulerSettings.builder(1).limits(TimeLimits.NONE.cpu(ages)).build());
        SchedulerDriver.Entry job = pool.submit(job("patient")
                .cpuTimeout(ages)
                .silenceTimeout(ages)
                .timeout(ages.plusDays(1))
                .warning(new Warning(Signal.USR1, ages))
                .build());
        pool.advance(1000);
        pool.probed(job, ms(500), 0);
        pool.exit(job, 0);
        assertThat(job.outcome).isEqualTo(new Outcome.Succeeded());
    }

    @Test
    void theSenderOfSigkillIsKnownWhereKillsAreCounted() {
        Map<Long, Outcome.Signalled.Sender> senders = Map.of(
                0L,
                Outcome.Signalled.Sender.OTHER,
                1L,
                Outcome.Signalled.Sender.OOM_KILLER,
                ProcessExit.UNCOUNTED,
                Outcome.Signalled.Sender.UNKNOWN);
        senders.forEach((kills, sender) -> {
            SchedulerDriver pool = pool(1);
            SchedulerDriver.Entry job = pool.submit(job("killed").build());
            pool.handle(new Event.Exited(job.id(), new ProcessExit(0, -1, 9, Usage.unknown(), kills)));
            assertThat(job.outcome).isEqualTo(new Outcome.Signalled(9, sender));
        });
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job = pool.submit(job("ended").build());
        pool.signalled(job, 15);
        assertThat(job.outcome).isEqualTo(new Outcome.Signalled(15, Outcome.Signalled.Sender.OTHER));
    }

    @Test
    void frozenTimeIsChargedToThePoolOnly() {
        SchedulerDriver pool = new SchedulerDriver(
                SchedulerSettings.builder(1).timeout(ms(100_000)).build());
        SchedulerDriver.Entry job = pool.submit(job("frozen").timeout(ms(1000)).build());
        pool.advance(600);
        pool.handle(new Event.Freeze(true));
        assertThat(pool.take(Recorded.Freeze.class))
                .extracting(Recorded.Freeze::frozen)
                .containsExactly(true);
        SchedulerDriver.Entry waiting = pool.submit(job("waiting").build());
        pool.advance(50_000);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.handle(new Event.Freeze(false));
        pool.advance(399);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Signal.class)).hasSize(1);
        pool.signalled(job, 15);
        assertThat(job.outcome).isEqualTo(Outcome.TimedOut.ofJob(Clock.WALL, ms(1000), ms(1000)));
        pool.advance(48_999);
        assertThat(waiting.outcome).isNull();
        pool.advance(1);
        assertThat(pool.take(Recorded.Signal.class))
                .extracting(Recorded.Signal::job)
                .containsExactly(waiting);
    }

    @Test
    void anOutputBeforeAFreezeIsNotTakenForOlderThanItIs() {
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job = pool.submit(
                job("writes").silenceTimeout(ms(100)).stdout(Output.capture()).build());
        pool.advance(90);
        pool.handle(new Event.Freeze(true));
        pool.advance(1000);
        pool.handle(new Event.Freeze(false));
        pool.advance(10);
        pool.probed(job, ms(0), 80);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.advance(80);
        pool.probed(job, ms(0), 80);
        assertThat(pool.take(Recorded.Signal.class)).hasSize(1);
    }

    @Test
    void aStartThatBecomesKnownLateInAFrozenPoolIsFrozenFromThenOn() {
        SchedulerDriver pool = pool(1);
        pool.handle(new Event.Freeze(true));
        pool.handle(new Event.Freeze(false));
        SchedulerDriver.Entry job = pool.submit(job("runs").timeout(ms(100)).build());
        pool.advance(60);
        pool.handle(new Event.Freeze(true));
        pool.advance(1000);
        pool.handle(new Event.Freeze(false));
        pool.advance(39);
        assertThat(pool.take(Recorded.Signal.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Signal.class)).hasSize(1);
        assertThat(job.outcome).isNull();
    }

    @Test
    void whatIsFrozenGoesOnBeforeItIsToldToEnd() {
        SchedulerDriver pool = pool(1);
        SchedulerDriver.Entry job = pool.submit(job("frozen").build());
        pool.handle(new Event.Freeze(true));
        pool.take(Recorded.class);
        pool.handle(new Event.Cancel(job, "enough"));
        assertThat(pool.take(Recorded.class))
                .containsExactly(new Recorded.Freeze(job, false), new Recorded.Signal(job, Signal.TERM));
    }

    @Test
    void theCpuTimeOfARoundIsThatOfAllItsJobs() {
        SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.builder(2)
                .limits(TimeLimits.NONE.cpu(ms(1000)))
                .build());
        SchedulerDriver.Entry one = pool.submit(job("one").build());
        SchedulerDriver.Entry other = pool.submit(job("other").build());
        SchedulerDriver.Entry waiting = pool.submit(job("waiting").build());
        pool.advance(1000);
        assertThat(pool.take(Recorded.Probe.class))
                .extracting(Recorded.Probe::job)
                .containsExactlyInAnyOrder(one, other);
        pool.probed(one, ms(300), 0);
        pool.probed(other, ms(400), 0);
        pool.advance(299);
        assertThat(pool.take(Recorded.Probe.class)).isEmpty();
        pool.advance(1);
        assertThat(pool.take(Recorded.Probe.class)).hasSize(2);
        pool.probed(one, ms(450), 0);
        pool.probed(other, ms(560), 0);
        assertThat(pool.take(Recorded.Signal.class)).hasSize(2);
        pool.signalled(one, 15);
        Outcome expected = Outcome.TimedOut.ofPool(Clock.CPU, ms(1000), ms(1010));
        assertThat(one.outcome).isEqualTo(expected);
        assertThat(waiting.outcome)
                .isEqualTo(new Outcome.NotStarted(Outcome.NotStarted.Cause.POOL_TIMEOUT, expected.reason()));
    }

    @Test
    void theCpuTimeOfATaskIsForgottenWithIt() {
        SchedulerDriver pool = pool(1);
        TaskEntry task = pool.open(Task.builder("T").cpuTimeout(ms(1000)).build());
        SchedulerDriver.Entry member = pool.submit(job("member").build(), task);
        assertThat(pool.scheduler.nextDeadline()).isEqualTo(ms(1000).toNanos());
        pool.exit(member, 0);
        assertThat(pool.scheduler.nextDeadline())
                .as("a second member is probed as early")
                .isEqualTo(ms(1000).toNanos());
        pool.handle(new Event.CloseTask(task));
        assertThat(pool.scheduler.nextDeadline()).isEqualTo(Scheduler.NEVER);
    }

    @Test
    void aProbeOfAnEarlierAttemptSaysNothingOfTheNext() {
        SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.builder(2)
                .limits(TimeLimits.NONE.cpu(ms(1500)))
                .build());
        SchedulerDriver.Entry first = pool.submit(job("first").build());
        pool.advance(1);
        SchedulerDriver.Entry later =
                pool.submit(job("later").cpuTimeout(ms(1000)).build());
        pool.handle(new Event.Resize(1, true));
        pool.exit(later, Usage.unknown().withCpu(ms(900), ms(0), Usage.CpuSource.RUSAGE));
        pool.probed(later, ms(900), 0);
        pool.commands.clear();
        pool.exit(first, 0);
        assertThat(pool.take(Recorded.Signal.class))
                .as("what attempt 1 has used is counted once in the round")
                .isEmpty();
        pool.advance(599);
        assertThat(pool.commands).isEmpty();
        pool.advance(1); // 600 ms of the round are left
        assertThat(pool.take(Recorded.Probe.class)).containsExactly(new Recorded.Probe(later, 2));
        pool.probed(later, ms(300), 0);
        assertThat(pool.take(Recorded.Signal.class))
                .as("it may use as much as any attempt")
                .isEmpty();
    }
}
