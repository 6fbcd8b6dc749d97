package org.expool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is about to start ({@link JobBuilder#onStart}) or has started ({@link PoolListener#started}). An
 * onStart that takes longer than 20 ms may be followed by a start in another slot than it was called with. Immutable and thread-safe.
 *
 * @param id the job's number in its pool, from 1
 * @param job what is run
 * @param attempt from 1
 * @param pid the process, or 0 where there is none yet or the job is a stub
 * @param at when the process was started, or for onStart when the attempt was decided
 * @param slot the number of the worker that runs it, from 0; no two jobs have one slot at a time
 * @param cpus the CPUs to which it is bound; null if it is not, and may run on any
 * @param memory the memory that is promised to it, and where that number comes from; null where memory is not balanced
 */
public record JobStart(
        long id,
        Job job,
        int attempt,
        long pid,
        Instant at,
        int slot,
        @Nullable CpuSet cpus,
        @Nullable ExpectedMemory memory) {}
