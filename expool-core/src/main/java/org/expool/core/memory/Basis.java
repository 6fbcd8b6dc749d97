package org.expool.core.memory;

import java.util.Locale;
import org.expool.MemorySize;

/** The explanation of an expected peak. Immutable and thread-safe. */
public sealed interface Basis {

    /** As text, such as {@code largest of 37 runs + 12.0 MiB}. */
    String description();

    /** The number of runs it was computed from. */
    default int runs() {
        return 0;
    }

    /**
     * The declared peak.
     *
     * @param fixed whether it is used whatever was learned
     * @param finishedRuns of the category
     */
    record Declared(boolean fixed, long finishedRuns) implements Basis {
        @Override
        public String description() {
            if (fixed) {
                return "declared, fixed";
            }
            return finishedRuns == 0
                    ? "declared; no run of its category has finished"
                    : "declared; closer so far than predictions from " + finishedRuns
                            + (finishedRuns == 1 ? " run" : " runs") + " of its category";
        }
    }

    /** Nothing declared or learned: the average of running jobs. */
    record AverageOfRunning() implements Basis {
        @Override
        public String description() {
            return "average of running jobs; nothing declared, no run of its category has finished";
        }
    }

    /**
     * The largest peak of some runs.
     *
     * @param runs their number
     * @param kind which runs of the category, an adjective such as "recent"; empty for all
     * @param marginBytes added to the largest
     */
    record Largest(int runs, String kind, long marginBytes) implements Basis {
        @Override
        public String description() {
            return "largest of " + runs + (kind.isEmpty() ? "" : " " + kind) + (runs == 1 ? " run" : " runs") + " + "
                    + MemorySize.ofBytes(marginBytes);
        }
    }

    /**
     * A regression line through the runs, raised above all of them.
     *
     * @param runs their number
     * @param bytesPerUnit its slope at the size of the job
     * @param correlation Pearson's coefficient, 0.3 to 1
     * @param marginBytes added to the line
     */
    record Regression(int runs, double bytesPerUnit, double correlation, long marginBytes) implements Basis {
        @Override
        public String description() {
            return String.format(
                    Locale.ROOT,
                    "grows %s per unit of size, r = %.2f, + %s, from %d runs",
                    slope(),
                    correlation,
                    MemorySize.ofBytes(marginBytes),
                    runs);
        }

        private String slope() {
            return bytesPerUnit >= 1
                    ? MemorySize.ofBytes(Math.round(bytesPerUnit)).toString()
                    : String.format(Locale.ROOT, "%.2g B", bytesPerUnit);
        }
    }

    /**
     * An attempt was terminated for memory, so the next is expected to need more.
     *
     * @param terminatedAtBytes memory of that attempt
     */
    record Raised(long terminatedAtBytes) implements Basis {
        @Override
        public String description() {
            return "raised: an attempt was terminated at " + MemorySize.ofBytes(terminatedAtBytes);
        }
    }
}
