package org.expool.core.schedule;

import java.util.List;
import org.expool.core.memory.Basis;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * What memory a job, or one attempt, was expected to need, and what was done because memory was short. Immutable and
 * thread-safe.
 *
 * @param expectedBytes its peak; 0 if there was nothing to go by
 * @param promisedBytes the same, but no more than its own limit
 * @param basis what that is derived from; null for nothing
 * @param reasons what was done with the job so far and why, in order
 */
public record MemoryUse(
        long expectedBytes, long promisedBytes, @Nullable Basis basis, List<MemoryReason> reasons) {

    public MemoryUse {
        reasons = List.copyOf(reasons);
    }
}
