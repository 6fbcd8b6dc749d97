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

    private static final long TIMEOUT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private Set<Long> ownChildren;

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
        ownChildren = children();
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /**
     * Orphans of the other JVM are adopted here too, but belong to no job of this pool: this test reaps them. The guard of
     * the other JVM is the last to end.
     */
    @AfterEach
    void reapOrphansOfAnotherJvm(TestInfo test) {
        if (test.getDisplayName().startsWith("endsEverythingWhenTheJvmIsKilled")) {
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            Set<Long> adopted = children();
            while (adopted.stream().anyMatch(pid -> !ownChildren.contains(pid)) && System.nanoTime() < deadline) {
                adopted.stream().filter(pid -> !ownChildren.contains(pid)).forEach(Kernel::collect);
                LockSupport.parkNanos(POLL_NANOS);
                adopted = children();
            }
        }
    }
}
