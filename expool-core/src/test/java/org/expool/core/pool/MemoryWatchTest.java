package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.Command;
import org.expool.Job;
import org.expool.MemoryKind;
import org.expool.MemoryLimit;
import org.expool.MemoryMeasure;
import org.expool.PoolListener;
import org.expool.PoolMemory;
import org.expool.core.schedule.Event;
import org.expool.event.PoolEvent;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

    private static final long PID = 5000;

    /** Each process uses one byte. */
    private static final MemorySession SESSION = new MemorySession() {
        @Override
        public Map<Long, MemoryReading> sample(MemoryQuery query) {
            Map<Long, MemoryReading> readings = new LinkedHashMap<>();
            query.roots().forEach(root -> readings.put(root.pid(), new MemoryReading(1, MemoryMeasure.RESIDENT, null)));
            return readings;
        }

        @Override
        public HostMemory host() {
            return new HostMemory(1000, 1000, "a test", null);
        }

        @Override
        public void close() {}
    };

    private final List<PoolEvent> heard = new ArrayList<>();
    private final PoolThreads runtime = new PoolThreads("test");
    private final EventStream stream = new EventStream(
            List.of(new PoolListener() {
                @Override
                public void on(PoolEvent event) {
                    heard.add(event);
                }
            }),
            runtime);

    private MemoryWatch watch(MemorySession session) {
        PoolMemory settings = new PoolMemory(MemoryLimit.off(), null, MemoryKind.PROCESS, MemoryMeasure.RESIDENT, null);
        return new MemoryWatch(session, settings, new Publisher(stream, Runnable::run, WallClock.start(runtime)));
    }

    private static SubmittedJob job(long id) {
        return new SubmittedJob(id, Job.of("job " + id, Command.of("true")), null, null, 0);
    }

    /** The kernel may give a number anew before the end of the process that had it is handled. */
    @Test
    void aJobThatEndsDoesNotHideAnotherWhoseProcessHasTheSameNumber() {
        MemoryWatch watch = watch(SESSION);
        SubmittedJob ended = job(1);
        watch.started(ended, PID);
        watch.started(job(2), PID);
        watch.ended(ended, PID);
        Event.MemorySampled sample = watch.sample(List.of(PID), new StubLauncher());
        assertThat(sample.readings()).containsOnlyKeys(PID);
    }

    @Test
    void aSamplerThatFailsIsToldToListeners() {
        MemorySession broken = new MemorySession() {
            @Override
            public Map<Long, MemoryReading> sample(MemoryQuery query) {
                throw new IllegalStateException("thrown by a test");
            }

            @Override
            public HostMemory host() {
                return SESSION.host();
            }

            @Override
            public void close() {}
        };
        Event.MemorySampled sample = watch(broken).sample(List.of(), new StubLauncher());
        assertThat(sample.readings()).isEmpty();
        stream.drain();
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        PoolEvent.PoolWarning.class,
                        warning -> assertThat(warning.message()).contains("could not be sampled"));
    }
}
