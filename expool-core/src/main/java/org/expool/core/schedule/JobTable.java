package org.expool.core.schedule;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All jobs that have not settled, by number: a reference each. It is read from any number on, in slices, so that a walk
 * over a million jobs never takes long at a time; additions and removals between two slices move no other job. Part of
 * the scheduler's state.
 */
final class JobTable {

    private static final int BITS = 9;
    private static final int SIZE = 1 << BITS;

    private static final class Chunk {
        private final @Nullable JobEntry[] jobs = new JobEntry[SIZE];
        private int count;
    }

    /** By the number of a job without its last {@link #BITS} bits; none is empty. */
    private final TreeMap<Long, Chunk> chunks = new TreeMap<>();

    private int size;

    int size() {
        return size;
    }

    void add(JobEntry job) {
        Chunk chunk = chunks.computeIfAbsent(job.id() >> BITS, key -> new Chunk());
        chunk.jobs[place(job.id())] = job;
        chunk.count++;
        size++;
    }

    void remove(JobEntry job) {
        Chunk chunk = chunks.get(job.id() >> BITS);
        if (chunk != null && contains(job)) {
            chunk.jobs[place(job.id())] = null;
            chunk.count--;
            size--;
            if (chunk.count == 0) {
                chunks.remove(job.id() >> BITS);
            }
        }
    }

    boolean contains(JobEntry job) {
        Chunk chunk = chunks.get(job.id() >> BITS);
        return chunk != null && chunk.jobs[place(job.id())] == job;
    }

    private static int place(long id) {
        return (int) id & (SIZE - 1);
    }

    /**
     * Passes jobs in the order of their numbers.
     *
     * @param after passes those with a larger number
     * @param places reads about so many places at the most
     * @param wanted gets each; returns whether to continue
     * @return the number up to which all were passed; {@link Deadline#NEVER} if there are no more
     */
    long read(long after, int places, Predicate<JobEntry> wanted) {
        int left = places;
        for (Map.Entry<Long, Chunk> entry :
                chunks.tailMap(after + 1 >> BITS, true).entrySet()) {
            long base = entry.getKey() << BITS;
            for (long id = Math.max(base, after + 1); id < base + SIZE; id++) {
                JobEntry job = entry.getValue().jobs[place(id)];
                if (job != null && !wanted.test(job)) {
                    return id;
                }
            }
            left -= SIZE;
            if (left <= 0) {
                return base + SIZE - 1;
            }
        }
        return Deadline.NEVER;
    }
}
