package org.expool.core.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.core.memory.QueueLane;
import org.expool.core.memory.ReadyIndex;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that could start now, where memory is balanced: {@link MemoryBudget} decides which comes first. They wait in a
 * lane for each set of other needs; lanes that wait for resources or CPUs wait as in a {@link ReadyQueue}. Choosing
 * costs O(k log n) for k lanes of n jobs.
 */
final class BalancedQueue implements JobQueue {

    /** What all jobs of a lane have in common: what they need, and beside how many others they may run. */
    private record LaneKey(ResourceDemand needs, int beside) {

        static LaneKey of(JobEntry job) {
            return new LaneKey(job.needs(), MemoryBudget.beside(job));
        }
    }

    /** A lane with its first job. */
    private record LaneHead(JobEntry job, ReadyIndex<JobEntry> lane) {

        static final Comparator<LaneHead> ORDER = (one, other) -> ReadyQueue.ORDER.compare(one.job, other.job);
    }

    private final MemoryBudget memoryBudget;
    private final Map<LaneKey, ReadyIndex<JobEntry>> lanes = new LinkedHashMap<>();

    BalancedQueue(MemoryBudget memoryBudget) {
        this.memoryBudget = memoryBudget;
    }

    @Override
    public void add(JobEntry job) {
        lanes.computeIfAbsent(LaneKey.of(job), key -> memoryBudget.newLane())
                .add(job.id(), job, job.job().priority(), MemoryBudget.request(job));
    }

    @Override
    public void remove(JobEntry job) {
        LaneKey key = LaneKey.of(job);
        ReadyIndex<JobEntry> lane = requireNonNull(lanes.get(key));
        lane.remove(job.id(), job.job().priority(), MemoryBudget.request(job));
        if (lane.isEmpty()) {
            lanes.remove(key);
            memoryBudget.dropped(lane);
        }
        memoryBudget.left(job);
    }

    @Override
    public boolean isEmpty() {
        return lanes.isEmpty();
    }

    @Override
    public @Nullable JobEntry take(ResourcePool resources, CpuAssignments cpus, int freeWorkers, long now) {
        if (!memoryBudget.admits()) {
            return null;
        }
        JobEntry next = memoryBudget.next(open(resources, cpus, freeWorkers), now);
        if (next != null) {
            remove(next);
            cpus.passOn(next);
        }
        return next;
    }

    /** The lanes that wait neither for resources nor for CPUs; CPUs are kept for the first lane that waits for some. */
    private List<QueueLane<JobEntry>> open(ResourcePool resources, CpuAssignments cpus, int freeWorkers) {
        List<QueueLane<JobEntry>> open = new ArrayList<>(lanes.size());
        Set<String> awaited = new HashSet<>();
        int beside = memoryBudget.besideRunning();
        boolean isFirst = true;
        for (LaneHead head : heads()) {
            Map<String, Integer> needed = head.job.needs().resources();
            boolean fits =
                    needed.isEmpty() || (Collections.disjoint(needed.keySet(), awaited) && resources.fits(needed));
            if (fits && (isFirst ? cpus.fitsFirst(head.job) : cpus.fits(head.job))) {
                int workers = Math.min(
                        freeWorkers, memoryBudget.freeWorkers(Math.min(beside, MemoryBudget.beside(head.job))));
                open.add(new QueueLane<>(head.lane, workers));
            } else {
                awaited.addAll(needed.keySet());
            }
            isFirst &= !fits;
        }
        return open;
    }

    private List<LaneHead> heads() {
        List<LaneHead> heads = new ArrayList<>(lanes.size());
        lanes.values().forEach(lane -> heads.add(new LaneHead(head(lane), lane)));
        heads.sort(LaneHead.ORDER);
        return heads;
    }

    /** A lane that has become empty is removed at once. */
    private static JobEntry head(ReadyIndex<JobEntry> lane) {
        return requireNonNull(lane.first());
    }

    @Override
    public @Nullable JobEntry takeAny() {
        if (lanes.isEmpty()) {
            return null;
        }
        JobEntry job = head(lanes.values().iterator().next());
        remove(job);
        return job;
    }

    @Override
    public boolean contains(JobEntry job) {
        ReadyIndex<JobEntry> lane = lanes.get(LaneKey.of(job));
        return lane != null && lane.contains(job.id(), job.job().priority(), MemoryBudget.request(job));
    }
}
