package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.core.memory.Line;
import org.expool.core.memory.ReadyIndex;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that could start now, where memory is balanced: which comes first, {@link Balance} says. They wait in a line for
 * each set of other needs; lines that wait for resources or CPUs wait as in a {@link ReadyQueue}. Choosing costs O(k log n) for k
 * lines of n jobs.
 */
final class BalancedQueue implements JobQueue {

    /** The same for all jobs of a line: what they need, and beside how many others they may run. */
    private record Kind(Needs needs, int beside) {

        static Kind of(JobEntry job) {
            return new Kind(job.needs(), Balance.beside(job));
        }
    }

    /** A line with its first job. */
    private record Head(JobEntry job, ReadyIndex<JobEntry> line) {

        static final Comparator<Head> ORDER = (one, other) -> ReadyQueue.ORDER.compare(one.job, other.job);
    }

    private final Balance balance;
    private final Map<Kind, ReadyIndex<JobEntry>> lines = new LinkedHashMap<>();

    BalancedQueue(Balance balance) {
        this.balance = balance;
    }

    @Override
    public void add(JobEntry job) {
        lines.computeIfAbsent(Kind.of(job), kind -> balance.newLine())
                .add(job.id(), job, job.job().priority(), Balance.question(job));
    }

    @Override
    public void remove(JobEntry job) {
        Kind kind = Kind.of(job);
        ReadyIndex<JobEntry> line = lines.get(kind);
        line.remove(job.id(), job.job().priority(), Balance.question(job));
        if (line.isEmpty()) {
            lines.remove(kind);
            balance.dropped(line);
        }
        balance.left(job);
    }

    @Override
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    @Override
    public @Nullable JobEntry take(ResourcePool resources, CpuShares cpus, int freeWorkers, long now) {
        if (!balance.admits()) {
            return null;
        }
        JobEntry next = balance.next(open(resources, cpus, freeWorkers), now);
        if (next != null) {
            remove(next);
            cpus.passOn(next);
        }
        return next;
    }

    /** The lines that wait neither for resources nor for CPUs, which are kept for the first of all that waits for some. */
    private List<Line<JobEntry>> open(ResourcePool resources, CpuShares cpus, int freeWorkers) {
        List<Line<JobEntry>> open = new ArrayList<>(lines.size());
        Set<String> awaited = new HashSet<>();
        int beside = balance.besideRunning();
        boolean isFirst = true;
        for (Head head : heads()) {
            Map<String, Integer> needed = head.job.needs().resources();
            boolean fits =
                    needed.isEmpty() || (Collections.disjoint(needed.keySet(), awaited) && resources.fits(needed));
            if (fits && (isFirst ? cpus.fitsFirst(head.job) : cpus.fits(head.job))) {
                int workers = Math.min(freeWorkers, balance.freeWorkers(Math.min(beside, Balance.beside(head.job))));
                open.add(new Line<>(head.line, workers));
            } else {
                awaited.addAll(needed.keySet());
            }
            isFirst &= !fits;
        }
        return open;
    }

    private List<Head> heads() {
        List<Head> heads = new ArrayList<>(lines.size());
        lines.values().forEach(line -> heads.add(new Head(line.first(), line)));
        heads.sort(Head.ORDER);
        return heads;
    }

    @Override
    public @Nullable JobEntry takeAny() {
        if (lines.isEmpty()) {
            return null;
        }
        JobEntry job = lines.values().iterator().next().first();
        remove(job);
        return job;
    }

    @Override
    public void forEach(Consumer<JobEntry> use) {
        lines.values().forEach(line -> line.forEach(use));
    }
}
