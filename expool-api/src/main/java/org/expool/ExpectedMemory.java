package org.expool;

import org.expool.event.MemoryBasis;

/**
 * The peak memory that a job is expected to need, and what the pool promises it. Immutable and thread-safe.
 *
 * @param expected its expected peak; zero if nothing is known
 * @param promised the memory that the pool reserves for it from its start to its end: the expected peak, at most its own limit
 * @param basis where the expected peak comes from
 */
public record ExpectedMemory(MemorySize expected, MemorySize promised, MemoryBasis basis) {}
