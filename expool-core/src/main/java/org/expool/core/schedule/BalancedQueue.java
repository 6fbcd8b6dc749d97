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
 * line for each set of other needs; lines that wait for resources or CPUs wait as in a {@link ReadyQueue}. Choosing
 * costs O(k log n) for k lines of n jobs.
 */
final class BalancedQueue implements JobQueue {

    /** What all jobs of a line have in common: what they need, and beside how many others they may run. */
    private record LaneKey(ResourceDemand needs, int beside) {

        static LaneKey of(JobEntry job) {
            return new LaneKey(job.needs(), MemoryBudget.beside(job));
        }
    }

    /** A line with its first job. */
    private record LaneHead(JobEntry job, ReadyIndex<JobEntry> line) {

        static final Comparator<LaneHead> ORDER = (one, other) -> ReadyQueue.ORDER.compare(one.job, other.job);
    }

    private final MemoryBudget memoryBudget;
    private final Map<LaneKey, ReadyIndex<JobEntry>> lines = new LinkedHashMap<>();

    BalancedQueue(MemoryBudget memoryBudget) {
        this.memoryBudget = memoryBudget;
    }

    @Override
    public void add(JobEntry job) {
        lines.computeIfAbsent(LaneKey.of(job), kind -> memoryBudget.newLine())
                .add(job.id(), job, job.job().priority(), MemoryBudget.question(job));
    }

    @Override
    public void remove(JobEntry job) {
        LaneKey kind = LaneKey.of(job);
        ReadyIndex<JobEntry> line = requireNonNull(lines.get(kind));
        line.remove(job.id(), job.job().priority(), MemoryBudget.question(job));
        if (line.isEmpty()) {
            lines.remove(kind);
            memoryBudget.dropped(line);
        }
        memoryBudget.left(job);
    }

    @Override
    public boolean isEmpty() {
        return lines.isEmpty();
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

    /** The lines that wait neither for resources nor for CPUs; CPUs are kept for the first line that waits for some. */
    private List<QueueLane<JobEntry>> open(ResourcePool resources, CpuAssignments cpus, int freeWorkers) {
        List<QueueLane<JobEntry>> open = new ArrayList<>(lines.size());
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
                open.add(new QueueLane<>(head.line, workers));
            } else {
                awaited.addAll(needed.keySet());
            }
            isFirst &= !fits;
        }
        return open;
    }

    private List<LaneHead> heads() {
        List<LaneHead> heads = new ArrayList<>(lines.size());
        lines.values().forEach(line -> heads.add(new LaneHead(head(line), line)));
        heads.sort(LaneHead.ORDER);
        return heads;
    }

    /** A line that has become empty is removed at once. */
    private static JobEntry head(ReadyIndex<JobEntry> line) {
        return requireNonNull(line.first());
    }

    @Override
    public @Nullable JobEntry takeAny() {
        if (lines.isEmpty()) {
            return null;
        }
        JobEntry job = head(lines.values().iterator().next());
        remove(job);
        return job;
    }

    @Override
    public boolean contains(JobEntry job) {
        ReadyIndex<JobEntry> line = lines.get(LaneKey.of(job));
        return line != null && line.contains(job.id(), job.job().priority(), MemoryBudget.question(job));
    }
}
