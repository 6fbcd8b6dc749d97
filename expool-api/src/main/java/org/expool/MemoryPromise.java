package org.expool;

import java.util.List;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * What memory a job was expected to need at its last start, and what the pool did with it because of memory. Immutable and
 * thread-safe.
 *
 * @param expected its peak; null if there was nothing to go by
 * @param promised what the pool kept free for it: the same, but no more than its own limit; null as above
 * @param basis where the expectation comes from, in words: {@code largest of 37 runs + 128.0 MiB}; empty for nothing
 * @param steps what was done with it in all attempts and why, in order
 */
public record MemoryPromise(
        @Nullable MemorySize expected, @Nullable MemorySize promised, String basis, List<MemoryReason> steps) {

    /** Copies the list. */
    public MemoryPromise {
        steps = List.copyOf(steps);
    }

    /** The steps in words, with their numbers. */
    public List<String> reasons() {
        return steps.stream().map(MemoryReason::text).toList();
    }
}
