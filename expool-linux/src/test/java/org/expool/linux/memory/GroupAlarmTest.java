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

/** That of the first version; of the second, the emulated machine shows it. */
@ExtendWith(NoLeaks.class)
class GroupAlarmTest {

    private static final long AMOUNT = 64 << 20;

    private final Semaphore told = new Semaphore(0);

    @TempDir
    Path empty;

    @Test
    void theKernelSaysEachTimeThatAGroupComesToHoldMuch() throws Exception {
        Optional<MemoryGroup> limited = MemoryGroup.limitedTo(
                MemorySize.ofMiB(500), "alarm-" + ProcessHandle.current().pid());
        assumeTrue(limited.isPresent(), "not run: no writable memory controller of cgroup v1 here");
        try (MemoryGroup group = limited.get();
                PressureWatch alarm = GroupAlarm.open(group.folder(), AMOUNT, told::release)) {
            assertThat(alarm).isNotNull();
            hold(group, 5);
            assertThat(told.availablePermits()).as("a small part of it").isZero();
            hold(group, 60);
            assertThat(told.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            while (told.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                told.drainPermits(); // until it has seen the descent
            }
            hold(group, 60);
            assertThat(told.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void hold(MemoryGroup group, int mebibytes) throws IOException, InterruptedException {
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
        assertThat(GroupAlarm.open(empty, AMOUNT, told::release)).isNull();
    }
}
