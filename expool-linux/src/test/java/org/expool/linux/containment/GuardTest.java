package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.expool.Signal;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.linux.proc.SearchPath;
import org.expool.testkit.Eventually;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guard without cells. */
@ExtendWith(NoLeaks.class)
class GuardTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final Marker marker = Marker.ofPool(PoolId.next(procfs), procfs, null);

    @TempDir
    Path folder;

    @Test
    void removesNothingWhenItIsClosed() throws IOException {
        Path file = Files.createFile(folder.resolve("kept"));
        Guard guard = new Guard("test", marker.mark(), List.of());
        guard.removeAtEnd(file);
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(file).exists();
    }

    @Test
    void isReplacedWithItsPathsWhenItIsKilled() throws Exception {
        Path file = Files.createFile(folder.resolve("removed, with ' and \" in its name"));
        Guard guard = new Guard("test", marker.mark(), List.of());
        guard.removeAtEnd(file);
        long first = guard.pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        Eventually.within(Duration.ofSeconds(60)).until(() -> guard.pid() != first);
        ProcessHandle second = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.startCleanup();
        second.onExit().get(60, TimeUnit.SECONDS);
        assertThat(file).doesNotExist();
    }

    @Test
    void ignoresAllSignalsThatCanBeIgnored() throws Exception {
        Guard guard = new Guard("test", marker.mark(), List.of());
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        guard.removeAtEnd(Files.createFile(folder.resolve("told")));
        try {
            Eventually.within(Duration.ofSeconds(60)).until(() -> ignoresSignals(process.pid()));
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
        guard.startCleanup();
        assertThat(marked.waitFor(10, TimeUnit.SECONDS)).isTrue();
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    /** Otherwise it would not read, and a full pipe would block the pool. */
    @Test
    void isContinuedWhenItHasWork() throws Exception {
        Path file = Files.createFile(folder.resolve("removed"));
        Guard guard = new Guard("test", marker.mark(), List.of());
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        stop(process.pid());
        guard.removeAtEnd(file);
        Eventually.within(Duration.ofSeconds(60)).until(() -> !isStopped(process.pid()));
        stop(process.pid());
        guard.startCleanup();
        process.onExit().get(60, TimeUnit.SECONDS);
        assertThat(file).doesNotExist();
    }

    @Test
    void isContinuedWhenTheJvmIsKilled() throws Exception {
        assumeTrue(SearchPath.ofThisProcess().find("setpriv").isPresent(), "not run: no setpriv of util-linux here");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardedJvm.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long guard = Long.parseLong(jvm.inputReader().readLine());
            Eventually.within(Duration.ofSeconds(60)).until(() -> ignoresSignals(guard)); // then it is past setpriv
            stop(guard);
            jvm.destroyForcibly().waitFor();
            Eventually.within(Duration.ofSeconds(60))
                    .until(() -> ProcessHandle.of(guard)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** A JVM with a guard that was started by a thread that has ended. */
    static final class GuardedJvm {
        public static void main(String[] args) throws Exception {
            Procfs procfs = new Procfs(Path.of("/proc"));
            String mark = Marker.ofPool(PoolId.next(procfs), procfs, null).mark();
            CompletableFuture<Guard> guard = new CompletableFuture<>();
            Thread thread = new Thread(() -> guard.complete(new Guard("test", mark, List.of())));
            thread.start();
            thread.join();
            System.out.println(guard.get().pid());
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static void stop(long pid) throws IOException {
        LibC.kill((int) pid, LibC.SIGSTOP);
        Eventually.within(Duration.ofSeconds(60)).until(() -> isStopped(pid));
    }

    private static boolean isStopped(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") T ");
        } catch (IOException gone) {
            return false;
        }
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
