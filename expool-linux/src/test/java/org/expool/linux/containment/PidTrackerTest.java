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

/** Against a /proc of files. */
class PidTrackerTest {

    private static final PoolId POOL = new PoolId(1, "2", "3", "4");

    @TempDir
    Path proc;

    private long now;
    private Marker marker;
    private PidTracker census;

    @BeforeEach
    void open() throws IOException {
        newest(5);
        Procfs procfs = new Procfs(proc);
        marker = Marker.ofPool(POOL, procfs, null);
        census = new PidTracker(marker, procfs, () -> ++now);
    }

    @Test
    void knowsWhoIsInWhichCell() throws IOException {
        process(10, marker.cell(0).value());
        process(11, marker.cell(1).value());
        process(12, "other");
        process(13, "outer-pool.7;" + marker.cell(1).value());
        newest(13);
        assertThat(census.members(0)).containsExactly(10L);
        assertThat(census.members(1)).containsExactlyInAnyOrder(11L, 13L);
        assertThat(census.members(2)).isEmpty();
    }

    @Test
    void meetsThoseBornSinceTheLastLook() throws IOException {
        process(10, marker.cell(0).value());
        newest(10);
        assertThat(census.members(0)).hasSize(1);
        later(Duration.ofSeconds(5));
        process(11, marker.cell(0).value());
        newest(11);
        assertThat(census.members(0)).containsExactlyInAnyOrder(10L, 11L);
    }

    @Test
    void meetsOneWhoseBirthTookItsTime() throws IOException {
        newest(20);
        assertThat(census.members(0)).isEmpty();
        later(Duration.ofMillis(900));
        process(20, marker.cell(0).value());
        assertThat(census.members(0)).containsExactly(20L);
    }

    @Test
    void doesNotLookAgainAtThoseThatAreNoneOfThePool() throws IOException {
        process(10, "other");
        newest(10);
        later(Duration.ofSeconds(1));
        census.members(0);
        later(Duration.ofSeconds(2));
        newest(30);
        census.members(0);
        process(10, marker.cell(0).value());
        later(Duration.ofSeconds(2));
        newest(40);
        assertThat(census.members(0)).isEmpty();
    }

    @Test
    void meetsEverybodyWhenTheNumbersHaveComeRound() throws IOException {
        newest(4000);
        census.members(0);
        later(Duration.ofSeconds(2));
        newest(4001);
        census.members(0);
        later(Duration.ofSeconds(2));
        process(300, marker.cell(0).value());
        newest(300);
        assertThat(census.members(0)).containsExactly(300L);
    }

    @Test
    void meetsThoseAmongManyBirths() throws IOException {
        newest(100);
        census.members(0);
        later(Duration.ofSeconds(2));
        newest(101);
        census.members(0);
        later(Duration.ofSeconds(2));
        process(2500, marker.cell(0).value());
        newest(5000);
        assertThat(census.members(0)).containsExactly(2500L);
    }

    @Test
    void knowsTheFirstProcessOfAJobFromItsStart() throws IOException {
        process(10, "not yet executed");
        newest(10);
        census.started(0, 10);
        census.members(0);
        process(10, marker.cell(0).value());
        later(Duration.ofSeconds(5));
        newest(30);
        assertThat(census.members(0)).containsExactly(10L);
        census.ended(0, 10);
        assertThat(census.members(0))
                .as("what is known stays known until it has ended")
                .containsExactly(10L);
    }

    @Test
    void forgetsTheDead() throws IOException {
        process(10, marker.cell(0).value());
        newest(10);
        assertThat(census.members(0)).hasSize(1);
        later(Duration.ofSeconds(1));
        Files.delete(proc.resolve("10/environ"));
        Files.delete(proc.resolve("10/stat"));
        Files.delete(proc.resolve("10"));
        assertThat(census.members(0)).isEmpty();
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
