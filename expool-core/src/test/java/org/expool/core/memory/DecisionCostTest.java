package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.expool.core.memory.ReadyIndex.Candidate;
import org.junit.jupiter.api.Test;

/**
 * What a decision costs while many jobs wait, counted in comparisons and expectations, as these do not depend on the host. The
 * time is in {@code ./bench prediction}.
 */
class DecisionCostTest {

    private static final long LIMIT = 16L << 30;
    private static final int WORKERS = 16;
    private static final int DECISIONS = 2000;
    private static final int CATEGORIES = 20;

    private record Waiting(long id, int priority, MemoryRequest request) {}

    private final Random random = new Random(5);
    private final Predictor predictor = new Predictor();
    private final QueueRanker ranker = new QueueRanker(predictor);
    private final Promises running = new Promises();
    private final Deque<Waiting> started = new ArrayDeque<>();
    private long steps;
    private final ReadyIndex<Waiting> ready = new ReadyIndex<>(
            request -> {
                steps++;
                return ranker.apply(request);
            },
            (one, other) -> {
                steps++;
                return QueueOrder.LARGEST.comparator().compare(one, other);
            },
            LIMIT / WORKERS);
    private final Admission<Waiting> admission = new Admission<>(QueueOrder.LARGEST, running);

    /** Each of 20 categories has at most some hundred classes of sizes, and a decision moves those of one. */
    @Test
    void aDecisionTakesSomeThousandStepsAndHardlyMoreForTenTimesAsManyJobs() {
        long[] few = stepsOfDecisions(20_000);
        long[] many = new DecisionCostTest().stepsOfDecisions(200_000);
        assertThat(many[DECISIONS / 2]).isLessThan(4000).isLessThan(3 * few[DECISIONS / 2]);
        assertThat(many[DECISIONS * 9 / 10]).isLessThan(8000);
    }

    private long[] stepsOfDecisions(int waiting) {
        for (int id = 0; id < waiting; id++) {
            String category = "c" + random.nextInt(CATEGORIES);
            double size = Math.exp(8 * random.nextDouble());
            Waiting job = new Waiting(id, random.nextInt(50) == 0 ? 1 : 0, MemoryRequest.of(category, size));
            ready.add(id, job, job.priority(), job.request());
        }
        startAll();
        long[] counts = new long[DECISIONS];
        for (int i = 0; i < DECISIONS; i++) {
            steps = 0;
            end(started.remove());
            startAll();
            counts[i] = steps;
        }
        Arrays.sort(counts);
        return counts;
    }

    private void startAll() {
        for (Candidate<Waiting> next = next(); next != null; next = next()) {
            Waiting job = next.job();
            ready.remove(job.id(), job.priority(), job.request());
            running.start(job.id(), next.rank().bytes(), Long.MAX_VALUE);
            admission.started(job.id());
            ranker.started(job.request().category());
            refreshUnlearned(job);
            started.add(job);
        }
    }

    private Candidate<Waiting> next() {
        int free = WORKERS - running.count();
        return free == 0 ? null : admission.next(List.of(new QueueLane<>(ready, free)), LIMIT, Long.MAX_VALUE, 0);
    }

    private void end(Waiting job) {
        String category = job.request().category();
        running.end(job.id());
        ranker.ended(category);
        refreshUnlearned(job);
        long peak = (long) (1e8 + 2e5 * job.request().size() * (1 + 0.1 * random.nextDouble()));
        predictor.learn(new RecordedRun(category, job.request().size(), peak, 0.01));
        ready.refresh(category);
    }

    private void refreshUnlearned(Waiting job) {
        if (predictor.runs(job.request().category()) == 0) {
            ready.refresh(job.request().category());
        }
    }
}
