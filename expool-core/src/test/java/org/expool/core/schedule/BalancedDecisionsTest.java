package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.MemoryMeasure;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.core.memory.RecordedRun;
import org.expool.core.memory.StubPolicy;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.spi.MemoryReading;
import org.expool.spi.ProcessExit;
import org.expool.spi.TerminationPolicy;
import org.junit.jupiter.api.Test;

/** The scheduler where memory is balanced, driven by hand. What a decision costs: {@code memory.DecisionCostTest}. */
class BalancedDecisionsTest {

    private final SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.builder(16)
            .samplingInterval(Duration.ofSeconds(2))
            .memory(MemorySettings.ofLimit(16L << 30))
            .build());

    private static JobBuilder job(String name) {
        return Job.builder(name, Command.of("true"));
    }

    @Test
    void aJobThatTheKernelEndsAtItsOwnLimitHasExceededIt() {
        SchedulerDriver.Entry limited =
                pool.submit(job("limited").memoryLimit(MemorySize.ofMiB(50)).build());
        SchedulerDriver.Entry free = pool.submit(job("free").build());
        assertThat(pool.take(Recorded.Launch.class))
                .extracting(Recorded.Launch::limit)
                .containsExactly(MemorySize.ofMiB(50), null);
        PeakMemory peak = new PeakMemory(50L << 20, PeakMemory.Source.CGROUP);
        pool.handle(new Event.Exited(
                limited.id(), new ProcessExit(0, -1, 9, Usage.unknown().withPeakMemory(peak), 1)));
        pool.handle(new Event.Exited(free.id(), new ProcessExit(0, -1, 9, Usage.unknown(), 1)));
        assertThat(limited.outcome)
                .isEqualTo(new Outcome.MemoryExceeded(
                        Outcome.MemoryExceeded.Scope.JOB, MemorySize.ofMiB(50), MemorySize.ofMiB(50), true));
        assertThat(free.outcome).isEqualTo(new Outcome.Signalled(9, Outcome.Signalled.Sender.OOM_KILLER));
    }

    @Test
    void listenersAreToldOfARaisedLimit() {
        SchedulerDriver.Entry limited = pool.submit(job("limited")
                .memoryLimit(MemorySize.ofMiB(50))
                .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(200)))
                .build());
        PeakMemory peak = new PeakMemory(50L << 20, PeakMemory.Source.CGROUP);
        pool.handle(new Event.Exited(
                limited.id(), new ProcessExit(0, -1, 9, Usage.unknown().withPeakMemory(peak), 1)));
        Outcome.MemoryExceeded exceeded = new Outcome.MemoryExceeded(
                Outcome.MemoryExceeded.Scope.JOB, MemorySize.ofMiB(50), MemorySize.ofMiB(50), true);
        assertThat(pool.take(Recorded.MemoryChanged.class))
                .extracting(Recorded.MemoryChanged::fact)
                .containsExactly(new PoolEvent.MemoryLimitRaised(
                        0,
                        Instant.EPOCH,
                        limited.id(),
                        limited.job(),
                        new MemoryReason.LimitRaised(MemorySize.ofMiB(100), exceeded)));
    }

    @Test
    void aPoolThatGoesOnLeavesThoseFrozenThatMakeRoom() {
        SchedulerDriver freezing = new SchedulerDriver(SchedulerSettings.builder(2)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit(1000 << 20).freezing(true))
                .build());
        freezing.submit(job("old").memory(MemorySize.ofMiB(500)).build());
        freezing.advance(1);
        SchedulerDriver.Entry grower =
                freezing.submit(job("grower").memory(MemorySize.ofMiB(100)).build());
        sampled(freezing, 500, 200);
        sampled(freezing, 500, 450);
        assertThat(freezing.take(Recorded.Freeze.class)).containsExactly(new Recorded.Freeze(grower, true));
        freezing.handle(new Event.Freeze(true));
        freezing.handle(new Event.Freeze(false));
        assertThat(freezing.take(Recorded.Freeze.class)).hasSize(2).noneMatch(freeze -> freeze.job() == grower);
        sampled(freezing, 10, 450);
        sampled(freezing, 10, 450);
        assertThat(freezing.take(Recorded.Freeze.class)).containsExactly(new Recorded.Freeze(grower, false));
    }

    @Test
    void aPolicyThatFailsIsReportedAndAnotherChooses() {
        TerminationPolicy broken = new StubPolicy("broken", snapshot -> {
            throw new IllegalStateException("on purpose");
        });
        SchedulerDriver small = new SchedulerDriver(SchedulerSettings.builder(2)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(new MemorySettings(1000 << 20, 0, broken, QueueOrder.LARGEST))
                .build());
        small.submit(job("one").memory(MemorySize.ofMiB(100)).build());
        small.submit(job("other").memory(MemorySize.ofMiB(100)).build());
        sampled(small, 600, 500);
        assertThat(small.commands).filteredOn(Recorded.Warn.class::isInstance).hasSize(1);
        assertThat(small.take(Recorded.MemoryChanged.class)).hasSize(1);
    }

    private static void sampled(SchedulerDriver pool, int first, int second) {
        pool.advance(100);
        pool.handle(new Event.MemorySampled(
                Map.of(
                        1001L, new MemoryReading((long) first << 20, MemoryMeasure.RESIDENT, null),
                        1002L, new MemoryReading((long) second << 20, MemoryMeasure.RESIDENT, null)),
                null,
                0));
    }

    @Test
    void whereThisProcessUsesMoreThanTheLimitNothingIsLeftToJobs() {
        SchedulerDriver small = new SchedulerDriver(SchedulerSettings.builder(2)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit(100 << 20))
                .build());
        SchedulerDriver.Entry one = small.submit(job("one").build());
        MemoryReading reading = new MemoryReading(5 << 20, MemoryMeasure.RESIDENT, null);
        small.handle(new Event.MemorySampled(Map.of(1001L, reading), null, 300 << 20));
        small.signalled(one, 15);
        assertThat(one.outcome)
                .isEqualTo(new Outcome.MemoryExceeded(
                        Outcome.MemoryExceeded.Scope.POOL, MemorySize.ofBytes(0), MemorySize.ofMiB(5), false));
    }

    @Test
    void whatWasLearnedIsHandedOnAndPressureIsSampledAtOnce() {
        SchedulerDriver.Entry one =
                pool.submit(job("one").category("sort").size(3).build());
        pool.handle(new Event.MemorySampled(Map.of(), null, 0));
        pool.take(Recorded.SampleMemory.class);
        pool.handle(new Event.Pressure());
        assertThat(pool.take(Recorded.SampleMemory.class)).hasSize(1);
        pool.handle(new Event.MemorySampled(
                Map.of(1001L, new MemoryReading(70 << 20, MemoryMeasure.RESIDENT, null)), null, 0));
        pool.advance(1000);
        pool.exit(one, 0);
        assertThat(pool.take(Recorded.RecordRun.class)).singleElement().satisfies(learn -> {
            assertThat(learn.run().category()).isEqualTo("sort");
            assertThat(learn.run().peakBytes()).isEqualTo(70 << 20);
            assertThat(learn.run().seconds()).isEqualTo(1);
        });
    }

    @Test
    void pressureDuringASampleAsksForAnother() {
        pool.submit(job("one").build());
        pool.handle(new Event.MemorySampled(Map.of(), null, 0));
        pool.handle(new Event.Pressure());
        pool.take(Recorded.SampleMemory.class);
        pool.handle(new Event.Pressure());
        pool.advance(1000);
        assertThat(pool.take(Recorded.SampleMemory.class))
                .as("one sample at a time")
                .isEmpty();
        pool.handle(new Event.MemorySampled(Map.of(), null, 0));
        pool.advance(0);
        assertThat(pool.take(Recorded.SampleMemory.class)).hasSize(1);
        pool.handle(new Event.MemorySampled(Map.of(), null, 0));
        pool.advance(0);
        assertThat(pool.take(Recorded.SampleMemory.class))
                .as("and then no more")
                .isEmpty();
    }

    /** One fills 4 GiB in 4 s at the soonest, eight in half a second. */
    @Test
    void theMoreRunTheSoonerTheyAreSampled() {
        SchedulerDriver small = new SchedulerDriver(SchedulerSettings.builder(8)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit(4L << 30))
                .build());
        small.submit(job("one").build());
        small.handle(new Event.MemorySampled(Map.of(), null, 0));
        assertThat(small.scheduler.nextDeadline() / 1_000_000).isEqualTo(2000);
        for (int i = 0; i < 7; i++) {
            small.submit(job("another " + i).build());
        }
        small.handle(new Event.MemorySampled(Map.of(), null, 0));
        assertThat(small.scheduler.nextDeadline() / 1_000_000).isEqualTo(500);
    }

    /** Rounded down it would not grow, and the job would start again forever. */
    @Test
    void aLimitThatGrowsByLittleGrows() {
        SchedulerDriver.Entry greedy = pool.submit(job("greedy")
                .memoryLimit(MemorySize.ofBytes(1000))
                .memoryRetry(new MemoryRetry(1.0001, MemorySize.ofBytes(1002)))
                .build());
        for (int attempt = 1; attempt <= 3; attempt++) {
            MemoryReading reading = new MemoryReading(5000, MemoryMeasure.RESIDENT, null);
            pool.handle(new Event.MemorySampled(Map.of(SchedulerDriver.pid(greedy), reading), null, 0));
            pool.signalled(greedy, 15);
        }
        assertThat(pool.take(Recorded.Launch.class))
                .extracting(Recorded.Launch::limit)
                .containsExactly(MemorySize.ofBytes(1000), MemorySize.ofBytes(1001), MemorySize.ofBytes(1002));
        assertThat(greedy.outcome).isInstanceOf(Outcome.MemoryExceeded.class);
    }

    @Test
    void whatTheKernelEndedOfAnEarlierAttemptSaysNothingOfTheNext() {
        SchedulerDriver two = new SchedulerDriver(SchedulerSettings.ofWorkers(2));
        SchedulerDriver.Entry first = two.submit(job("first").build());
        SchedulerDriver.Entry limited =
                two.submit(job("limited").memoryLimit(MemorySize.ofMiB(50)).build());
        long earlier = SchedulerDriver.pid(limited);
        two.handle(new Event.Resize(1, true));
        two.signalled(limited, 15);
        two.exit(first, 0);
        two.commands.clear();
        two.handle(new Event.OomKilled(limited, earlier));
        assertThat(two.commands).isEmpty();
        two.handle(new Event.OomKilled(limited, SchedulerDriver.pid(limited)));
        assertThat(two.take(Recorded.Signal.class)).hasSize(1);
    }

    /** The kernel's kill is seen before the exit, the peak with it. */
    @Test
    void aJobThatTheKernelEndedHasThePeakThatCameWithItsExit() {
        SchedulerDriver one = new SchedulerDriver(SchedulerSettings.ofWorkers(1));
        SchedulerDriver.Entry limited =
                one.submit(job("limited").memoryLimit(MemorySize.ofMiB(50)).build());
        one.handle(new Event.OomKilled(limited, SchedulerDriver.pid(limited)));
        one.exit(limited, Usage.unknown().withPeakMemory(new PeakMemory(51 << 20, PeakMemory.Source.CGROUP)));
        assertThat(limited.outcome)
                .isEqualTo(new Outcome.MemoryExceeded(
                        Outcome.MemoryExceeded.Scope.JOB, MemorySize.ofMiB(50), MemorySize.ofMiB(51), true));
    }

    /** Of 1 worker's share the brief job's is as large as the whole limit, of 64 workers' no larger than what it needs. */
    @Test
    void aWorkersShareIsThatOfTheWorkersThereAreNow() {
        SchedulerDriver grown = new SchedulerDriver(SchedulerSettings.builder(1)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit(16L << 30))
                .build());
        grown.handle(new Event.HistoryLoaded(
                List.of(new RecordedRun("large", 1, 4L << 30, 10), new RecordedRun("long", 1, 100 << 20, 20))));
        SchedulerDriver.Entry running = grown.submit(job("running").build());
        grown.submit(job("long").category("long").size(1).build());
        SchedulerDriver.Entry large =
                grown.submit(job("large").category("large").size(1).build());
        grown.handle(new Event.Pause(true));
        grown.handle(new Event.Resize(64, false));
        grown.exit(running, 0);
        grown.take(Recorded.Launch.class);
        grown.handle(new Event.Pause(false));
        assertThat(grown.take(Recorded.Launch.class).get(0).job()).isSameAs(large);
    }

    @Test
    void howManyMayPassAFrozenJobDependsOnTheWorkersThereAreNow() {
        MemoryBudget memoryBudget =
                new MemoryBudget(MemorySettings.ofLimit(16L << 30), 1, new CommandRecorder(command -> {}));
        assertThat(memoryBudget.isOverdue(-2)).isTrue();
        memoryBudget.resize(64);
        assertThat(memoryBudget.isOverdue(-127)).isFalse();
        assertThat(memoryBudget.isOverdue(-128)).isTrue();
    }
}
