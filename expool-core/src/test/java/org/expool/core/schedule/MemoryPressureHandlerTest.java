package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.expool.Command;
import org.expool.Job;
import org.expool.MemoryMeasure;
import org.expool.MemorySize;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.spi.Availability;
import org.expool.spi.MemoryReading;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.junit.jupiter.api.Test;

/** When a frozen job is thawed: thresholds, by samples that come every 100 ms. Whole pools: MemoryReliefTest. */
class MemoryPressureHandlerTest {

    private SchedulerDriver pool = pool(1600);

    private static SchedulerDriver pool(int limitMebibytes) {
        return new SchedulerDriver(SchedulerSettings.builder(3)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit((long) limitMebibytes << 20).freezing(true))
                .build());
    }

    private SchedulerDriver.Entry submit(String name, int declaredMebibytes) {
        return pool.submit(Job.builder(name, Command.of("true"))
                .memory(MemorySize.ofMiB(declaredMebibytes))
                .build());
    }

    /** In the order of submission. */
    private void sampled(int... mebibytes) {
        pool.advance(100);
        Map<Long, MemoryReading> readings = new HashMap<>();
        for (int i = 0; i < mebibytes.length; i++) {
            readings.put(1001L + i, new MemoryReading((long) mebibytes[i] << 20, MemoryMeasure.RESIDENT, null));
        }
        pool.handle(new Event.MemorySampled(readings, null, 0));
    }

    private void assertFrozen(SchedulerDriver.Entry job, boolean frozen) {
        assertThat(pool.take(Recorded.Freeze.class)).containsExactly(new Recorded.Freeze(job, frozen));
    }

    private void assertUnchanged() {
        assertThat(pool.take(Recorded.Freeze.class)).isEmpty();
    }

    /** It needs a quarter of its 500 MiB to resume; in addition a sixteenth of 1,600 MiB stays free. */
    @Test
    void aFrozenJobGoesOnWhenASixteenthOfTheLimitStaysFree() {
        submit("steady", 1000);
        SchedulerDriver.Entry grower = submit("grower", 100);
        sampled(800, 500);
        assertFrozen(grower, true);
        sampled(1600 - 100 - 125 - 500 + 1, 500);
        assertUnchanged();
        sampled(1600 - 100 - 125 - 500, 500);
        assertFrozen(grower, false);
    }

    /** Another grows by 1 MiB in 100 ms, so by 100 MiB in 10 s; a quarter of 1,200 and a sixteenth of 3,200 MiB beside. */
    @Test
    void whatOthersTakeIn10SecondsStaysFreeAsWell() {
        pool = pool(3200);
        submit("steady", 2000);
        submit("slow", 100);
        SchedulerDriver.Entry grower = submit("grower", 100);
        sampled(1500, 100, 1200);
        assertFrozen(grower, true);
        sampled(3200 - 200 - 300 - 100 - 1200 - 101 + 1, 101, 1200);
        assertUnchanged();
        sampled(3200 - 200 - 300 - 100 - 1200 - 102, 102, 1200);
        assertFrozen(grower, false);
    }

    /** What grows within its promise was counted when it was promised. */
    @Test
    void growthWithinAPromiseIsNotCountedTwice() {
        pool = pool(3200);
        submit("steady", 2000);
        submit("slow", 200);
        SchedulerDriver.Entry grower = submit("grower", 100);
        sampled(1500, 100, 1200);
        assertFrozen(grower, true);
        sampled(3200 - 200 - 300 - 1200 - 150, 150, 1200);
        assertFrozen(grower, false);
    }

    private static MemoryReason.MemoryUse use(int used, int promised, int usedByAll) {
        return new MemoryReason.MemoryUse(
                MemorySize.ofMiB(used),
                MemorySize.ofMiB(promised),
                MemorySize.ofMiB(usedByAll),
                MemorySize.ofMiB(1600));
    }

    @Test
    void listenersAreToldWithWhichNumbersAJobIsFrozenAndThawed() {
        submit("steady", 1000);
        SchedulerDriver.Entry grower = submit("grower", 100);
        sampled(800, 500);
        sampled(800, 500);
        assertThat(pool.take(Recorded.MemoryChanged.class))
                .extracting(Recorded.MemoryChanged::fact)
                .containsExactly(
                        new PoolEvent.JobFrozen(
                                0,
                                Instant.EPOCH,
                                grower.id(),
                                grower.job(),
                                new MemoryReason.Grew(use(500, 100, 1300))),
                        new PoolEvent.JobThawed(
                                0,
                                Instant.EPOCH,
                                grower.id(),
                                grower.job(),
                                new MemoryReason.RoomAgain(use(500, 100, 1300))));
    }

    @Test
    void listenersAreToldWithWhichNumbersAJobIsPostponed() {
        pool = new SchedulerDriver(SchedulerSettings.builder(2)
                .samplingInterval(Duration.ofSeconds(2))
                .memory(MemorySettings.ofLimit(1600L << 20))
                .build());
        SchedulerDriver.Entry first = submit("first", 500);
        submit("second", 500);
        sampled(1000, 900);
        assertThat(pool.take(Recorded.MemoryChanged.class))
                .extracting(Recorded.MemoryChanged::fact)
                .containsExactly(new PoolEvent.JobPostponed(
                        0, Instant.EPOCH, first.id(), first.job(), new MemoryReason.MadeRoom(use(1000, 500, 1900), 0)));
    }

    @Test
    void aPolicyThatIsAtFaultIsReplacedByTheDefault() {
        Supplier<List<Long>> error = () -> {
            throw new AssertionError("thrown by a test");
        };
        Supplier<List<Long>> missingClass = () -> {
            throw new NoClassDefFoundError("thrown by a test");
        };
        for (Supplier<List<Long>> fault : List.of(error, missingClass, () -> null)) {
            pool = new SchedulerDriver(SchedulerSettings.builder(2)
                    .samplingInterval(Duration.ofSeconds(2))
                    .memory(new MemorySettings(1600L << 20, 0, new FaultyPolicy(fault), QueueOrder.LARGEST))
                    .build());
            submit("first", 500);
            submit("second", 500);
            sampled(1000, 900);
            List<Recorded> commands = pool.take(Recorded.class);
            assertThat(commands).filteredOn(Recorded.Warn.class::isInstance).hasSize(1);
            assertThat(commands).filteredOn(Recorded.Signal.class::isInstance).hasSize(1);
        }
    }

    /** Does not even tell its name. */
    private record FaultyPolicy(Supplier<List<Long>> fault) implements TerminationPolicy {

        @Override
        public String name() {
            throw new IllegalStateException("thrown by a test");
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public Availability availability() {
            return Availability.available();
        }

        @Override
        public List<Long> victims(WorkerSnapshot snapshot) {
            return fault.get();
        }
    }
}
