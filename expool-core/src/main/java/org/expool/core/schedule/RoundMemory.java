package org.expool.core.schedule;

/**
 * What a round's jobs were promised and held of memory, and what that cost. Immutable and thread-safe.
 *
 * @param promisedByteSeconds the sum, over all time, of what was promised
 * @param measuredByteSeconds the same of what was measured; an estimate from samples
 * @param wastedSeconds the run time of attempts that were ended for memory, to be repeated
 * @param ended how many attempts that were
 */
public record RoundMemory(double promisedByteSeconds, double measuredByteSeconds, double wastedSeconds, int ended) {}
