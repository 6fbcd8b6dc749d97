package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.expool.MemorySize;
import org.expool.spi.PressureWatch;
import org.expool.testkit.MemoryGroup;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With cgroup v1; the tests on the emulated machine cover cgroup v2. */
@ExtendWith(NoLeaks.class)
class CgroupMemoryAlarmTest {

    private static final long AMOUNT = 64 << 20;

    private final Semaphore notified = new Semaphore(0);

    @TempDir
    Path empty;

    @Test
    void notifiesOfEachAscent() throws Exception {
        Optional<MemoryGroup> limited = MemoryGroup.limitedTo(
                MemorySize.ofMiB(500), "alarm-" + ProcessHandle.current().pid());
        assumeTrue(limited.isPresent(), "not run: no writable memory controller of cgroup v1 here");
        try (MemoryGroup group = limited.get();
                PressureWatch alarm = CgroupMemoryAlarm.open(group.folder(), AMOUNT, notified::release)) {
            assertThat(alarm).isNotNull();
            allocate(group, 5);
            assertThat(notified.availablePermits()).as("far below the amount").isZero();
            allocate(group, 60);
            assertThat(notified.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            while (notified.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                notified.drainPermits(); // until the descent was noticed
            }
            allocate(group, 60);
            assertThat(notified.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void allocate(MemoryGroup group, int mebibytes) throws IOException, InterruptedException {
        String script =
                "echo 0 >$0/cgroup.procs; head -c " + mebibytes + "M /dev/zero | tail -n 1 | head -c 1 >/dev/null";
        assertThat(new ProcessBuilder("sh", "-c", script, group.folder().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void thereIsNoneWithoutAController() {
        assertThat(CgroupMemoryAlarm.open(empty, AMOUNT, notified::release)).isNull();
    }
}
