package org.expool;

/**
 * How a job that exceeded its own memory limit starts again with a larger one. Immutable and thread-safe.
 *
 * <p>The limit of each further attempt is {@code factor} times the previous one, at most {@code max}; when an attempt
 * exceeds {@code max}, the job ends with {@link Outcome.MemoryExceeded}.
 *
 * @param factor finite and above 1
 * @param max the largest limit, above the job's first one
 */
public record MemoryRetry(double factor, MemorySize max) {

    /**
     * Checks.
     *
     * @throws InvalidSettingsException if the factor is not above 1, or the largest limit is zero
     */
    public MemoryRetry {
        Problems problems = new Problems("retryMemory");
        if (!(factor > 1 && Double.isFinite(factor))) {
            problems.add("retryMemory.factor", factor, "must be finite and above 1");
        }
        problems.checkPositive("retryMemory.max", max);
        problems.throwIfAny();
    }

    /** The limit of the attempt that follows one with this limit. */
    public MemorySize after(MemorySize limit) {
        double raised = Math.min(Math.ceil(limit.bytes() * factor), max.bytes());
        return MemorySize.ofBytes(Math.max(limit.bytes(), (long) raised));
    }
}
