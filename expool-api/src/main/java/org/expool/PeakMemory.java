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
        /** The kernel's own peak of what it charged to the job's control group, page cache included. */
        CGROUP("cgroup"),
        /** The kernel's own peak of the resident set of the heaviest single process (getrusage, ru_maxrss). */
        RUSAGE("rusage"),
        /** The largest of the samples taken while the job ran; it may have held more between two. */
        SAMPLED("sampled"),
        /**
         * Not more than this. ru_maxrss of a child is never below the peak of the process that started it (the
         * kernel keeps it across exec), so a small one says nothing about the job itself.
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
