package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.Input;
import org.expool.Output;
import org.expool.linux.kernel.LibC;
import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Cell;
import org.expool.spi.ContainmentSession;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.testkit.Eventually;
import org.expool.testkit.LaunchRecorder;
import org.expool.testkit.NoLeaks;
import org.expool.testkit.SessionDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With real processes; {@link NoLeaks} also checks that no zombie is left. */
@ExtendWith(NoLeaks.class)
class OrphanReaperTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(60);

    /** Writes its pid and sleeps. */
    private static final String SLEEPER = "sh -c \"echo \\$\\$ >>$PIDS; exec sleep 600\"";

    private final long self = ProcessHandle.current().pid();
    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final LaunchRecorder recorder = new LaunchRecorder();
    private final SessionContainment containment = new SessionContainment();

    @TempDir
    Path folder;

    private ContainmentSession cells;
    private LaunchSession session;
    private SessionDriver driver;

    @BeforeEach
    void open() {
        assumeTrue(
                containment.availability() == Availability.available()
                        && new PosixSpawnLauncher().availability() == Availability.available(),
                "not run: the level session or the launcher posix-spawn is not available here");
        assertThat(Kernel.adoptsOrphans()).isFalse();
        cells = containment.open("adopting", true);
        session = new PosixSpawnLauncher().open("adopting", recorder);
        driver = SessionDriver.of(session);
    }

    @AfterEach
    void close() {
        if (session != null) {
            cells.close();
            driver.close();
            session.close();
        }
        assertThat(Kernel.adoptsOrphans()).as("the switch is restored").isFalse();
    }

    @Test
    void anOrphanIsAdoptedKilledAndReaped() throws InterruptedException {
        start("(setsid " + SLEEPER + " &); sleep 600");
        long orphan = pid();
        awaitReparenting(orphan);
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
        assertThat(procfs.isAlive(orphan)).isFalse();
        awaitReaped(orphan);
    }

    @Test
    void anOrphanWithoutMarkIsKnownByItsFormerParent() throws IOException, InterruptedException {
        long unmarked = orphanWithoutMark();
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
        assertThat(procfs.isAlive(unmarked)).isFalse();
        awaitReaped(unmarked);
    }

    @Test
    void anOrphanWithoutMarkIsKilledAfterItsJobHasEnded() throws IOException, InterruptedException {
        long unmarked = orphanWithoutMark();
        Files.createFile(folder.resolve("end"));
        recorder.await(1, LaunchRecorder.Exited.class, TIMEOUT);
        assertThat(cell().isEmpty()).as("the orphan is still in the cell").isFalse();
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
        awaitReaped(unmarked);
    }

    @Test
    void anOrphanThatEndsWhileItsJobRunsIsReaped() throws InterruptedException {
        start("(sh -c 'echo $$ >>$PIDS' &); (sh -c 'exec sleep 0.1' &); sleep 600");
        awaitReaped(pid());
        assertThat(cell().isEmpty()).isFalse();
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
    }

    @Test
    void doesNotReapChildrenOfTheApplication() throws IOException, InterruptedException {
        Process before = child("exec sleep 600");
        start("(setsid " + SLEEPER + " &); sleep 600");
        awaitReparenting(pid());
        Process ends = child("exit 7");
        Process waits = child("while [ ! -e end ]; do sleep 0.02; done; exit 9");
        for (int i = 0; i < 50; i++) {
            assertThat(child("exit 3").waitFor()).isEqualTo(3);
        }
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
        cells.close();
        assertThat(before.isAlive()).isTrue();
        assertThat(waits.isAlive()).isTrue();
        Files.createFile(folder.resolve("end"));
        assertThat(ends.waitFor()).isEqualTo(7);
        assertThat(waits.waitFor()).isEqualTo(9);
        assertThat(before.destroyForcibly().waitFor()).isEqualTo(128 + LibC.SIGKILL);
    }

    @Test
    void doesNotReapOrphansOfTheApplication() throws IOException, InterruptedException {
        start("sleep 600");
        recorder.await(1, LaunchRecorder.Started.class, TIMEOUT);
        assertThat(child("(setsid " + SLEEPER + " &)").waitFor()).isZero();
        long orphan = pid();
        awaitReparenting(orphan);
        assertThat(cell().isEmpty()).isFalse(); // scans
        assertThat(cell().kill(KILL_TIMEOUT)).isTrue();
        cells.close();
        assertThat(procfs.isAlive(orphan)).isTrue();
        ProcessHandle.of(orphan).orElseThrow().destroyForcibly();
        Eventually.within(TIMEOUT).until(() -> !procfs.isAlive(orphan));
        assertThat(Kernel.collect(orphan)).as("not reaped by the pool").isTrue();
    }

    /** Starts an orphan that was scanned before it lost its parent. */
    private long orphanWithoutMark() throws IOException, InterruptedException {
        start("sh -c 'env -i PIDS=$PIDS setsid " + SLEEPER.replace("$PIDS", "\\$PIDS")
                + " & while [ ! -e go ]; do sleep 0.02; done'; while [ ! -e end ]; do sleep 0.02; done");
        long unmarked = pid();
        assertThat(procfs.environment(unmarked)).doesNotContain(Marker.VARIABLE);
        assertThat(cell().isEmpty()).isFalse(); // scans
        Files.createFile(folder.resolve("go"));
        awaitReparenting(unmarked);
        return unmarked;
    }

    private Cell cell() {
        return cells.cell(0);
    }

    private void start(String script) {
        Cell cell = cell();
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(cell.variables());
        variables.put("PIDS", folder.resolve("pids").toString());
        session.start(new LaunchRequest(
                1,
                0,
                List.of("sh", "-c", script),
                variables,
                folder,
                Input.none(),
                Output.discard(),
                Output.discard(),
                null,
                List.of(cell.enter())));
    }

    /** A child of the application, not of the pool. */
    private Process child(String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PIDS", folder.resolve("pids").toString());
        return builder.start();
    }

    private long pid() {
        Path file = folder.resolve("pids");
        Eventually.within(TIMEOUT).until(() -> read(file).endsWith("\n"));
        return Long.parseLong(read(file).strip());
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException vanished) {
            return "";
        }
    }

    private void awaitReparenting(long pid) {
        Eventually.within(TIMEOUT).until(() -> procfs.stat(pid).parent() == self);
    }

    private void awaitReaped(long pid) {
        Eventually.within(TIMEOUT).until(() -> procfs.startTime(pid).isEmpty());
    }
}
