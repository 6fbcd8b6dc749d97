package org.expool.linux.containment;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

class AdoptingSessionTest extends ContainmentContract {

    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();

    private Set<Long> ours;

    @Override
    protected Containment containment() {
        return new AdoptingSession();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new PosixSpawnLauncher();
    }

    @BeforeEach
    void remember() {
        ours = children();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /**
     * What the other JVM leaves is adopted here too, but comes from no job of this pool: it is ours to collect, and its guard
     * is the last to end.
     */
    @AfterEach
    void collectWhatAnotherJvmLeft(TestInfo test) {
        if (test.getDisplayName().startsWith("endsEverythingWhenTheJvmIsKilled")) {
            long deadline = System.nanoTime() + PATIENCE;
            Set<Long> adopted = children();
            while (adopted.stream().anyMatch(pid -> !ours.contains(pid)) && System.nanoTime() < deadline) {
                adopted.stream().filter(pid -> !ours.contains(pid)).forEach(Kernel::collect);
                LockSupport.parkNanos(BETWEEN_LOOKS);
                adopted = children();
            }
        }
    }
}
