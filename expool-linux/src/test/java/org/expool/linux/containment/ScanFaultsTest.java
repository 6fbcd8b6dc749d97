package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStep;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Threads that look after processes go on when a look fails: here /proc, a folder, lacks a file for a while. */
@ExtendWith(NoLeaks.class)
class ScanFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PoolId POOL = new PoolId(1, "2", "3", "4");

    @TempDir
    Path proc;

    private Procfs procfs;
    private Marker marker;

    @BeforeEach
    void make() throws IOException {
        newest(5);
        procfs = new Procfs(proc);
        marker = Marker.ofPool(POOL, procfs, null);
    }

    @Test
    void whatLeftItsCellIsEndedWhenItCanBeSeenAgain() throws Exception {
        Process stray = new ProcessBuilder("sleep", "600").start();
        try (EscapeeReaper sweeper = new EscapeeReaper("test", marker, procfs)) {
            AtomicInteger ends = new AtomicInteger();
            LaunchStep job = sweeper.outside(0).watch(new LaunchStep() {
                @Override
                public void release() {
                    ends.incrementAndGet();
                }
            });
            Files.delete(proc.resolve("loadavg"));
            job.release();
            assertThat(ends).hasValue(1);
            // Nobody is told of the look that fails: the sweeper makes one after this long.
            assertThat(stray.waitFor(1, TimeUnit.SECONDS)).isFalse();
            process(stray.pid());
            newest(stray.pid());
            assertThat(stray.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            stray.destroyForcibly().waitFor();
        }
    }

    @Test
    void orphansAreLookedForAgain() throws IOException {
        AtomicLong looks = new AtomicLong();
        PidTracker census = new PidTracker(marker, procfs, looks::incrementAndGet);
        census.started(0, 10);
        Files.delete(proc.resolve("loadavg"));
        Subreaper subreaper = new Subreaper(() -> true, adopt -> true);
        try (OrphanReaper adoption = new OrphanReaper("test", census, subreaper)) {
            adoption.start();
            long before = looks.get();
            Waiting.until(PATIENCE, () -> looks.get() > before + 2);
            newest(5);
            census.ended(0, 10);
        }
    }

    /** Whole at once, as in a real one. */
    private void newest(long pid) throws IOException {
        Path made = Files.writeString(proc.resolve("new"), "0.00 0.01 0.05 1/100 " + pid + "\n");
        Files.move(made, proc.resolve("loadavg"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void process(long pid) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("stat"), pid + " (sleep) S 1 1 1 " + "0 ".repeat(15) + "7 0\n");
        Files.writeString(
                folder.resolve("environ"),
                Marker.VARIABLE + "=" + marker.cell(0).value() + "\0");
    }
}
