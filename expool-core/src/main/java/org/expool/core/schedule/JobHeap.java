package org.expool.core.schedule;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of jobs in which each job knows its place, so that removing any one costs O(log n) like adding and
 * taking the first (Sedgewick and Wayne, Algorithms, 2.4, "index priority queue"). A job is in one heap at a time.
 */
final class JobHeap {

    private final Comparator<JobEntry> order;
    private JobEntry[] heap = new JobEntry[64];
    private int size;

    JobHeap(Comparator<JobEntry> order) {
        this.order = order;
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

    @Nullable
    JobEntry removeFirst() {
        JobEntry first = first();
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /** Removes the job, which is in this heap. */
    void remove(JobEntry job) {
        int hole = job.heapIndex;
        job.heapIndex = JobEntry.NONE;
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

    @SuppressWarnings("NullAway") // beyond the size there is nothing to see
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
        job.heapIndex = index;
    }
}
