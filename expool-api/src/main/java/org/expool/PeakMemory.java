package org.expool;

/**
 * The most memory a job is known to have held at once. Immutable and thread-safe.
 *
 * @param bytes not negative
 * @param source how it was measured, and with it what it means
 */
public record PeakMemory(long bytes, Source source) {

    /** How a peak was measured. */
    public enum Source {
        /**
         * The most that the job's control group was charged beyond what earlier jobs had left in it: all its processes
         * together (memory.peak, memory.max_usage_in_bytes). Where it is clearly more than the heaviest process can have held,
         * without the files that they brought into the cache and that are still there at the end; else with them. The kernel
         * charges in batches of 64 pages for each CPU: what is below that for all CPUs is told as that, never as 0.
         */
        CGROUP("cgroup"),
        /**
         * The kernel's own peak of the resident set of the heaviest single process (getrusage, ru_maxrss); the job as a whole may
         * have held more. Only where no control group says more.
         */
        RUSAGE("rusage"),
        /** The largest of the samples taken while the job ran; it may have held more between two. */
        SAMPLED("sampled"),
        /**
         * No single process of the job held more than this; the job as a whole may have. ru_maxrss of a child is never
         * below the peak of the process that started it (the kernel keeps it across exec), so a small one says nothing more
         * about the job. Nothing is learned from it.
         */
        UPPER_BOUND("upper-bound");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /** The name in the JSON output. */
        public String label() {
            return label;
        }
    }
}
