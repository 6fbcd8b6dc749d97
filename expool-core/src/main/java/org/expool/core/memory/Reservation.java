package org.expool.core.memory;

/**
 * Memory reserved for a job that waits for it, so that backfilled jobs do not delay it. Immutable and thread-safe.
 *
 * @param at when the job could start, by the pool's clock
 * @param spareBytes memory left beside the job at that time: others within this may run longer
 * @param spareWorkers how many others may run longer
 */
public record Reservation(long at, long spareBytes, int spareWorkers) {}
