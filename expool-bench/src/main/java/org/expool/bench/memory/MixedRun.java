package org.expool.bench.memory;

import java.util.List;

/**
 * The jobs of a set, run once by somebody. Immutable and thread-safe.
 *
 * @param seconds from the first start to the last end
 * @param mostBytes the most memory that was in use meanwhile
 * @param restarts how many attempts were ended only to be followed by another; -1 if nobody can tell
 * @param failures how many jobs did not succeed
 * @param durations of each job in seconds, in the order of the set; empty if nobody can tell
 */
record MixedRun(double seconds, long mostBytes, int restarts, long failures, List<Double> durations) {}
