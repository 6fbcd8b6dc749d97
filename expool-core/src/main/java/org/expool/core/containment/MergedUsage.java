package org.expool.core.containment;

import java.time.Duration;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.spi.CellStatistics;

/**
 * What a launcher and a cell say of one job. The launcher's CPU times are exact but leave out processes that nobody
 * waited for; the cell's hold all, but for short jobs may be no finer than the kernel's ticks. Immutable and thread-safe.
 *
 * @param ofProcess what the launcher measured
 * @param ofCell what the cell did
 */
record MergedUsage(Usage ofProcess, CellStatistics ofCell) {

    /** Some ticks, and what the spawn took. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    Usage usage() {
        Usage usage = ofProcess.withPeakMemory(peak());
        return isMore() ? usage.withCpu(ofCell.user(), ofCell.system(), Usage.CpuSource.CGROUP) : usage;
    }

    private boolean isMore() {
        Duration user = ofProcess.user();
        Duration system = ofProcess.system();
        if (ofCell.user() == null || ofCell.system() == null) {
            return false;
        }
        return user == null
                || system == null
                || ofCell.user()
                                .plus(ofCell.system())
                                .compareTo(user.plus(system).plus(TOLERANCE))
                        > 0;
    }

    /** The kernel's own peak of the heaviest process is worth more than one that counts cached files. */
    private PeakMemory peak() {
        PeakMemory measured = ofProcess.peakMemory();
        boolean exact = measured != null && measured.source() == PeakMemory.Source.RUSAGE;
        return exact || ofCell.peakMemory() == null ? measured : ofCell.peakMemory();
    }
}
