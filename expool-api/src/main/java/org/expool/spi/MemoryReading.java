package org.expool.spi;

import org.expool.MemoryMeasure;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a job at one moment. Immutable and thread-safe.
 *
 * @param bytes what it holds, by the kind that was asked for; not negative
 * @param measure what that means, be it what was asked for or not
 * @param peak the most it ever held, where the kernel keeps count of it; else null
 */
public record MemoryReading(
        long bytes, MemoryMeasure measure, @Nullable PeakMemory peak) {}
