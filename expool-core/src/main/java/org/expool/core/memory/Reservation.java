package org.expool.core.memory;

/**
 * What is kept for a job that waits for memory, so that others which start meanwhile do not delay it. Immutable and
 * thread-safe.
 *
 * @param at when it could start, by the pool's clock
 * @param spareBytes what is left beside it then: others that need no more of it may run on
 * @param spareWorkers how many others may run on then
 */
public record Reservation(long at, long spareBytes, int spareWorkers) {}
