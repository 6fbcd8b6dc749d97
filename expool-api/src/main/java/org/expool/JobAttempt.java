package org.expool;

import java.time.Instant;

/**
 * An attempt has ended and another will follow. Immutable and thread-safe.
 *
 * @param id the job's number in its pool
 * @param job what is run
 * @param attempt what has ended
 * @param nextAt the earliest time of the next attempt
 */
public record JobAttempt(long id, Job job, Attempt attempt, Instant nextAt) {}
