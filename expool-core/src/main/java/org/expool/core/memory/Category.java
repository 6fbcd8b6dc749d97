package org.expool.core.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * One category: its recent runs and the models that compete to predict the next.
 *
 * <p>No model suits all categories: some peaks grow with the size, by one law or another, some do not, some change with time.
 * So each model predicts each run before the run is learned, and the model with the least {@link PromiseLoss} so far is used
 * ("prequential" choice, Dawid 1984; follow the leader). A model that has no bound for a run is scored with the bound of the
 * baseline. Learning a run takes a pass over at most {@link RecentRuns#MAX_RUNS} runs for each model, a prediction uses one
 * model; models other than the baseline are created when there are enough runs for them. Not thread-safe.
 */
final class Category {

    private static final int MIN_RUNS_FOR_MODELS = 4;
    private static final int SHORT_WINDOW = 32;

    /** Up to this many runs models are scored on the runs they were fitted to, because out-of-sample scores are too few. */
    private static final int TRIAL_RUNS = 8;

    /** Cap of extrapolations to sizes far beyond all others: 1 PiB. */
    private static final double MAX_BYTES = 0x1p50;

    private final RecentRuns runs = new RecentRuns();
    private final Durations durations = new Durations();
    private final ScoredModel baseline = new ScoredModel(new LargestPeakModel(RecentRuns.MAX_RUNS));
    private final List<ScoredModel> models = new ArrayList<>(List.of(baseline));

    /** The models by their loss, the least first; of equal losses in the order of {@link #models}. */
    private final List<ScoredModel> ranked = new ArrayList<>(models);

    private final DeclarationAccuracy declarationAccuracy = new DeclarationAccuracy();
    private long runCount;

    /**
     * Scores the models and the declaration with a run, then learns it.
     *
     * @param declaredBytes 0 for none
     */
    void learn(RecordedRun run, long declaredBytes, double safetyFactor) {
        double before = declaredBytes > 0 && runCount > 0 ? bound(run.size(), safetyFactor) : Double.NaN;
        learn(run, safetyFactor);
        if (declaredBytes > 0) {
            // The first run has no prediction: the declaration is compared with the prediction for the next one like
            // it,
            // so that declarations that are too large are abandoned after one run.
            declarationAccuracy.record(
                    declaredBytes, runCount > 1 ? before : bound(run.size(), safetyFactor), run.peakBytes());
        }
    }

    private void learn(RecordedRun run, double safetyFactor) {
        if (runCount > TRIAL_RUNS) {
            score(run.size(), run.peakBytes(), safetyFactor);
        }
        runs.add(run);
        runCount++;
        if (runCount == MIN_RUNS_FOR_MODELS) {
            addModels();
        }
        models.forEach(model -> model.fit(runs));
        durations.fit(runs);
        if (runCount <= TRIAL_RUNS) {
            scoreAgain(safetyFactor);
        }
        sortByLoss();
    }

    private void score(double size, double peak, double safetyFactor) {
        double fallback = baseline.bound(runs, size, safetyFactor);
        for (ScoredModel model : models) {
            double bound = model.bound(runs, size, safetyFactor);
            model.score(bound > 0 ? bound : fallback, peak);
        }
    }

    /** Scores in-sample: optimistic, but equally so for all models. */
    private void scoreAgain(double safetyFactor) {
        models.forEach(ScoredModel::clear);
        for (int i = 0; i < runs.count(); i++) {
            score(runs.size(i), runs.peak(i), safetyFactor);
        }
    }

    private void addModels() {
        models.add(new ScoredModel(new LargestPeakModel(SHORT_WINDOW)));
        RecentLeastSquares line = new RecentLeastSquares(RecentRuns.MAX_RUNS, false);
        RecentLeastSquares recentLine = new RecentLeastSquares(SHORT_WINDOW, false);
        addLinearModels(LinearPeakModel.Shape.LINEAR, line, recentLine);
        addLinearModels(LinearPeakModel.Shape.PROPORTIONAL, line, recentLine);
        addLinearModels(
                LinearPeakModel.Shape.POWER,
                new RecentLeastSquares(RecentRuns.MAX_RUNS, true),
                new RecentLeastSquares(SHORT_WINDOW, true));
        models.add(new ScoredModel(new SimilarSizePeakModel()));
    }

    private void addLinearModels(LinearPeakModel.Shape shape, RecentLeastSquares line, RecentLeastSquares recentLine) {
        models.add(new ScoredModel(new LinearPeakModel(shape, line)));
        models.add(new ScoredModel(new LinearPeakModel(shape, recentLine)));
    }

    private void sortByLoss() {
        ranked.clear();
        ranked.addAll(models);
        ranked.sort(ScoredModel.LEAST_LOSS_FIRST);
    }

    /** Whether declarations were closer so far than predictions. */
    boolean prefersDeclarations() {
        return declarationAccuracy.areCloser();
    }

    long runCount() {
        return runCount;
    }

    /** An upper bound of the peak of a job of this size, in bytes. There must be a run. */
    double bound(double size, double safetyFactor) {
        return best(size, safetyFactor).bound(runs, size, safetyFactor);
    }

    Expectation expect(double size, double safetyFactor) {
        ScoredModel best = best(size, safetyFactor);
        double bound = best.bound(runs, size, safetyFactor);
        return new Expectation(
                capped(bound),
                (long) Math.min(MAX_BYTES, Math.max(1, best.model().typical(runs, size))),
                durations.seconds(size),
                best.model().basis(runs, size, bound));
    }

    private static long capped(double bound) {
        return (long) Math.min(MAX_BYTES, Math.ceil(bound));
    }

    /** The model with the least loss that has a bound for this size; the baseline always has. */
    private ScoredModel best(double size, double safetyFactor) {
        for (ScoredModel model : ranked) {
            if (model == baseline || model.bound(runs, size, safetyFactor) > 0) {
                return model;
            }
        }
        throw new IllegalStateException("the baseline is missing");
    }
}
