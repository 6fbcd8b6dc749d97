package org.expool.bench.latency;

/**
 * The times of one job, in nanoseconds of CLOCK_MONOTONIC, which is also {@link System#nanoTime}'s. Immutable and
 * thread-safe.
 *
 * @param queued when it had been handed over, ready to be started
 * @param started just before its posix_spawn
 * @param exitCall the last thing it did itself, just before _exit
 * @param noticed when its starter knew of its end
 */
record Attempt(long queued, long started, long exitCall, long noticed) {}
