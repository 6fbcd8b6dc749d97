package org.expool.spi;

import java.nio.file.Path;
import java.util.List;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.jspecify.annotations.Nullable;

/**
 * What to sample. Immutable and thread-safe.
 *
 * @param roots the jobs; only those needed where the measure is costly
 * @param kind which of a job's processes count
 * @param measure which memory of a process counts; where it cannot be read, the reading names the measure used instead
 */
public record MemoryQuery(List<Root> roots, MemoryKind kind, MemoryMeasure measure) {

    /** Copies the list. */
    public MemoryQuery {
        roots = List.copyOf(roots);
    }

    /**
     * A job.
     *
     * @param pid its first process
     * @param cell the folder of its control group, in the hierarchy that accounts for memory; null if it has none
     */
    public record Root(long pid, @Nullable Path cell) {

        /** A job without a control group. */
        public static Root of(long pid) {
            return new Root(pid, null);
        }
    }
}
