package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peak charge of a group with the memory controller, v1 or v2, since {@link #begin}, beyond what earlier jobs had left
 * there, and the number of OOM kills. Thread-safe.
 *
 * <p>The peak of cgroup v1 is reset for each job, that of cgroup v2 (Linux 5.19) since Linux 6.12, for the open file that
 * writes to it; where it cannot be reset, it says something about a job only if it grew.
 */
final class MemoryAccount {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryAccount.class);
    private static final String V1_PEAK = "memory.max_usage_in_bytes";
    private static final String V2_PEAK = "memory.peak";

    private final ChargeBatch batch = ChargeBatch.ofThisHost();
    private final CachedFiles cached;
    private final CgroupFile killsFile;
    private final @Nullable CgroupFile peak;
    private final @Nullable CgroupFile charged;
    private final boolean countsKills;
    private volatile long chargedBefore;
    private volatile long peakBefore;
    private volatile long kills;
    private volatile long killsBefore;

    /**
     * Reads the number of kills.
     *
     * @param killsFile where the kernel counts OOM kills
     * @param peak null if the kernel has none
     * @param charged the current charge, for a peak that cannot be reset; else null
     */
    private MemoryAccount(
            CachedFiles cached, CgroupFile killsFile, @Nullable CgroupFile peak, @Nullable CgroupFile charged) {
        this.cached = cached;
        this.killsFile = killsFile;
        this.peak = peak;
        this.charged = charged;
        countsKills = killsFile.read().contains("oom_kill ");
        kills = killsFile.number("oom_kill");
    }

    /** The account of the first folder that has one, else null; its files are closed with the others. */
    static @Nullable MemoryAccount find(List<Path> folders, boolean keepOpen, OpenFiles open) {
        for (Path folder : folders) {
            if (Files.isWritable(folder.resolve(V1_PEAK))) {
                return new MemoryAccount(
                        CachedFiles.ofCgroupV1(folder),
                        open.add(CgroupFile.open(folder.resolve("memory.oom_control"), false, keepOpen)),
                        open.add(CgroupFile.open(folder.resolve(V1_PEAK), true, keepOpen)),
                        null);
            }
            if (Files.isReadable(folder.resolve("memory.events"))) {
                return ofCgroupV2(folder, keepOpen, open);
            }
        }
        return null;
    }

    private static MemoryAccount ofCgroupV2(Path folder, boolean keepOpen, OpenFiles open) {
        Path file = folder.resolve(V2_PEAK);
        boolean hasPeak = Files.isReadable(file);
        boolean resets = hasPeak && keepOpen && mayBeWritten(file);
        return new MemoryAccount(
                CachedFiles.ofCgroupV2(folder),
                open.add(CgroupFile.open(folder.resolve("memory.events"), false, keepOpen)),
                hasPeak ? open.add(CgroupFile.open(file, resets, keepOpen)) : null,
                resets ? null : open.add(CgroupFile.open(folder.resolve("memory.current"), false, keepOpen)));
    }

    /** Checks the permission bits: root may open a read-only file for writing as well. */
    private static boolean mayBeWritten(Path file) {
        try {
            return Files.isWritable(file)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException gone) {
            return false;
        }
    }

    /** A new job begins. */
    void begin() {
        killsBefore = kills;
        if (peak == null) {
            return;
        }
        if (charged == null) {
            reset(peak);
            chargedBefore = peak.number();
        } else {
            peakBefore = peak.number();
            chargedBefore = charged.number();
        }
    }

    private static void reset(CgroupFile peak) {
        try {
            peak.write("0");
        } catch (IOException e) {
            LOG.warn("a memory peak cannot be reset and may be that of an earlier job: {}", e.toString());
        }
    }

    /** Includes cached files; null if unknown. */
    @Nullable
    PeakMemory peak() {
        return peakBeyond(0);
    }

    /**
     * Without the files that are still cached now. The cache at the peak was not larger, unless the job removed files or the
     * kernel reclaimed. So the processes used at least this much at the peak, and possibly more at another time, with less
     * cache.
     */
    @Nullable
    PeakMemory peakWithoutFiles() {
        return peakBeyond(cached.bytes());
    }

    /** What was charged before is mostly cached files as well, which must not be subtracted twice. */
    private @Nullable PeakMemory peakBeyond(long files) {
        if (peak == null) {
            return null;
        }
        long current = peak.number();
        return charged != null && current <= peakBefore
                ? null
                : new PeakMemory(batch.atLeast(current - Math.max(chargedBefore, files)), PeakMemory.Source.CGROUP);
    }

    /** The number of OOM kills; null if the kernel does not count them, before Linux 4.13. */
    @Nullable
    Long oomKills() {
        if (!countsKills) {
            return null;
        }
        kills = killsFile.number("oom_kill");
        return kills - killsBefore;
    }
}
