package org.expool.core.memory;

/**
 * The largest peak of jobs of about the same size, within a quarter: for peaks that follow the size by steps or up to a
 * ceiling. Not thread-safe.
 */
final class SimilarSizePeakModel implements PeakModel {

    private static final double WITHIN = 1.25;

    /** Fewer neighbours say too little. */
    private static final int FEWEST = 6;

    private final TailMargin above = new TailMargin();
    private double mean;

    /** The size that was looked for last; not a number if there are other runs since. */
    private double looked = Double.NaN;

    @Override
    public boolean fit(RecentRuns runs) {
        looked = Double.NaN;
        return runs.count() > FEWEST;
    }

    @Override
    public double bound(RecentRuns runs, double size, double caution) {
        look(runs, size);
        return above.count() >= FEWEST ? above.largest() + caution * above.margin(TYPICAL_EXCESS * mean) : Double.NaN;
    }

    private void look(RecentRuns runs, double size) {
        if (size == looked) {
            return;
        }
        looked = size;
        double sum = 0;
        above.clear();
        for (int i = 0; i < runs.count(); i++) {
            double other = runs.size(i);
            if (other * WITHIN > size && other < size * WITHIN) {
                sum += runs.peak(i);
                above.add(runs.peak(i));
            }
        }
        mean = sum / above.count();
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        look(runs, size);
        return mean;
    }

    @Override
    public Basis basis(RecentRuns runs, double size, double bound) {
        look(runs, size);
        return new Basis.Largest(above.count(), "of about its size", Math.round(bound - above.largest()));
    }
}
