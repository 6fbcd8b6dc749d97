package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.expool.Command;
import org.expool.Job;
import org.junit.jupiter.api.Test;

class JobTableTest {

    private final JobTable table = new JobTable();

    private static JobEntry job(long id) {
        return new JobEntry(id, Job.of("j" + id, Command.of("true")), null) {
            @Override
            protected boolean needsSettling() {
                return false;
            }
        };
    }

    private long read(long after, int limit, List<Long> found) {
        return table.read(after, Integer.MAX_VALUE, job -> {
            found.add(job.id());
            return found.size() < limit;
        });
    }

    @Test
    void showsJobsInTheOrderOfTheirNumbers() {
        for (long id : new long[] {3, 1, 513, 512, 5000}) {
            table.add(job(id));
        }
        List<Long> found = new ArrayList<>();

        assertThat(read(0, 100, found)).isEqualTo(Deadline.NEVER);
        assertThat(found).containsExactly(1L, 3L, 512L, 513L, 5000L);
        assertThat(table.size()).isEqualTo(5);
    }

    @Test
    void goesOnAfterTheLastOfASlice() {
        for (long id = 1; id <= 2000; id++) {
            table.add(job(id));
        }
        List<Long> all = new ArrayList<>();
        long next = 0;
        while (next != Deadline.NEVER) {
            List<Long> slice = new ArrayList<>();
            next = read(next, 7, slice);
            all.addAll(slice);
        }

        assertThat(all).hasSize(2000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void readsNoMorePlacesThanAskedFor() {
        table.add(job(1));
        table.add(job(100_000));
        List<Long> found = new ArrayList<>();

        assertThat(table.read(0, 1, job -> found.add(job.id()))).isEqualTo(511);
        assertThat(found).containsExactly(1L);
    }

    @Test
    void removesOnlyTheJobItself() {
        JobEntry one = job(7);
        table.add(one);
        table.remove(job(7));
        table.remove(job(8));
        assertThat(table.size()).isEqualTo(1);
        table.remove(one);
        assertThat(table.size()).isZero();
        assertThat(read(0, 10, new ArrayList<>())).isEqualTo(Deadline.NEVER);
    }

    @Test
    void agreesWithATreeAfterManyChanges() {
        Random random = new Random(1);
        TreeMap<Long, JobEntry> expected = new TreeMap<>();
        for (long id = 1; id <= 5000; id++) {
            JobEntry job = job(id);
            table.add(job);
            expected.put(id, job);
            if (random.nextInt(3) > 0) {
                Long some = expected.ceilingKey((long) random.nextInt((int) id + 1));
                JobEntry gone = some == null ? null : expected.remove(some);
                if (gone != null) {
                    table.remove(gone);
                }
            }
        }
        List<Long> found = new ArrayList<>();
        read(0, Integer.MAX_VALUE, found);

        assertThat(found).containsExactlyElementsOf(expected.keySet());
    }
}
