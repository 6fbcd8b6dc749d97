package org.expool.linux.containment;

import java.nio.file.Path;
import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.linux.proc.ProcessStat;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;

class AdoptingSessionTest extends ContainmentContract {

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    @Override
    protected Containment containment() {
        return new AdoptingSession();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new PosixSpawnLauncher();
    }

    /** What the other JVM leaves is adopted here too, but comes from no job of this pool: it is ours to collect. */
    @AfterEach
    void collectWhatAnotherJvmLeft(TestInfo test) {
        if (test.getDisplayName().startsWith("endsEverythingWhenTheJvmIsKilled")) {
            long self = ProcessHandle.current().pid();
            for (long pid : procfs.pids()) {
                ProcessStat now = procfs.stat(pid);
                if (now.parent() == self && !now.isAlive()) {
                    Kernel.collect(pid);
                }
            }
        }
    }
}
