package org.expool.linux.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of a group with the cpuacct controller since {@link #begin}, in nanoseconds (cpuacct.usage_user and _sys,
 * Linux 4.7). Nothing runs in the group between two jobs, so that one begins where the last look at the one before left
 * off, without a look of its own. Thread-safe.
 */
final class CpuAccount implements AutoCloseable {

    private final GroupFile userFile;
    private final GroupFile systemFile;
    private volatile long userNow;
    private volatile long systemNow;
    private volatile long userBefore;
    private volatile long systemBefore;

    private CpuAccount(Path folder, boolean kept) {
        userFile = GroupFile.open(folder.resolve("cpuacct.usage_user"), false, kept);
        systemFile = GroupFile.open(folder.resolve("cpuacct.usage_sys"), false, kept);
        userNow = userFile.number();
        systemNow = systemFile.number();
    }

    /** That of the folder that has one, else null. */
    static @Nullable CpuAccount find(List<Path> folders, boolean kept) {
        return folders.stream()
                .filter(folder -> Files.exists(folder.resolve("cpuacct.usage_sys")))
                .findFirst()
                .map(folder -> new CpuAccount(folder, kept))
                .orElse(null);
    }

    void begin() {
        userBefore = userNow;
        systemBefore = systemNow;
    }

    Duration user() {
        userNow = userFile.number();
        return Duration.ofNanos(userNow - userBefore);
    }

    Duration system() {
        systemNow = systemFile.number();
        return Duration.ofNanos(systemNow - systemBefore);
    }

    @Override
    public void close() {
        userFile.close();
        systemFile.close();
    }
}
