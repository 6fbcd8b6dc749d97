package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.expool.core.memory.QueueRank.Urgency;
import org.expool.core.memory.ReadyIndex.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of the index, compared with a linear search of a list. */
class ReadyIndexTest {

    private static final long AVERAGE = 40;
    private static final long SHARE = 20;

    /** Ranks by category; jobs of one category are alike here. */
    private final Map<String, QueueRank> ranks = new HashMap<>();

    private final ReadyIndex<String> index =
            new ReadyIndex<>(request -> ranks.get(request.category()), QueueOrder.LARGEST, SHARE);
    private final List<Job> list = new ArrayList<>();
    private final Random random = new Random(3);
    private long shareOfWorker = SHARE;

    private record Job(long id, int priority, MemoryRequest request) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 2000})
    void answersAsAListWould(int categories) {
        for (int step = 0; step < 4000; step++) {
            String category = "c" + random.nextInt(categories);
            int kind = random.nextInt(10);
            if (kind < 6 || list.isEmpty()) {
                ranks.computeIfAbsent(category, name -> randomRank());
                add(new Job(step, random.nextInt(3), MemoryRequest.of(category, random.nextInt(3))));
            } else if (kind < 9) {
                Job job = list.remove(random.nextInt(list.size()));
                index.remove(job.id, job.priority, job.request);
            } else if (ranks.containsKey(category)) {
                ranks.put(category, randomRank());
                index.refresh(category);
            } else {
                shareOfWorker = random.nextInt(60);
                index.setShareOfWorker(shareOfWorker);
            }
            compare();
        }
        for (Job job : list) {
            index.remove(job.id, job.priority, job.request);
        }
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.oldest(AVERAGE)).isNull();
    }

    private void add(Job job) {
        list.add(job);
        index.add(job.id, "job " + job.id, job.priority, job.request);
    }

    private QueueRank randomRank() {
        return new QueueRank(
                random.nextInt(8) == 0 ? QueueRank.AVERAGE : random.nextInt(100),
                random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(50),
                Urgency.values()[random.nextInt(3)]);
    }

    private void compare() {
        long bytes = random.nextInt(110) - 5;
        assertSame(index.firstUpTo(bytes, AVERAGE), first(job -> bytes(job) <= bytes));
        assertSame(index.oldest(AVERAGE), oldest(job -> true));
        assertSame(index.oldestAbove(bytes, AVERAGE), oldest(job -> bytes(job) > bytes));
        Reservation reservation =
                new Reservation(random.nextInt(60) * 1_000_000_000L, random.nextInt(100), random.nextInt(2));
        assertSame(
                index.firstNotDelaying(reservation, bytes, AVERAGE, 0),
                first(job -> bytes(job) <= bytes
                        && (seconds(job) > 0 && seconds(job) * 1e9 <= reservation.at()
                                || reservation.spareWorkers() > 0 && bytes(job) <= reservation.spareBytes())));
    }

    private static void assertSame(@Nullable Candidate<String> found, @Nullable Job expected) {
        assertThat(found == null ? null : found.id()).isEqualTo(expected == null ? null : expected.id);
        assertThat(found == null ? null : found.job()).isEqualTo(expected == null ? null : "job " + expected.id);
    }

    private @Nullable Job first(Predicate<Job> allowed) {
        return among(allowed)
                .min(Comparator.<Job>comparingInt(job -> -job.priority)
                        .thenComparing(job -> rank(job).urgency())
                        .thenComparingLong(
                                job -> -Math.max(shareOfWorker, rank(job).bytes()))
                        .thenComparingDouble(job -> -seconds(job))
                        .thenComparingLong(Job::id))
                .orElse(null);
    }

    private @Nullable Job oldest(Predicate<Job> allowed) {
        return among(allowed)
                .min(Comparator.<Job>comparingInt(job -> -job.priority).thenComparingLong(Job::id))
                .orElse(null);
    }

    private Stream<Job> among(Predicate<Job> allowed) {
        return list.stream().filter(allowed);
    }

    private QueueRank rank(Job job) {
        return ranks.get(job.request.category());
    }

    private long bytes(Job job) {
        long bytes = rank(job).bytes();
        return bytes == QueueRank.AVERAGE ? AVERAGE : bytes;
    }

    private double seconds(Job job) {
        return rank(job).seconds();
    }

    @Test
    void jobsOfSimilarSizeAreRankedByTheLargest() {
        ReadyIndex<String> bySize = new ReadyIndex<>(
                request -> new QueueRank((long) request.size(), 1, Urgency.KNOWN), QueueOrder.LARGEST, SHARE);
        bySize.add(1, "a", 0, MemoryRequest.of("c", 1000));
        bySize.add(2, "b", 0, MemoryRequest.of("c", 990));
        bySize.add(3, "c", 0, MemoryRequest.of("c", 2000));
        assertThat(bySize.firstUpTo(999, 0)).isNull();
        assertThat(bySize.firstUpTo(1000, 0)).extracting(Candidate::id).isEqualTo(1L);
        assertThat(bySize.firstUpTo(2000, 0)).extracting(Candidate::id).isEqualTo(3L);
    }

    @Test
    void jobsThatWereNotAddedCannotBeRemoved() {
        MemoryRequest request = MemoryRequest.of("c", 1);
        assertThatThrownBy(() -> index.remove(1, 0, request)).hasMessageContaining("job 1");
        ranks.put("c", new QueueRank(1, 1, Urgency.KNOWN));
        index.add(1, "a", 0, request);
        assertThatThrownBy(() -> index.remove(2, 0, request)).hasMessageContaining("job 2");
        assertThat(index.oldest(0)).isNotNull();
    }
}
