package org.expool.linux.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of a group with the cpuacct controller since {@link #begin}, in nanoseconds (cpuacct.usage_user and _sys,
 * Linux 4.7). The thread that spawns is in the group between two jobs and has other work then, which is none of theirs: each
 * begins with a look of its own. Thread-safe.
 */
final class CpuAccount implements AutoCloseable {

    private final GroupFile userFile;
    private final GroupFile systemFile;
    private volatile long userBefore;
    private volatile long systemBefore;

    private CpuAccount(Path folder, boolean kept) {
        userFile = GroupFile.open(folder.resolve("cpuacct.usage_user"), false, kept);
        systemFile = GroupFile.open(folder.resolve("cpuacct.usage_sys"), false, kept);
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
        userBefore = userFile.number();
        systemBefore = systemFile.number();
    }

    Duration user() {
        return Duration.ofNanos(userFile.number() - userBefore);
    }

    Duration system() {
        return Duration.ofNanos(systemFile.number() - systemBefore);
    }

    @Override
    public void close() {
        userFile.close();
        systemFile.close();
    }
}
