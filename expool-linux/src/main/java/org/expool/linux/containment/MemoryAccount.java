package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a group with the memory controller of the first version was charged at the most since {@link #begin}, beyond the
 * cached files that earlier jobs had left there. Thread-safe.
 */
final class MemoryAccount implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryAccount.class);

    private final GroupFile peak;
    private final GroupFile control;
    private final boolean counts;
    private volatile long before;
    private volatile long kills;
    private volatile long killsBefore;

    private MemoryAccount(Path folder, boolean kept) {
        peak = GroupFile.open(folder.resolve("memory.max_usage_in_bytes"), true, kept);
        control = GroupFile.open(folder.resolve("memory.oom_control"), false, kept);
        counts = control.read().contains("oom_kill ");
        kills = control.number("oom_kill");
    }

    /** That of the folder that has one, else null. */
    static @Nullable MemoryAccount find(List<Path> folders, boolean kept) {
        return folders.stream()
                .filter(folder -> Files.isWritable(folder.resolve("memory.max_usage_in_bytes")))
                .findFirst()
                .map(folder -> new MemoryAccount(folder, kept))
                .orElse(null);
    }

    /** Sets the peak to what is charged now. */
    void begin() {
        try {
            peak.write("0");
        } catch (IOException e) {
            LOG.warn("a peak of memory cannot be reset and may be that of an earlier job: {}", e.toString());
        }
        before = peak.number();
        killsBefore = kills;
    }

    /** Bytes. */
    long peak() {
        return Math.max(0, peak.number() - before);
    }

    /** Processes that the kernel ended for want of memory; null if it does not count them, before Linux 4.13. */
    @Nullable
    Long oomKills() {
        if (!counts) {
            return null;
        }
        kills = control.number("oom_kill");
        return kills - killsBefore;
    }

    @Override
    public void close() {
        peak.close();
        control.close();
    }
}
