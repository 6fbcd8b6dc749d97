package org.expool.core.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Jobs in the order of their numbers. Not thread-safe.
 *
 * <p>Numbers are given in a row, so most jobs that wait have neighbours: a tree of blocks, each for 64 numbers, with a bit for
 * each that is there and the jobs side by side (as in the nodes of Bagwell's hash array mapped tries, 2001). That takes 6
 * bytes a job where a tree of jobs takes 64, which counts, as a million may wait.
 */
final class IdOrderedMap<J> {

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;

    private final TreeMap<Long, Block<J>> blocks = new TreeMap<>();

    /** In the place of one of the same number, if there is any. */
    void put(long id, J job) {
        blocks.computeIfAbsent(id >> BITS, number -> new Block<>()).put((int) id & MASK, job);
    }

    /** Whether it was there. */
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

    /** The lowest number; there must be one. */
    long firstId() {
        Map.Entry<Long, Block<J>> first = blocks.firstEntry();
        return (first.getKey() << BITS) + Long.numberOfTrailingZeros(first.getValue().present);
    }

    /** The job of the lowest number; there must be one. */
    J first() {
        return blocks.firstEntry().getValue().at(0);
    }

    void forEach(Consumer<J> use) {
        blocks.values().forEach(block -> block.forEach(use));
    }

    /** Those of 64 numbers. */
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

        /** How many of lower numbers there are. */
        private int place(int index) {
            return Long.bitCount(present & (1L << index) - 1);
        }

        @SuppressWarnings("unchecked") // nothing else is put in
        J at(int place) {
            return (J) jobs[place];
        }

        void forEach(Consumer<J> use) {
            for (int place = 0; place < Long.bitCount(present); place++) {
                use.accept(at(place));
            }
        }
    }
}
