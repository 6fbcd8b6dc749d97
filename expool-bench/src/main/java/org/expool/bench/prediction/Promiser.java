package org.expool.bench.prediction;

import org.expool.core.memory.MemoryRequest;
import org.expool.core.memory.Predictor;
import org.expool.core.memory.RecordedRun;

/** Predicts what jobs need from earlier ones. Not thread-safe. */
interface Promiser {

    /** The bytes to promise; not positive if nothing of the category was learned. */
    double promise(String category, double size);

    /** A job has finished. */
    void learn(RecordedRun run);

    /** The pool's own. */
    static Promiser expool() {
        Predictor predictor = new Predictor();
        return new Promiser() {
            @Override
            public double promise(String category, double size) {
                return predictor.expect(MemoryRequest.of(category, size), 0).bytes();
            }

            @Override
            public void learn(RecordedRun run) {
                predictor.learn(run);
            }
        };
    }
}
