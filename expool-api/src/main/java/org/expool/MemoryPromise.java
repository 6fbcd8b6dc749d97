package org.expool;

import java.util.List;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a job was expected to need at its last start, and what the pool did with it because of memory. Immutable and
 * thread-safe.
 *
 * @param expected its expected peak; null without any data
 * @param promised the memory that the pool reserved for it: the expected peak, at most its own limit; null without any data
 * @param basis the basis of the expectation as text: {@code largest of 37 runs + 128.0 MiB}; empty without any data
 * @param steps what the pool did with it in all attempts and why, in order
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
