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
import org.expool.testkit.Eventually;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Scanning threads continue after a failed scan: a file is missing for a while in the folder used as /proc. */
@ExtendWith(NoLeaks.class)
class ScanFaultsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
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
    void anEscapeeIsKilledWhenProcIsReadableAgain() throws Exception {
        Process escapee = new ProcessBuilder("sleep", "600").start();
        try (EscapeeReaper reaper = new EscapeeReaper("test", marker, procfs)) {
            AtomicInteger ends = new AtomicInteger();
            LaunchStep job = reaper.tracker(0).track(new LaunchStep() {
                @Override
                public void release() {
                    ends.incrementAndGet();
                }
            });
            Files.delete(proc.resolve("loadavg"));
            job.release();
            assertThat(ends).hasValue(1);
            // The failed scan cannot be observed: the reaper has made one after this time.
            assertThat(escapee.waitFor(1, TimeUnit.SECONDS)).isFalse();
            process(escapee.pid());
            newest(escapee.pid());
            assertThat(escapee.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            escapee.destroyForcibly().waitFor();
        }
    }

    @Test
    void orphansAreScannedAgain() throws IOException {
        AtomicLong scans = new AtomicLong();
        PidTracker pidTracker = new PidTracker(marker, procfs, scans::incrementAndGet);
        pidTracker.started(0, 10);
        Files.delete(proc.resolve("loadavg"));
        Subreaper subreaper = new Subreaper(() -> true, adopt -> true);
        try (OrphanReaper orphanReaper = new OrphanReaper("test", pidTracker, subreaper)) {
            orphanReaper.start();
            long before = scans.get();
            Eventually.within(TIMEOUT).until(() -> scans.get() > before + 2);
            newest(5);
            pidTracker.ended(0, 10);
        }
    }

    /** Replaces the file atomically, as the kernel does. */
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
