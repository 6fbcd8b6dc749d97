package org.expool.bench.prediction;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.expool.bench.workload.Pattern;
import org.expool.bench.workload.Trace;
import org.expool.core.memory.MemoryRequest;
import org.expool.core.memory.Predictor;
import org.expool.core.memory.RecordedRun;

/** The cost of predicting a job and then learning it, where categories have more runs than are kept. */
final class PredictionCost {

    private static final int WARM_UP = 3;

    private PredictionCost() {}

    /** The mean, in microseconds of CPU time. */
    static double micros() {
        List<RecordedRun> runs =
                Trace.of(0, List.of(Pattern.PROPORTIONAL, Pattern.POWER), 20).runs();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double micros = 0;
        for (int round = 0; round <= WARM_UP; round++) {
            Predictor predictor = new Predictor();
            runs.forEach(run -> predictor.learn(sameCategory(run)));
            long begin = threads.getCurrentThreadCpuTime();
            for (RecordedRun run : runs) {
                predictor.expect(MemoryRequest.of("same", run.size()), 0);
                predictor.learn(sameCategory(run));
            }
            micros = (threads.getCurrentThreadCpuTime() - begin) / 1e3 / runs.size();
        }
        return micros;
    }

    private static RecordedRun sameCategory(RecordedRun run) {
        return new RecordedRun("same", run.size(), run.peakBytes(), run.seconds());
    }
}
