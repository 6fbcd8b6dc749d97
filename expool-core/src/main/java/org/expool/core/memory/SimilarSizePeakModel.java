package org.expool.core.memory;

import org.expool.event.MemoryBasis;

/**
 * The largest peak of jobs of similar size (within 25 %): for peaks that follow the size in steps or up to a ceiling. Not
 * thread-safe.
 */
final class SimilarSizePeakModel implements PeakModel {

    private static final double MAX_RATIO = 1.25;

    /** Fewer runs of similar size are too few. */
    private static final int MIN_RUNS = 6;

    private final TailMargin tail = new TailMargin();
    private double mean;

    /** The size selected last; NaN if there are new runs since. */
    private double lastSize = Double.NaN;

    @Override
    public boolean fit(RecentRuns runs) {
        lastSize = Double.NaN;
        return runs.count() > MIN_RUNS;
    }

    @Override
    public double bound(RecentRuns runs, double size, double safetyFactor) {
        select(runs, size);
        return tail.count() >= MIN_RUNS
                ? tail.largest() + safetyFactor * tail.margin(TYPICAL_EXCESS * mean)
                : Double.NaN;
    }

    private void select(RecentRuns runs, double size) {
        if (size == lastSize) {
            return;
        }
        lastSize = size;
        double sum = 0;
        tail.clear();
        for (int i = 0; i < runs.count(); i++) {
            double other = runs.size(i);
            if (other * MAX_RATIO > size && other < size * MAX_RATIO) {
                sum += runs.peak(i);
                tail.add(runs.peak(i));
            }
        }
        mean = sum / tail.count();
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        select(runs, size);
        return mean;
    }

    @Override
    public MemoryBasis basis(RecentRuns runs, double size, double bound) {
        select(runs, size);
        return new MemoryBasis.Largest(
                tail.count(), MemoryBasis.Among.SIMILAR_SIZED, Math.round(bound - tail.largest()));
    }
}
