package org.expool.bench.prediction;

import org.expool.bench.workload.Trace;
import org.expool.core.memory.RecordedRun;

/**
 * How well a promiser predicted each job before it learned it. The first jobs of categories, which cannot be predicted,
 * do not count. A promise that was too small is charged in full, as is the second attempt, with twice as much or the
 * peak. Immutable and thread-safe.
 *
 * @param usedOverPromised memory times duration of what was used over what was promised
 * @param tooSmallPercent of the first promises
 */
record Score(double usedOverPromised, double tooSmallPercent) {

    static Score of(Promiser promiser, Trace trace) {
        double used = 0;
        double promised = 0;
        int asked = 0;
        int tooSmall = 0;
        for (RecordedRun run : trace.runs()) {
            double promise = promiser.promise(run.category(), run.size());
            if (promise > 0) {
                asked++;
                used += run.peakBytes() * run.seconds();
                promised += promise * run.seconds();
                if (promise < run.peakBytes()) {
                    tooSmall++;
                    promised += Math.max(2 * promise, run.peakBytes()) * run.seconds();
                }
            }
            promiser.learn(run);
        }
        return new Score(used / promised, 100.0 * tooSmall / asked);
    }
}
