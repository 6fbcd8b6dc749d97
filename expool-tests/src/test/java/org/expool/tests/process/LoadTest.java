package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.Outcome;
import org.expool.PoolListener;
import org.expool.PoolSummary;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many jobs at once, and many in a row. */
@Tag("slow")
@ExtendWith(NoLeaks.class)
class LoadTest {

    @Test
    void twoThousandRunAtOnce() throws InterruptedException {
        int count = 2_000;
        CountDownLatch running = new CountDownLatch(count);
        PoolListener counting = new PoolListener() {
            @Override
            public void started(JobStart start) {
                running.countDown();
            }
        };
        try (ExecPool pool =
                Launchers.pool(Launchers.NATIVE, count).listener(counting).build()) {
            for (int i = 0; i < count; i++) {
                pool.submit(Jobs.endless("sleeper"));
            }
            // Each worker gets its own cell first, which a busy host may be slow to make.
            assertThat(running.await(3 * Jobs.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            pool.cancelAll("seen enough");
            assertThat(pool.join()).isTrue();
            assertThat(pool.summary().peakWorkers()).isEqualTo(count);
            assertThat(pool.summary().count(Outcome.Kind.CANCELLED)).isEqualTo(count);
        }
    }

    @EachLauncher
    void manyQuickJobsEndOnceEach(String launcher) throws InterruptedException {
        int count = launcher.equals(Launchers.NATIVE) ? 3_000 : 500; // the other executes several programs for each
        AtomicInteger finished = new AtomicInteger();
        PoolListener counting = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                finished.incrementAndGet();
            }
        };
        try (ExecPool pool = Launchers.pool(launcher, 4).listener(counting).build()) {
            for (int i = 0; i < count; i++) {
                pool.submit(Jobs.quick("quick"));
            }
            assertThat(pool.join()).isTrue();
            assertThat(finished).hasValue(count);
            PoolSummary summary = pool.summary();
            assertThat(summary.count(Outcome.Kind.SUCCEEDED)).isEqualTo(count);
            assertThat(summary.jobs()).isEqualTo(count);
            assertThat(summary.peakWorkers()).isBetween(2, 4);
        }
    }
}
