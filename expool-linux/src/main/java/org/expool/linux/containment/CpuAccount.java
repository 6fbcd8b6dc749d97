package org.expool.linux.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of a group with the cpuacct controller since {@link #begin}, in nanoseconds (cpuacct.usage_user and _sys,
 * Linux 4.7). The spawner thread stays in the group between two jobs, and its work must not count: each job begins with a
 * new reading. Thread-safe.
 */
final class CpuAccount {

    private final CgroupFile userFile;
    private final CgroupFile systemFile;
    private volatile long userBefore;
    private volatile long systemBefore;

    private CpuAccount(Path folder, boolean keepOpen, OpenFiles open) {
        userFile = open.add(CgroupFile.open(folder.resolve("cpuacct.usage_user"), false, keepOpen));
        systemFile = open.add(CgroupFile.open(folder.resolve("cpuacct.usage_sys"), false, keepOpen));
    }

    /** The account of the first folder that has one, else null; its files are closed with the others. */
    static @Nullable CpuAccount find(List<Path> folders, boolean keepOpen, OpenFiles open) {
        return folders.stream()
                .filter(folder -> Files.exists(folder.resolve("cpuacct.usage_sys")))
                .findFirst()
                .map(folder -> new CpuAccount(folder, keepOpen, open))
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
}
