package org.expool;

/**
 * The largest memory usage measured of a job. Immutable and thread-safe.
 *
 * @param bytes not negative
 * @param source how it was measured, which determines its meaning
 */
public record PeakMemory(long bytes, Source source) {

    /** How a peak was measured. */
    public enum Source {
        /**
         * The peak charge of the job's control group, less the charge left by earlier jobs: all its processes together
         * (memory.peak, memory.max_usage_in_bytes). Excludes the files still in the page cache at the end where the charge clearly
         * exceeds the peak of the heaviest process; else includes them. The kernel charges in batches of 64 pages for each CPU:
         * a smaller charge is reported as one batch for each CPU, never as 0.
         */
        CGROUP("cgroup"),
        /**
         * The kernel's peak resident set of the heaviest single process (getrusage, ru_maxrss); the job as a whole may have used
         * more. Only without a measurement by a control group.
         */
        RUSAGE("rusage"),
        /** The largest of the samples taken while the job ran; it may have used more between two samples. */
        SAMPLED("sampled"),
        /**
         * No single process of the job used more than this; the job as a whole may have. ru_maxrss of a child is never
         * below the peak of the process that started it (the kernel keeps it across exec), so a small value is only an upper
         * bound. Memory prediction ignores it.
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
