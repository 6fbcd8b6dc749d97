package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.expool.core.memory.QueueRank.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A treap, compared with a list that is searched from end to end; and what a search costs, in comparisons. */
class MemoryTreeTest {

    private static final Comparator<JobClassQueue<?>> RANK = QueueOrder.LARGEST.comparator();

    private final Random random = new Random(11);
    private long comparisons;
    private final MemoryTree<String> tree = new MemoryTree<>((one, other) -> {
        comparisons++;
        return RANK.compare(one, other);
    });
    private final List<JobClassQueue<String>> list = new ArrayList<>();

    @Test
    void answersAsAListWould() {
        for (int step = 0; step < 20_000; step++) {
            if (list.size() < 2 || random.nextInt(5) < (step % 4000 < 2000 ? 4 : 1)) {
                add(step);
            } else {
                tree.remove(list.remove(random.nextInt(list.size())));
            }
            long bytes = random.nextInt(110) - 5;
            double seconds = random.nextInt(60);
            assertThat(tree.firstUpTo(bytes)).isSameAs(best(RANK, queue -> queue.bytes() <= bytes));
            assertThat(tree.firstUpTo(bytes, seconds))
                    .isSameAs(best(RANK, queue -> queue.bytes() <= bytes && isShort(queue, seconds)));
            assertThat(tree.oldest()).isSameAs(best(JobClassQueue.BY_AGE, queue -> true));
            assertThat(tree.oldestAbove(bytes)).isSameAs(best(JobClassQueue.BY_AGE, queue -> queue.bytes() > bytes));
        }
    }

    /**
     * The expected depth of a node of n is less than 2 ln n (Seidel and Aragon, Randomized search trees, 1996). A search after
     * a change compares at most three times on each node of two paths.
     */
    @Test
    void aSearchAfterAChangeComparesAFewTimesForEachLevel() {
        for (int i = 0; i < 100_000; i++) {
            add(i);
        }
        tree.oldest();
        comparisons = 0;
        int searches = 1000;
        for (int i = 0; i < searches; i++) {
            tree.remove(list.get(i));
            tree.firstUpTo(random.nextInt(100));
            tree.add(list.get(i));
            tree.firstUpTo(random.nextInt(100));
        }
        assertThat((double) comparisons / (2 * searches)).isLessThan(6 * Math.log(100_000));
    }

    @Test
    void whatIsNotInItCannotBeRemoved() {
        add(1);
        JobClassQueue<String> other = list.remove(0);
        tree.remove(other);
        assertThatThrownBy(() -> tree.remove(other)).isInstanceOf(IllegalStateException.class);
        assertThat(tree.oldest()).isNull();
        assertThat(tree.firstUpTo(Long.MAX_VALUE)).isNull();
    }

    private void add(long id) {
        MemoryRequest request = MemoryRequest.of("c" + id, 1);
        QueueRank rank = new QueueRank(
                random.nextInt(100),
                random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(50),
                Urgency.values()[random.nextInt(3)]);
        JobClassQueue<String> queue =
                new JobClassQueue<>(JobClass.of(random.nextInt(3), request), request, rank, 20, random.nextInt());
        queue.add(id, "job " + id, request);
        list.add(queue);
        tree.add(queue);
    }

    private static boolean isShort(JobClassQueue<?> queue, double seconds) {
        double expected = queue.rank().seconds();
        return expected > 0 && expected <= seconds;
    }

    private @Nullable JobClassQueue<String> best(
            Comparator<JobClassQueue<?>> order, Predicate<JobClassQueue<String>> allowed) {
        return list.stream().filter(allowed).min(order).orElse(null);
    }
}
