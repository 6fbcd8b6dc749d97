package org.expool.bench.memory;

/**
 * The jobs of a set, run once by somebody. Immutable and thread-safe.
 *
 * @param seconds from the first start to the last end
 * @param mostBytes the most memory that was in use meanwhile
 * @param restarts how many attempts were ended only to be followed by another; -1 if nobody can tell
 * @param failures how many jobs did not succeed
 */
record MixedRun(double seconds, long mostBytes, int restarts, long failures) {}
