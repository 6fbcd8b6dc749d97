package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a folder as /proc. */
class PidTrackerTest {

    private static final PoolId POOL = new PoolId(1, "2", "3", "4");

    @TempDir
    Path proc;

    private long now;
    private Marker marker;
    private PidTracker pidTracker;

    @BeforeEach
    void open() throws IOException {
        newest(5);
        Procfs procfs = new Procfs(proc);
        marker = Marker.ofPool(POOL, procfs, null);
        pidTracker = new PidTracker(marker, procfs, () -> ++now);
    }

    @Test
    void knowsWhichProcessIsInWhichCell() throws IOException {
        process(10, marker.cell(0).value());
        process(11, marker.cell(1).value());
        process(12, "other");
        process(13, "outer-pool.7;" + marker.cell(1).value());
        newest(13);
        assertThat(pidTracker.members(0)).containsExactly(10L);
        assertThat(pidTracker.members(1)).containsExactlyInAnyOrder(11L, 13L);
        assertThat(pidTracker.members(2)).isEmpty();
    }

    @Test
    void findsProcessesStartedSinceTheLastScan() throws IOException {
        process(10, marker.cell(0).value());
        newest(10);
        assertThat(pidTracker.members(0)).hasSize(1);
        later(Duration.ofSeconds(5));
        process(11, marker.cell(0).value());
        newest(11);
        assertThat(pidTracker.members(0)).containsExactlyInAnyOrder(10L, 11L);
    }

    @Test
    void findsAProcessWhoseForkWasSlow() throws IOException {
        newest(20);
        assertThat(pidTracker.members(0)).isEmpty();
        later(Duration.ofMillis(900));
        process(20, marker.cell(0).value());
        assertThat(pidTracker.members(0)).containsExactly(20L);
    }

    @Test
    void doesNotReadUnrelatedProcessesAgain() throws IOException {
        process(10, "other");
        newest(10);
        later(Duration.ofSeconds(1));
        pidTracker.members(0);
        later(Duration.ofSeconds(2));
        newest(30);
        pidTracker.members(0);
        process(10, marker.cell(0).value());
        later(Duration.ofSeconds(2));
        newest(40);
        assertThat(pidTracker.members(0)).isEmpty();
    }

    @Test
    void findsProcessesAfterPidsHaveWrappedAround() throws IOException {
        newest(4000);
        pidTracker.members(0);
        later(Duration.ofSeconds(2));
        newest(4001);
        pidTracker.members(0);
        later(Duration.ofSeconds(2));
        process(300, marker.cell(0).value());
        newest(300);
        assertThat(pidTracker.members(0)).containsExactly(300L);
    }

    @Test
    void findsProcessesAmongManyForks() throws IOException {
        newest(100);
        pidTracker.members(0);
        later(Duration.ofSeconds(2));
        newest(101);
        pidTracker.members(0);
        later(Duration.ofSeconds(2));
        process(2500, marker.cell(0).value());
        newest(5000);
        assertThat(pidTracker.members(0)).containsExactly(2500L);
    }

    @Test
    void knowsTheFirstProcessOfAJobFromItsStart() throws IOException {
        process(10, "not yet executed");
        newest(10);
        pidTracker.started(0, 10);
        pidTracker.members(0);
        process(10, marker.cell(0).value());
        later(Duration.ofSeconds(5));
        newest(30);
        assertThat(pidTracker.members(0)).containsExactly(10L);
        pidTracker.ended(0, 10);
        assertThat(pidTracker.members(0)).as("known until it has ended").containsExactly(10L);
    }

    @Test
    void forgetsEndedProcesses() throws IOException {
        process(10, marker.cell(0).value());
        newest(10);
        assertThat(pidTracker.members(0)).hasSize(1);
        later(Duration.ofSeconds(1));
        Files.delete(proc.resolve("10/environ"));
        Files.delete(proc.resolve("10/stat"));
        Files.delete(proc.resolve("10"));
        assertThat(pidTracker.members(0)).isEmpty();
    }

    private void later(Duration duration) {
        now += duration.toNanos();
    }

    private void newest(long pid) throws IOException {
        Files.writeString(proc.resolve("loadavg"), "0.00 0.01 0.05 1/100 " + pid + "\n");
    }

    private void process(long pid, String value) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("stat"), pid + " (some program) S 1 1 1 " + "0 ".repeat(17) + "\n");
        Files.writeString(folder.resolve("environ"), "A=b\0" + Marker.VARIABLE + "=" + value + "\0");
    }
}
