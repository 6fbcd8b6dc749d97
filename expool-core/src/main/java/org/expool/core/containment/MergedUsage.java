package org.expool.core.containment;

import java.time.Duration;
import java.util.function.Supplier;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.spi.CellStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one job as measured by launcher and cell. The launcher's CPU times are exact but omit processes that no
 * process waited for; the cell's include all, but for short jobs may be no finer than the kernel's ticks. The launcher's
 * peak is that of one process, the cell's that of all; the larger one is closer to the truth. Immutable and thread-safe.
 *
 * @param ofProcess measured by the launcher
 * @param ofCell measured by the cell
 * @param withoutFiles as {@link org.expool.spi.Cell#peakWithoutFiles}
 */
record MergedUsage(Usage ofProcess, CellStatistics ofCell, Supplier<@Nullable PeakMemory> withoutFiles) {

    /** Some ticks, and the time of the spawn. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    /**
     * Cached files are subtracted only if the cell's peak exceeds that of the heaviest process by this much. Short jobs
     * never allocate so much, and allocating it takes longer than reading the count of files.
     */
    private static final long CACHE_CHECK_BYTES = 8L << 20;

    Usage usage() {
        Usage usage = ofProcess.withPeakMemory(peak());
        Duration user = ofCell.user();
        Duration system = ofCell.system();
        return user != null && system != null && isMore(user.plus(system))
                ? usage.withCpu(user, system, Usage.CpuSource.CGROUP)
                : usage;
    }

    private boolean isMore(Duration inCell) {
        Duration user = ofProcess.user();
        Duration system = ofProcess.system();
        return user == null
                || system == null
                || inCell.compareTo(user.plus(system).plus(TOLERANCE)) > 0;
    }

    private @Nullable PeakMemory peak() {
        PeakMemory heaviest = ofProcess.peakMemory();
        PeakMemory all = ofAll(heaviest == null ? 0 : heaviest.bytes());
        if (all == null) {
            return heaviest;
        }
        boolean larger =
                heaviest != null && heaviest.source() == PeakMemory.Source.RUSAGE && heaviest.bytes() > all.bytes();
        return larger ? heaviest : all;
    }

    /** After an OOM kill no cached files are left to subtract: the kernel drops them first. */
    private @Nullable PeakMemory ofAll(long heaviest) {
        PeakMemory charged = ofCell.peakMemory();
        boolean ended = ofCell.oomKills() != null && ofCell.oomKills() > 0;
        if (charged == null || ended || charged.bytes() <= heaviest + CACHE_CHECK_BYTES) {
            return charged;
        }
        PeakMemory uncached = withoutFiles.get();
        return uncached == null ? charged : uncached;
    }
}
