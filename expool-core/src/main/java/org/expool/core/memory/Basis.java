package org.expool.core.memory;

import java.util.Locale;
import org.expool.MemorySize;

/** Where an expected peak comes from. Immutable and thread-safe. */
public sealed interface Basis {

    /** As people say it, such as {@code largest of 37 runs + 12.0 MiB}. */
    String words();

    /** How many finished jobs it rests on. */
    default int runs() {
        return 0;
    }

    /**
     * What the user said.
     *
     * @param fixed whether it holds whatever is learned
     * @param finished how many of its category have finished
     */
    record Declared(boolean fixed, long finished) implements Basis {
        @Override
        public String words() {
            if (fixed) {
                return "declared, fixed";
            }
            return finished == 0
                    ? "declared, for nothing of its category has finished"
                    : "declared, which was nearer so far than what " + finished + (finished == 1 ? " run" : " runs")
                            + " of its category taught";
        }
    }

    /** Nothing was declared or learned: as much as running workers have on average. */
    record AverageOfRunning() implements Basis {
        @Override
        public String words() {
            return "average of running workers, for nothing was declared and nothing of its category has finished";
        }
    }

    /**
     * The largest of some runs.
     *
     * @param runs how many
     * @param which which runs of the category these are, in words that follow "runs"; may be empty
     * @param marginBytes added to the largest
     */
    record Largest(int runs, String which, long marginBytes) implements Basis {
        @Override
        public String words() {
            return "largest of " + runs + (runs == 1 ? " run" : " runs") + (which.isEmpty() ? "" : " " + which) + " + "
                    + MemorySize.ofBytes(marginBytes);
        }
    }

    /**
     * A line through the runs, raised above all of them.
     *
     * @param runs how many
     * @param bytesPerUnit its slope at the size asked for
     * @param correlation Pearson's coefficient, 0.3 to 1
     * @param aboveBytes how much was added to the line
     */
    record Growing(int runs, double bytesPerUnit, double correlation, long aboveBytes) implements Basis {
        @Override
        public String words() {
            return String.format(
                    Locale.ROOT,
                    "grows %s per unit of size, r = %.2f, + %s, from %d runs",
                    slope(),
                    correlation,
                    MemorySize.ofBytes(aboveBytes),
                    runs);
        }

        private String slope() {
            return bytesPerUnit >= 1
                    ? MemorySize.ofBytes(Math.round(bytesPerUnit)).toString()
                    : String.format(Locale.ROOT, "%.2g B", bytesPerUnit);
        }
    }

    /**
     * An attempt was ended for memory, so the next is expected to need more than that.
     *
     * @param endedAtBytes what the attempt held
     */
    record Raised(long endedAtBytes) implements Basis {
        @Override
        public String words() {
            return "raised, for an attempt was ended at " + MemorySize.ofBytes(endedAtBytes);
        }
    }
}
