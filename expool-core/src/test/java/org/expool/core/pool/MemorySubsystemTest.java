package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.MemoryLimit;
import org.expool.MemoryMeasure;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PoolBuilder;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.spi.Availability;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.expool.spi.PressureWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opens the memory parts of pools, on a host of 1000 bytes. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class MemorySubsystemTest {

    private static final String FAULT = "thrown by a test";

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger samples = new AtomicInteger();
    private long own;
    private boolean samplingFails;
    private boolean alarmFails;

    private PoolBuilder pool(StubLauncher launcher) {
        return new EnginePoolProvider(ProviderCatalog.of(List.of(launcher, new StubSampler()))).builder();
    }

    @Test
    void theSmallestShareIsALimitThatNothingFitsIn() {
        try (ExecPool pool = pool(new StubLauncher())
                .memoryLimit(MemoryLimit.ofPercent(0.000000001))
                .build()) {
            assertThat(pool.isPaused()).isFalse();
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void aLimitBelowWhatThisProcessUsesIsRefused() {
        own = 501;
        assertThatThrownBy(() -> pool(new StubLauncher())
                        .memoryLimit(MemoryLimit.ofPercent(50))
                        .build())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("memoryLimit")
                .hasMessageContaining("this process itself uses 501");
        assertThat(open).hasValue(0);
    }

    @Test
    void aPoolThatCannotBeMadeLeavesNoSessionOpen() {
        samplingFails = true;
        assertThatThrownBy(() -> pool(new StubLauncher())
                        .memoryLimit(MemoryLimit.ofPercent(50))
                        .build())
                .hasMessage(FAULT);
        samplingFails = false;
        alarmFails = true;
        assertThatThrownBy(() -> pool(new StubLauncher()).build()).hasMessage(FAULT);
        assertThat(open).hasValue(0);
    }

    @Test
    void aLauncherThatCannotTellWhatTheKernelKilledDoesNotEndSampling() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        StubLauncher launcher = new StubLauncher() {
            @Override
            public long oomKills(long id) {
                asked.countDown();
                throw new IllegalStateException(FAULT);
            }
        };
        try (ExecPool pool = pool(launcher)
                .memoryLimit(MemoryLimit.off())
                .samplingInterval(Duration.ofMillis(10))
                .build()) {
            JobHandle job = pool.submit(Job.builder("limited", Command.of("sleep"))
                    .memoryLimit(MemorySize.ofBytes(100))
                    .build());
            assertThat(asked.await(30, TimeUnit.SECONDS)).as("sampling goes on").isTrue();
            assertThat(samples.get()).isGreaterThanOrEqualTo(2);
            job.cancel();
            assertThat(job.await().outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        }
        assertThat(open).hasValue(0);
    }

    private final class StubSampler implements MemorySampler {
        @Override
        public String name() {
            return "stub";
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public Availability availability() {
            return Availability.available();
        }

        @Override
        public MemorySession open() {
            open.incrementAndGet();
            return new StubMemory();
        }

        @Override
        public PressureWatch watchPressure(Runnable stalled) {
            if (alarmFails) {
                throw new IllegalStateException(FAULT);
            }
            return () -> {};
        }
    }

    private final class StubMemory implements MemorySession {

        private boolean closed;

        @Override
        public Map<Long, MemoryReading> sample(MemoryQuery query) {
            samples.incrementAndGet();
            return own == 0
                    ? Map.of()
                    : Map.of(ProcessHandle.current().pid(), new MemoryReading(own, MemoryMeasure.RESIDENT, null));
        }

        @Override
        public HostMemory host() {
            if (samplingFails) {
                throw new IllegalStateException(FAULT);
            }
            return new HostMemory(1000, 1000, "a test", null);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
