package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.spi.PressureWatch;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class PressureTriggerTest {

    private static final Path MACHINE = Path.of("/proc/pressure/memory");

    @TempDir
    Path root;

    @Test
    void theKernelTakesItAndItEndsWhenClosed() {
        assumeTrue(Files.isWritable(MACHINE), "not run: this kernel has no pressure stall information");
        PressureWatch trigger = PressureTrigger.open(MACHINE, () -> {});
        assertThat(trigger).as("of two seconds anybody may have one").isNotNull();
        trigger.close();
        trigger.close(); // has no effect
    }

    @Test
    void thereIsNoneWithoutTheFile() {
        assertThat(PressureTrigger.open(root.resolve("absent"), () -> {})).isNull();
    }

    @Test
    void theFileOfAGroupGoesBeforeThatOfTheMachine() throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "4:memory:/a\n0::/user/b\n");
        assertThat(PressureTrigger.fileOf(root)).isEqualTo(root.resolve("proc/pressure/memory"));
        Path group = Files.createDirectories(root.resolve("sys/fs/cgroup/user/b"));
        Files.writeString(group.resolve("memory.pressure"), "");
        assertThat(PressureTrigger.fileOf(root)).isEqualTo(group.resolve("memory.pressure"));
    }
}
