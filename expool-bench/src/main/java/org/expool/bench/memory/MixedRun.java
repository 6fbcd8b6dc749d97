package org.expool.bench.memory;

import java.util.List;

/**
 * One run of the jobs of a set. Immutable and thread-safe.
 *
 * @param seconds from the first start to the last end
 * @param mostBytes the most memory that was in use meanwhile
 * @param restarts how many attempts were terminated to be repeated; -1 for unknown
 * @param failures how many jobs did not succeed
 * @param durations of each job in seconds, in the order of the set; empty for unknown
 */
record MixedRun(double seconds, long mostBytes, int restarts, long failures, List<Double> durations) {}
