package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.expool.Command;
import org.expool.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A heap of jobs, compared with a tree; and what its calls cost, in comparisons. */
class JobHeapTest {

    private static final Comparator<JobEntry> ORDER =
            Comparator.<JobEntry>comparingLong(job -> job.deadline).thenComparingLong(JobEntry::id);
    private static final Job JOB = Job.builder("job", Command.of("true")).build();

    private final Random random = new Random(4);
    private long comparisons;

    @ParameterizedTest
    @EnumSource(JobHeap.Kind.class)
    void answersAsATreeWould(JobHeap.Kind kind) {
        JobHeap heap = new JobHeap(kind, ORDER);
        TreeSet<JobEntry> expected = new TreeSet<>(ORDER);
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(step % 4000 < 2000 ? 3 : 6);
            if (choice < 2 || expected.isEmpty()) {
                JobEntry job = job(step);
                heap.add(job);
                expected.add(job);
            } else if (choice < 4) {
                assertThat(removeFirst(heap)).isSameAs(expected.pollFirst());
            } else {
                JobEntry any = expected.ceiling(job(step));
                if (any != null) {
                    heap.remove(any);
                    expected.remove(any);
                    assertThat(kind.get(any)).isEqualTo(JobEntry.NONE);
                }
            }
            assertThat(heap.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(heap.first()).isSameAs(expected.isEmpty() ? null : expected.first());
        }
        Set<JobEntry> all = new HashSet<>();
        heap.forEach(all::add);
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void oneOfTheSameDeadlineComesByItsNumber() {
        JobHeap heap = JobHeap.byDeadline();
        JobEntry second = job(2);
        JobEntry first = job(1);
        first.deadline = 7;
        second.deadline = 7;
        heap.add(second);
        heap.add(first);
        assertThat(removeFirst(heap)).isSameAs(first);
        assertThat(removeFirst(heap)).isSameAs(second);
        assertThat(removeFirst(heap)).isNull();
    }

    /** "No more than 1 + lg n compares for insert and no more than 2 lg n for remove" (Sedgewick and Wayne, Algorithms, 2.4). */
    @Test
    void addingAndRemovingCompareALogarithmOfTimes() {
        JobHeap heap = new JobHeap(JobHeap.Kind.STATE, (one, other) -> {
            comparisons++;
            return ORDER.compare(one, other);
        });
        int levels = 17;
        JobEntry[] jobs = new JobEntry[1 << levels];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = job(i);
            assertThat(comparisonsOf(() -> heap.add(jobs[heapSize()]))).isLessThanOrEqualTo(1 + levels);
            size++;
        }
        for (int i = 0; i < 1000; i++) {
            JobEntry any = jobs[random.nextInt(jobs.length)];
            if (any.heapIndex != JobEntry.NONE) {
                assertThat(comparisonsOf(() -> heap.remove(any))).isLessThanOrEqualTo(2 * levels);
            }
            assertThat(comparisonsOf(() -> removeFirst(heap))).isLessThanOrEqualTo(2 * levels);
        }
    }

    private static @Nullable JobEntry removeFirst(JobHeap heap) {
        JobEntry first = heap.first();
        if (first != null) {
            heap.remove(first);
        }
        return first;
    }

    private int size;

    private int heapSize() {
        return size;
    }

    private long comparisonsOf(Runnable call) {
        comparisons = 0;
        call.run();
        return comparisons;
    }

    private JobEntry job(long id) {
        JobEntry job = new SchedulerDriver.Entry(id, JOB);
        job.deadline = random.nextInt(1000);
        return job;
    }
}
