package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.expool.Signal;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guard apart from any cell. */
@ExtendWith(NoLeaks.class)
class GuardTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final Marker marker = Marker.ofPool(PoolId.next(procfs), procfs, null);

    @TempDir
    Path folder;

    @Test
    void leavesEverythingAloneWhenItIsSentAway() throws IOException {
        Path file = Files.createFile(folder.resolve("kept"));
        Guard guard = new Guard("test", marker.mark(), List.of());
        guard.removeAtEnd(file);
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(file).exists();
    }

    @Test
    void isReplacedWhenItIsKilledAndTheNextOneKnowsWhatToRemove() throws Exception {
        Path file = Files.createFile(folder.resolve("removed, with ' and \" in its name"));
        Guard guard = new Guard("test", marker.mark(), List.of());
        guard.removeAtEnd(file);
        long first = guard.pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Waiting.until(Duration.ofSeconds(10), () -> guard.pid() != first);
        ProcessHandle second = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.leaveTheRest();
        second.onExit().get(10, TimeUnit.SECONDS);
        assertThat(file).doesNotExist();
    }

    @Test
    void takesNoSignalThatCanBeIgnored() throws Exception {
        Guard guard = new Guard("test", marker.mark(), List.of());
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.removeAtEnd(Files.createFile(folder.resolve("told")));
        try {
            Waiting.until(Duration.ofSeconds(10), () -> ignoresSignals(process.pid()));
            process.destroy();
            assertThat(process.isAlive()).isTrue();
        } finally {
            guard.close();
        }
    }

    @Test
    void lesson27_endsWhatIsMarkedWhenThePipeCloses() throws Exception {
        Guard guard = new Guard("test", marker.mark(), List.of());
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().putAll(marker.cell(3).variables());
        Process marked = builder.start();
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.leaveTheRest();
        assertThat(marked.waitFor(10, TimeUnit.SECONDS)).isTrue();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    private static boolean ignoresSignals(long pid) {
        try {
            String mask = Files.readString(Path.of("/proc/" + pid + "/status"))
                    .replaceAll("(?s).*SigIgn:\\s*(\\p{XDigit}+).*", "$1");
            return (Long.parseLong(mask, 16) & 1 << Signal.TERM.number() - 1) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
