package org.expool.core.memory;

import org.expool.event.MemoryBasis;

/**
 * The predicted needs of a job. Immutable and thread-safe.
 *
 * @param bytes the expected peak, an upper bound that is promised to the job; 0 if unknown
 * @param typicalBytes the most likely peak: the difference to {@code bytes} is the margin
 * @param seconds the expected duration; 0 if unknown
 * @param basis where the peak comes from
 */
public record Expectation(long bytes, long typicalBytes, double seconds, MemoryBasis basis) {}
