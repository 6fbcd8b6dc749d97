package org.expool.bench.latency;

/**
 * The times of one job, in nanoseconds of CLOCK_MONOTONIC, which is also {@link System#nanoTime}'s. Immutable and
 * thread-safe.
 *
 * @param queued when it had been submitted, ready to be started
 * @param started just before its posix_spawn
 * @param exitCall its own last act, just before _exit
 * @param noticed when the chain noticed its end
 */
record Attempt(long queued, long started, long exitCall, long noticed) {}
