package org.expool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job was expected to need of memory at its last start, and what was done with it for want of memory. Immutable and
 * thread-safe.
 *
 * @param expected its peak; null if there was nothing to go by
 * @param promised what the pool kept free for it: the same, but no more than its own limit; null as above
 * @param basis where the expectation comes from, in words: {@code largest of 37 runs + 128.0 MiB}; empty for nothing
 * @param reasons what was done with it in all attempts and why, with numbers, in order
 */
public record MemoryPromise(
        @Nullable MemorySize expected, @Nullable MemorySize promised, String basis, List<String> reasons) {

    /** Copies the list. */
    public MemoryPromise {
        reasons = List.copyOf(reasons);
    }
}
