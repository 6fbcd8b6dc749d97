package org.expool.core.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one category: its latest runs and the rules that contend to tell the next.
 *
 * <p>No rule suits all categories: some peaks grow with the size, by one law or another, some do not, some change with the
 * days. So all rules are asked about each run before it is learned, and the one that would have cost the least is believed
 * ("prequential" choice, Dawid 1984; follow the leader). Where a rule says nothing, it is held to what the plainest
 * says. Each run costs a pass over at most {@link RecentRuns#REACH} runs for each rule, each question one rule alone; the
 * rules beyond the plainest are made when there are runs enough for them. Not thread-safe.
 */
final class Category {

    private static final int FEW = 4;
    private static final int OF_LATE = 32;

    /** Of so few runs, those before a rule could say anything are a large part. */
    private static final int TRIAL = 8;

    /** A line drawn to a size far beyond all others may end anywhere: 1 PiB. */
    private static final double MOST = 0x1p50;

    private final RecentRuns runs = new RecentRuns();
    private final Durations durations = new Durations();
    private final ScoredModel plainest = new ScoredModel(new LargestPeakModel(RecentRuns.REACH));
    private final List<ScoredModel> contenders = new ArrayList<>(List.of(plainest));

    /** The same, those that cost the least so far first; of those that cost the same, in the same order. */
    private final List<ScoredModel> ranked = new ArrayList<>(contenders);

    private final DeclarationAccuracy declarations = new DeclarationAccuracy();
    private long learned;

    /**
     * Learns a run, having judged by it the rules and what was declared.
     *
     * @param declaredBytes 0 if nothing was
     */
    void learn(RecordedRun run, long declaredBytes, double caution) {
        double before = declaredBytes > 0 && learned > 0 ? bound(run.size(), caution) : Double.NaN;
        learn(run, caution);
        if (declaredBytes > 0) {
            // The first could not have been told: by what is told of its like from now on, so that the worse is soon
            // left.
            declarations.judge(declaredBytes, learned > 1 ? before : bound(run.size(), caution), run.peakBytes());
        }
    }

    private void learn(RecordedRun run, double caution) {
        if (learned > TRIAL) {
            judge(run.size(), run.peakBytes(), caution);
        }
        runs.add(run);
        learned++;
        if (learned == FEW) {
            addRules();
        }
        contenders.forEach(contender -> contender.fit(runs));
        durations.fit(runs);
        if (learned <= TRIAL) {
            judgeByAll(caution);
        }
        rank();
    }

    private void judge(double size, double peak, double caution) {
        double plain = plainest.bound(runs, size, caution);
        for (ScoredModel contender : contenders) {
            double bound = contender.bound(runs, size, caution);
            contender.judge(bound > 0 ? bound : plain, peak);
        }
    }

    /** By the runs it was made from: flattering, but the same for all. */
    private void judgeByAll(double caution) {
        contenders.forEach(ScoredModel::clear);
        for (int i = 0; i < runs.count(); i++) {
            judge(runs.size(i), runs.peak(i), caution);
        }
    }

    private void addRules() {
        contenders.add(new ScoredModel(new LargestPeakModel(OF_LATE)));
        RecentLeastSquares line = new RecentLeastSquares(RecentRuns.REACH, false);
        RecentLeastSquares lineOfLate = new RecentLeastSquares(OF_LATE, false);
        addLines(LinearPeakModel.Shape.LINEAR, line, lineOfLate);
        addLines(LinearPeakModel.Shape.PROPORTIONAL, line, lineOfLate);
        addLines(
                LinearPeakModel.Shape.POWER,
                new RecentLeastSquares(RecentRuns.REACH, true),
                new RecentLeastSquares(OF_LATE, true));
        contenders.add(new ScoredModel(new SimilarSizePeakModel()));
    }

    private void addLines(LinearPeakModel.Shape shape, RecentLeastSquares line, RecentLeastSquares ofLate) {
        contenders.add(new ScoredModel(new LinearPeakModel(shape, line)));
        contenders.add(new ScoredModel(new LinearPeakModel(shape, ofLate)));
    }

    private void rank() {
        ranked.clear();
        ranked.addAll(contenders);
        ranked.sort(ScoredModel.CHEAPEST_FIRST);
    }

    /** Whether what is declared was nearer so far than what was learned. */
    boolean believesDeclarations() {
        return declarations.areNearer();
    }

    long learned() {
        return learned;
    }

    /** The peak that a job of this size will hardly exceed, in bytes. There must be a run. */
    double bound(double size, double caution) {
        return best(size, caution).bound(runs, size, caution);
    }

    Expectation expect(double size, double caution) {
        ScoredModel best = best(size, caution);
        double bound = best.bound(runs, size, caution);
        return new Expectation(
                limited(bound),
                (long) Math.min(MOST, Math.max(1, best.rule().typical(runs, size))),
                durations.seconds(size),
                best.rule().basis(runs, size, bound));
    }

    private static long limited(double bound) {
        return (long) Math.min(MOST, Math.ceil(bound));
    }

    /** The first of those that cost the least and have an answer; the plainest always has. */
    private ScoredModel best(double size, double caution) {
        for (ScoredModel contender : ranked) {
            if (contender == plainest || contender.bound(runs, size, caution) > 0) {
                return contender;
            }
        }
        throw new IllegalStateException("the plainest rule is missing");
    }
}
