package org.expool;

import java.util.List;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a job was expected to need at its last start, and what the pool did with it because of memory. Immutable and
 * thread-safe.
 *
 * @param memory what was expected and promised; null if it did not start, or where memory is not balanced
 * @param steps what the pool did with it in all attempts and why, in order
 */
public record MemoryPromise(@Nullable ExpectedMemory memory, List<MemoryReason> steps) {

    /** Copies the list. */
    public MemoryPromise {
        steps = List.copyOf(steps);
    }

    /** Its expected peak; null without any data. */
    public @Nullable MemorySize expected() {
        return memory == null || memory.expected().bytes() == 0 ? null : memory.expected();
    }

    /** The memory that the pool reserved for it: the expected peak, at most its own limit; null without any data. */
    public @Nullable MemorySize promised() {
        return memory == null || memory.expected().bytes() == 0 ? null : memory.promised();
    }

    /** The basis of the expectation as text: {@code largest of 37 runs + 128.0 MiB}; empty without any data. */
    public String basis() {
        return memory == null ? "" : memory.basis().text();
    }

    /** The steps in words, with their numbers. */
    public List<String> reasons() {
        return steps.stream().map(MemoryReason::text).toList();
    }
}
