package org.expool.core.containment;

import java.time.Duration;
import java.util.function.Supplier;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.spi.CellStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher and a cell say of one job. The launcher's CPU times are exact but leave out processes that nobody
 * waited for; the cell's hold all, but for short jobs may be no finer than the kernel's ticks. The launcher's peak is that of
 * one process, the cell's of all, so that the larger one is nearer to the truth. Immutable and thread-safe.
 *
 * @param ofProcess what the launcher measured
 * @param ofCell what the cell did
 * @param withoutFiles as {@link org.expool.spi.Cell#peakWithoutFiles}
 */
record MergedUsage(Usage ofProcess, CellStatistics ofCell, Supplier<@Nullable PeakMemory> withoutFiles) {

    /** Some ticks, and what the spawn took. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    /**
     * So much beyond the heaviest process is worth the look for how much of it is files. Short jobs never hold that, and those
     * that do take longer for it than the look does.
     */
    private static final long WORTH_A_LOOK = 8L << 20;

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

    /** What the kernel ended for want of memory had no more files in the cache: then it drops them first. */
    private @Nullable PeakMemory ofAll(long heaviest) {
        PeakMemory charged = ofCell.peakMemory();
        boolean ended = ofCell.oomKills() != null && ofCell.oomKills() > 0;
        if (charged == null || ended || charged.bytes() <= heaviest + WORTH_A_LOOK) {
            return charged;
        }
        PeakMemory held = withoutFiles.get();
        return held == null ? charged : held;
    }
}
