package org.expool;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a pool's finished jobs, since it was created or cleared. Immutable and thread-safe.
 *
 * @param counts the number of finished jobs of each kind of outcome; a missing kind counts as 0
 * @param wall from the first submission to the last end, or to now while jobs are unfinished
 * @param peakWorkers the most jobs that ran at one time
 * @param memory the memory promised to and measured of jobs in the rounds that have ended; null where memory is not balanced
 */
public record PoolSummary(
        Map<Outcome.Kind, Long> counts,
        Duration wall,
        int peakWorkers,
        @Nullable MemoryTotals memory) {

    /** Copies the map and adds the missing kinds. */
    public PoolSummary {
        Map<Outcome.Kind, Long> all = new EnumMap<>(Outcome.Kind.class);
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            all.put(kind, counts.getOrDefault(kind, 0L));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** The number of finished jobs with an outcome of this kind. */
    public long count(Outcome.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The number of finished jobs. */
    public long jobs() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every finished job succeeded. */
    public boolean allSucceeded() {
        return jobs() == count(Outcome.Kind.SUCCEEDED);
    }
}
