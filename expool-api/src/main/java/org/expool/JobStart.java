package org.expool;

import java.time.Instant;

/**
 * An attempt that is about to start ({@link JobBuilder#onStart}) or has started ({@link PoolListener#started}).
 * Immutable and thread-safe.
 *
 * @param id the job's number in its pool, from 1
 * @param job what is run
 * @param attempt from 1
 * @param pid the process, or 0 where there is none yet or the job is a stub
 * @param at when the process was started, or for onStart when the attempt was decided
 */
public record JobStart(long id, Job job, int attempt, long pid, Instant at) {}
