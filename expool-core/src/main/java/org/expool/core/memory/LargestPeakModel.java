package org.expool.core.memory;

import org.expool.event.MemoryBasis;

/** The largest peak, whatever the size; of all recorded runs or of the most recent ones. Not thread-safe. */
final class LargestPeakModel implements PeakModel {

    private final int window;
    private final TailMargin tail = new TailMargin();
    private double mean;

    LargestPeakModel(int window) {
        this.window = window;
    }

    @Override
    public boolean fit(RecentRuns runs) {
        int count = runs.count();
        int from = Math.max(0, count - window);
        if (window < RecentRuns.MAX_RUNS && from == 0) {
            return false; // the same as without a window
        }
        double sum = 0;
        tail.clear();
        for (int i = from; i < count; i++) {
            sum += runs.peak(i);
            tail.add(runs.peak(i));
        }
        mean = sum / (count - from);
        return true;
    }

    @Override
    public double bound(RecentRuns runs, double size, double safetyFactor) {
        return tail.largest() + safetyFactor * tail.margin(TYPICAL_EXCESS * mean);
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        return mean;
    }

    @Override
    public MemoryBasis basis(RecentRuns runs, double size, double bound) {
        MemoryBasis.Among among = window < RecentRuns.MAX_RUNS ? MemoryBasis.Among.RECENT : MemoryBasis.Among.ALL;
        return new MemoryBasis.Largest(tail.count(), among, Math.round(bound - tail.largest()));
    }
}
