package org.expool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run a job. Immutable and thread-safe.
 *
 * @param number from 1
 * @param outcome how it ended; cancelled if it was postponed
 * @param startedAt just before its process was started; null if there was none
 * @param finishedAt when it ended
 * @param wall how long its process ran; zero if there was none
 * @param pid its process; 0 if there was none
 * @param usage what it used
 * @param stdout what it wrote to a captured standard output, else null
 * @param stderr what it wrote to a captured standard error, else null
 * @param cpus the CPUs to which it was bound; null if it was not
 */
public record Attempt(
        int number,
        Outcome outcome,
        @Nullable Instant startedAt,
        Instant finishedAt,
        Duration wall,
        long pid,
        Usage usage,
        @Nullable CapturedOutput stdout,
        @Nullable CapturedOutput stderr,
        @Nullable CpuSet cpus) {}
