package org.expool.core.schedule;

/**
 * The memory that a round's jobs were promised and used, and what shortages cost. Immutable and thread-safe.
 *
 * @param promisedByteSeconds the sum, over all time, of what was promised
 * @param measuredByteSeconds the same of what was measured; an estimate from samples
 * @param wastedSeconds the run time of attempts that were terminated to free memory, to be repeated
 * @param ended the number of these attempts
 */
public record RoundMemory(double promisedByteSeconds, double measuredByteSeconds, double wastedSeconds, int ended) {}
