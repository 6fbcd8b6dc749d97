package org.expool.core.memory;

/** The largest peak so far, whatever the size; of all runs that count, or of the latest few. Not thread-safe. */
final class LargestPeakModel implements PeakModel {

    private final int reach;
    private final TailMargin above = new TailMargin();
    private double mean;

    LargestPeakModel(int reach) {
        this.reach = reach;
    }

    @Override
    public boolean fit(RecentRuns runs) {
        int count = runs.count();
        int from = Math.max(0, count - reach);
        if (reach < RecentRuns.REACH && from == 0) {
            return false; // the same as of all
        }
        double sum = 0;
        above.clear();
        for (int i = from; i < count; i++) {
            sum += runs.peak(i);
            above.add(runs.peak(i));
        }
        mean = sum / (count - from);
        return true;
    }

    @Override
    public double bound(RecentRuns runs, double size, double caution) {
        return above.largest() + caution * above.margin(TYPICAL_EXCESS * mean);
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        return mean;
    }

    @Override
    public Basis basis(RecentRuns runs, double size, double bound) {
        String which = reach < RecentRuns.REACH ? "of late" : "";
        return new Basis.Largest(above.count(), which, Math.round(bound - above.largest()));
    }
}
