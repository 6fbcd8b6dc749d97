package org.expool.core.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that could start now, by priority, then in the order of submission. Part of the scheduler's state.
 *
 * <p>Jobs wait in a lane for each set of {@link ResourceDemand}. A job may pass others that wait for resources, unless
 * it asks for one of theirs: each resource is given in the queue's order, so that a job which needs many units is not
 * starved by those that need few. It may also pass jobs that wait for CPUs; {@link CpuAssignments} prevents their
 * starvation. Choosing costs O(k log k) for k different sets of needs.
 */
final class ReadyQueue implements JobQueue {

    static final Comparator<JobEntry> ORDER =
            Comparator.<JobEntry>comparingInt(job -> -job.job().priority()).thenComparingLong(JobEntry::id);

    private final JobHeap plain = new JobHeap(JobHeap.Kind.STATE, ORDER);
    private final Map<ResourceDemand, JobHeap> demanding = new LinkedHashMap<>();

    @Override
    public void add(JobEntry job) {
        ResourceDemand needs = job.needs();
        JobHeap heap = needs == ResourceDemand.USUAL
                ? plain
                : demanding.computeIfAbsent(needs, key -> new JobHeap(JobHeap.Kind.STATE, ORDER));
        heap.add(job);
    }

    @Override
    public void remove(JobEntry job) {
        ResourceDemand needs = job.needs();
        JobHeap heap = needs == ResourceDemand.USUAL ? plain : requireNonNull(demanding.get(needs));
        heap.remove(job);
        if (heap != plain && heap.isEmpty()) {
            demanding.remove(needs);
        }
    }

    @Override
    public boolean isEmpty() {
        return plain.isEmpty() && demanding.isEmpty();
    }

    @Override
    public @Nullable JobEntry take(ResourcePool resources, CpuAssignments cpus, int freeWorkers, long now) {
        JobEntry first = firstThatFits(resources, cpus);
        if (first != null) {
            remove(first);
        }
        return first;
    }

    private @Nullable JobEntry firstThatFits(ResourcePool resources, CpuAssignments cpus) {
        Set<String> awaited = new HashSet<>();
        boolean cpusAwaited = false;
        for (JobEntry head : heads()) {
            Map<String, Integer> demand = head.needs().resources();
            if (demand.keySet().stream().noneMatch(awaited::contains) && resources.fits(demand)) {
                if (cpusAwaited ? cpus.fits(head) : cpus.fitsFirst(head)) {
                    return head;
                }
                cpusAwaited = true;
            }
            awaited.addAll(demand.keySet());
        }
        return null;
    }

    private List<JobEntry> heads() {
        JobEntry usual = plain.first();
        if (demanding.isEmpty()) {
            return usual == null ? List.of() : List.of(usual);
        }
        List<JobEntry> heads = new ArrayList<>(demanding.size() + 1);
        demanding.values().forEach(heap -> heads.add(heap.first()));
        if (usual != null) {
            heads.add(usual);
        }
        heads.sort(ORDER);
        return heads;
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
    public boolean contains(JobEntry job) {
        ResourceDemand needs = job.needs();
        JobHeap heap = needs == ResourceDemand.USUAL ? plain : demanding.get(needs);
        return heap != null && heap.contains(job);
    }
}
