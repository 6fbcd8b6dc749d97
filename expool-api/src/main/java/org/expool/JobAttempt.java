package org.expool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended. Immutable and thread-safe.
 *
 * @param id the job's number in its pool
 * @param job what is run
 * @param attempt what has ended
 * @param nextAt the earliest time of the next attempt; null if none follows
 */
public record JobAttempt(
        long id, Job job, Attempt attempt, @Nullable Instant nextAt) {}
