package org.expool.core.schedule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of jobs in which each job stores its index, so that removing any one costs O(log n), as adding and
 * taking the first do (Sedgewick and Wayne, Algorithms, 2.4, "index priority queue"). A job stores two: one for a heap
 * of its state, one for a heap of its category.
 */
final class JobHeap {

    /** Which of a job's two indices. */
    enum Kind {
        STATE {
            @Override
            int get(JobEntry job) {
                return job.heapIndex;
            }

            @Override
            void set(JobEntry job, int index) {
                job.heapIndex = index;
            }
        },
        CATEGORY {
            @Override
            int get(JobEntry job) {
                return job.chainIndex;
            }

            @Override
            void set(JobEntry job, int index) {
                job.chainIndex = index;
            }
        };

        abstract int get(JobEntry job);

        abstract void set(JobEntry job, int index);
    }

    private final Kind kind;
    private final Comparator<JobEntry> order;
    private JobEntry[] heap = new JobEntry[16];
    private int size;

    JobHeap(Kind kind, Comparator<JobEntry> order) {
        this.kind = kind;
        this.order = order;
    }

    /** One in the order of deadlines. */
    static JobHeap byDeadline() {
        return new JobHeap(
                Kind.STATE,
                Comparator.<JobEntry>comparingLong(job -> job.deadline).thenComparingLong(JobEntry::id));
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    JobEntry first() {
        return size == 0 ? null : heap[0];
    }

    void add(JobEntry job) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size + (size >> 1));
        }
        size++;
        rise(size - 1, job);
    }

    /** Removes the job, which is in this heap. */
    void remove(JobEntry job) {
        int hole = kind.get(job);
        kind.set(job, JobEntry.NONE);
        size--;
        JobEntry last = heap[size];
        clear(size);
        if (hole != size) {
            sink(hole, last);
            if (heap[hole] == last) {
                rise(hole, last);
            }
        }
    }

    boolean contains(JobEntry job) {
        int index = kind.get(job);
        return index >= 0 && index < size && heap[index] == job;
    }

    /** Removes the job if it is in this heap. */
    void discard(JobEntry job) {
        if (contains(job)) {
            remove(job);
        }
    }

    /** Passes each, in no particular order. */
    void forEach(Consumer<JobEntry> use) {
        for (int i = 0; i < size; i++) {
            use.accept(heap[i]);
        }
    }

    @SuppressWarnings("NullAway") // no index beyond the size is read
    private void clear(int index) {
        heap[index] = null;
    }

    private void rise(int from, JobEntry job) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (order.compare(job, heap[parent]) >= 0) {
                break;
            }
            put(index, heap[parent]);
            index = parent;
        }
        put(index, job);
    }

    private void sink(int from, JobEntry job) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && order.compare(heap[child + 1], heap[child]) < 0) {
                child++;
            }
            if (order.compare(job, heap[child]) <= 0) {
                break;
            }
            put(index, heap[child]);
            index = child;
        }
        put(index, job);
    }

    private void put(int index, JobEntry job) {
        heap[index] = job;
        kind.set(job, index);
    }
}
