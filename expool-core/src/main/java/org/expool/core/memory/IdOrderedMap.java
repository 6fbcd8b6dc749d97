package org.expool.core.memory;

import java.util.Map;
import java.util.TreeMap;

/**
 * Jobs ordered by their ids. Not thread-safe.
 *
 * <p>Ids are consecutive, so most waiting jobs have neighbours: a tree of blocks of 64 ids, each with a bitmap of those that
 * are present and a dense array of their jobs (as the nodes of Bagwell's hash array mapped tries, 2001). This takes 6 bytes
 * per job instead of 64 in a tree of jobs; a million may wait.
 */
final class IdOrderedMap<J> {

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;

    private final TreeMap<Long, Block<J>> blocks = new TreeMap<>();

    /** Replaces a job of the same id. */
    void put(long id, J job) {
        blocks.computeIfAbsent(id >> BITS, number -> new Block<>()).put((int) id & MASK, job);
    }

    /** Returns whether it was present. */
    boolean remove(long id) {
        Block<J> block = blocks.get(id >> BITS);
        if (block == null || !block.remove((int) id & MASK)) {
            return false;
        }
        if (block.present == 0) {
            blocks.remove(id >> BITS);
        }
        return true;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The lowest id; there must be one. */
    long firstId() {
        Map.Entry<Long, Block<J>> first = blocks.firstEntry();
        return (first.getKey() << BITS) + Long.numberOfTrailingZeros(first.getValue().present);
    }

    /** The job of the lowest id; there must be one. */
    J first() {
        return blocks.firstEntry().getValue().at(0);
    }

    boolean contains(long id) {
        Block<J> block = blocks.get(id >> BITS);
        return block != null && block.has((int) id & MASK);
    }

    /** The jobs of 64 ids. */
    private static final class Block<J> {

        private static final int SMALLEST = 2;

        private long present;
        private Object[] jobs = new Object[SMALLEST];

        void put(int index, J job) {
            int place = place(index);
            if (!has(index)) {
                int count = Long.bitCount(present);
                Object[] from = jobs;
                if (count == jobs.length) {
                    jobs = new Object[2 * count];
                    System.arraycopy(from, 0, jobs, 0, place);
                }
                System.arraycopy(from, place, jobs, place + 1, count - place);
                present |= 1L << index;
            }
            jobs[place] = job;
        }

        boolean remove(int index) {
            if (!has(index)) {
                return false;
            }
            int place = place(index);
            int last = Long.bitCount(present) - 1;
            System.arraycopy(jobs, place + 1, jobs, place, last - place);
            jobs[last] = null;
            present &= ~(1L << index);
            return true;
        }

        private boolean has(int index) {
            return (present >>> index & 1) != 0;
        }

        /** The number of present ids below this one. */
        private int place(int index) {
            return Long.bitCount(present & (1L << index) - 1);
        }

        @SuppressWarnings("unchecked") // nothing else is put in
        J at(int place) {
            return (J) jobs[place];
        }
    }
}
