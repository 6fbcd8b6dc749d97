package org.expool.event;

import java.util.Locale;
import org.expool.MemorySize;

/** Where the expected peak memory of a job comes from, as a type with its numbers; {@link #text} is for display. Immutable and thread-safe. */
public sealed interface MemoryBasis {

    /** The basis with its numbers, as text, such as {@code largest of 37 runs + 12.0 MiB}. */
    String text();

    /** The number of runs of the category that the peak was computed from; 0 if it was not. */
    default int runs() {
        return 0;
    }

    /**
     * The declared peak.
     *
     * @param fixed whether it is used whatever was learned
     * @param finishedRuns of the category
     */
    record Declared(boolean fixed, long finishedRuns) implements MemoryBasis {
        @Override
        public String text() {
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
    record AverageOfRunning() implements MemoryBasis {
        @Override
        public String text() {
            return "average of running jobs; nothing declared, no run of its category has finished";
        }
    }

    /**
     * The largest peak of some runs.
     *
     * @param runs their number
     * @param among which runs of the category these are
     * @param marginBytes added to the largest
     */
    record Largest(int runs, Among among, long marginBytes) implements MemoryBasis {
        @Override
        public String text() {
            return "largest of " + runs + among.adjective + (runs == 1 ? " run" : " runs") + " + "
                    + MemorySize.ofBytes(marginBytes);
        }
    }

    /** Runs of a category. */
    enum Among {
        /** All that are remembered. */
        ALL(""),
        /** The last ones. */
        RECENT(" recent"),
        /** Those of jobs of about the same size. */
        SIMILAR_SIZED(" similar-sized");

        private final String adjective;

        Among(String adjective) {
            this.adjective = adjective;
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
    record Regression(int runs, double bytesPerUnit, double correlation, long marginBytes) implements MemoryBasis {
        @Override
        public String text() {
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
    record Raised(long terminatedAtBytes) implements MemoryBasis {
        @Override
        public String text() {
            return "raised: an attempt was terminated at " + MemorySize.ofBytes(terminatedAtBytes);
        }
    }
}
