package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that could start now: those of a higher priority first, of one priority in the order of submission.
 *
 * <p>Jobs that ask for resources wait in a line for each set of demands. A job may pass others that wait for resources,
 * unless it asks for one of theirs: each resource goes to those that ask for it in their order, so that a job which needs
 * many units is not starved by those that need few. Choosing costs O(k log k) for k different sets of demands.
 */
final class ReadyQueue implements JobQueue {

    static final Comparator<JobEntry> ORDER =
            Comparator.<JobEntry>comparingInt(job -> -job.job().priority()).thenComparingLong(JobEntry::id);

    private final JobHeap plain = new JobHeap(JobHeap.Kind.STATE, ORDER);
    private final Map<Map<String, Integer>, JobHeap> demanding = new LinkedHashMap<>();

    @Override
    public void add(JobEntry job) {
        Map<String, Integer> demand = job.job().resources();
        JobHeap heap = demand.isEmpty()
                ? plain
                : demanding.computeIfAbsent(demand, key -> new JobHeap(JobHeap.Kind.STATE, ORDER));
        heap.add(job);
    }

    @Override
    public void remove(JobEntry job) {
        Map<String, Integer> demand = job.job().resources();
        JobHeap heap = demand.isEmpty() ? plain : demanding.get(demand);
        heap.remove(job);
        if (heap != plain && heap.isEmpty()) {
            demanding.remove(demand);
        }
    }

    @Override
    public boolean isEmpty() {
        return plain.isEmpty() && demanding.isEmpty();
    }

    @Override
    public @Nullable JobEntry take(ResourcePool resources, int freeWorkers, long now) {
        JobEntry first = demanding.isEmpty() ? plain.first() : firstThatFits(resources);
        if (first != null) {
            remove(first);
        }
        return first;
    }

    private @Nullable JobEntry firstThatFits(ResourcePool resources) {
        List<JobEntry> heads = new ArrayList<>(demanding.size() + 1);
        demanding.values().forEach(heap -> heads.add(heap.first()));
        if (!plain.isEmpty()) {
            heads.add(plain.first());
        }
        heads.sort(ORDER);
        Set<String> awaited = new HashSet<>();
        for (JobEntry head : heads) {
            Map<String, Integer> demand = head.job().resources();
            if (demand.keySet().stream().noneMatch(awaited::contains) && resources.fits(demand)) {
                return head;
            }
            awaited.addAll(demand.keySet());
        }
        return null;
    }

    @Override
    public @Nullable JobEntry takeAny() {
        JobHeap heap = plain.isEmpty() && !demanding.isEmpty()
                ? demanding.values().iterator().next()
                : plain;
        JobEntry job = heap.first();
        if (job != null) {
            remove(job);
        }
        return job;
    }

    @Override
    public void forEach(Consumer<JobEntry> use) {
        plain.forEach(use);
        demanding.values().forEach(heap -> heap.forEach(use));
    }
}
