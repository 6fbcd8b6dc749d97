package org.expool.spi;

import org.expool.MemoryMeasure;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a job at one moment. Immutable and thread-safe.
 *
 * @param bytes its memory, of the kind in the query; not negative
 * @param measure the measure used, which may differ from that of the query
 * @param peak its largest memory so far, where the kernel records it; else null
 */
public record MemoryReading(
        long bytes, MemoryMeasure measure, @Nullable PeakMemory peak) {}
