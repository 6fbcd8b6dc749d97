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
 * What a group with the memory controller, of either version, was charged at the most since {@link #begin}, beyond what earlier
 * jobs had left there, and how many of its processes the kernel ended for want of memory. Thread-safe.
 *
 * <p>The peak of the first version is reset for each job, that of the second (Linux 5.19) since Linux 6.12, for the open file
 * that asks for it; where it cannot be, it tells of a job only if it grew.
 */
final class MemoryAccount implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryAccount.class);
    private static final String FIRST_PEAK = "memory.max_usage_in_bytes";
    private static final String SECOND_PEAK = "memory.peak";

    private final ChargeBatch batch = ChargeBatch.ofThisMachine();
    private final CachedFiles cached;
    private final GroupFile killsFile;
    private final @Nullable GroupFile peak;
    private final @Nullable GroupFile charged;
    private final boolean counts;
    private volatile long before;
    private volatile long peakBefore;
    private volatile long kills;
    private volatile long killsBefore;

    /**
     * Opens what it needs.
     *
     * @param killsFile where the kernel counts them
     * @param peak null if the kernel does not tell
     * @param charged what is charged now, for a peak that cannot be reset; else null
     */
    private MemoryAccount(
            CachedFiles cached, GroupFile killsFile, @Nullable GroupFile peak, @Nullable GroupFile charged) {
        this.cached = cached;
        this.killsFile = killsFile;
        this.peak = peak;
        this.charged = charged;
        counts = killsFile.read().contains("oom_kill ");
        kills = killsFile.number("oom_kill");
    }

    /** That of the folder that has one, else null. */
    static @Nullable MemoryAccount find(List<Path> folders, boolean kept) {
        for (Path folder : folders) {
            if (Files.isWritable(folder.resolve(FIRST_PEAK))) {
                return new MemoryAccount(
                        CachedFiles.ofFirstVersion(folder),
                        GroupFile.open(folder.resolve("memory.oom_control"), false, kept),
                        GroupFile.open(folder.resolve(FIRST_PEAK), true, kept),
                        null);
            }
            if (Files.isReadable(folder.resolve("memory.events"))) {
                return ofSecondVersion(folder, kept);
            }
        }
        return null;
    }

    private static MemoryAccount ofSecondVersion(Path folder, boolean kept) {
        Path file = folder.resolve(SECOND_PEAK);
        boolean tells = Files.isReadable(file);
        boolean resets = tells && kept && mayBeWritten(file);
        return new MemoryAccount(
                CachedFiles.ofSecondVersion(folder),
                GroupFile.open(folder.resolve("memory.events"), false, kept),
                tells ? GroupFile.open(file, resets, kept) : null,
                resets ? null : GroupFile.open(folder.resolve("memory.current"), false, kept));
    }

    /** By anyone: root may open also what nobody can write to. */
    private static boolean mayBeWritten(Path file) {
        try {
            return Files.isWritable(file)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
        } catch (IOException gone) {
            return false;
        }
    }

    /** The next job begins. */
    void begin() {
        killsBefore = kills;
        if (peak == null) {
            return;
        }
        if (charged == null) {
            reset(peak);
            before = peak.number();
        } else {
            peakBefore = peak.number();
            before = charged.number();
        }
    }

    private static void reset(GroupFile peak) {
        try {
            peak.write("0");
        } catch (IOException e) {
            LOG.warn("a peak of memory cannot be reset and may be that of an earlier job: {}", e.toString());
        }
    }

    /** With the files that it brought into the cache; null if unknown. */
    @Nullable
    PeakMemory peak() {
        return peakBeyond(0);
    }

    /**
     * Without those files, as far as they are still there at its end: that no more than these were there at the peak holds
     * but for a job that removed files or was short of room. So the processes held at least this at that moment, though
     * perhaps more at another, when fewer files were there.
     */
    @Nullable
    PeakMemory peakWithoutFiles() {
        return peakBeyond(cached.bytes());
    }

    /** What had been charged before is for the most part cached files as well, which must not be taken off twice. */
    private @Nullable PeakMemory peakBeyond(long files) {
        if (peak == null) {
            return null;
        }
        long most = peak.number();
        return charged != null && most <= peakBefore
                ? null
                : new PeakMemory(batch.atLeast(most - Math.max(before, files)), PeakMemory.Source.CGROUP);
    }

    /** Processes that the kernel ended for want of memory; null if it does not count them, before Linux 4.13. */
    @Nullable
    Long oomKills() {
        if (!counts) {
            return null;
        }
        kills = killsFile.number("oom_kill");
        return kills - killsBefore;
    }

    @Override
    public void close() {
        killsFile.close();
        if (peak != null) {
            peak.close();
        }
        if (charged != null) {
            charged.close();
        }
    }
}
