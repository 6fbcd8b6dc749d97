package org.expool.core.memory;

/**
 * What a job is expected to need. Immutable and thread-safe.
 *
 * @param bytes the peak it will hardly exceed: what is to be promised; 0 if there is nothing to go by
 * @param typicalBytes the peak in the middle of what is likely: the difference to {@code bytes} is the uncertainty
 * @param seconds the expected duration; 0 if unknown
 * @param basis where the peak comes from
 */
public record Expectation(long bytes, long typicalBytes, double seconds, Basis basis) {}
