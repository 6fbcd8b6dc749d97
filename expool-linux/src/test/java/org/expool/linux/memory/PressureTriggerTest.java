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

    private static final Path HOST_FILE = Path.of("/proc/pressure/memory");

    @TempDir
    Path root;

    @Test
    void isAcceptedAndEndsWhenClosed() {
        assumeTrue(Files.isWritable(HOST_FILE), "not run: this kernel has no pressure stall information");
        PressureWatch trigger = PressureTrigger.open(HOST_FILE, () -> {});
        assertThat(trigger).as("windows of two seconds need no privilege").isNotNull();
        trigger.close();
        trigger.close(); // has no effect
    }

    @Test
    void thereIsNoneWithoutTheFile() {
        assertThat(PressureTrigger.open(root.resolve("absent"), () -> {})).isNull();
    }

    @Test
    void theFileOfAGroupPrecedesThatOfTheHost() throws IOException {
        isIn("/user/b");
        assertThat(PressureTrigger.fileOf(root)).isEqualTo(root.resolve("proc/pressure/memory"));
        Path file = pressureOf("user/b");
        assertThat(PressureTrigger.fileOf(root)).isEqualTo(file);
    }

    @Test
    void theOriginalGroupIsWatchedAfterTheProcessHasMoved() throws IOException {
        long self = ProcessHandle.current().pid();
        Path process = Files.createDirectories(root.resolve("proc/" + self));
        Files.writeString(process.resolve("stat"), self + " (java) S " + "0 ".repeat(18) + "77 0\n");
        Files.createDirectory(process.resolve("ns"));
        Files.createSymbolicLink(process.resolve("ns/pid"), Path.of("pid:[99]"));
        String host = "expool-" + self + "-77-99-host";
        isIn("/user/b/" + host);
        Path file = pressureOf("user/b");
        pressureOf("user/b/" + host);
        assertThat(PressureTrigger.fileOf(root)).isEqualTo(file);
    }

    /** With cgroup v1 and v2 mounted. */
    private void isIn(String group) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "4:memory:/a\n0::" + group + "\n");
        Files.writeString(
                root.resolve("proc/self/mountinfo"),
                "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                        + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n");
    }

    private Path pressureOf(String group) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve("sys/fs/cgroup/unified").resolve(group));
        return Files.writeString(folder.resolve("memory.pressure"), "");
    }
}
