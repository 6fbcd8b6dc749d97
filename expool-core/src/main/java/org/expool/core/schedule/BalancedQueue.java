package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.HashMap;
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
 * each set of other needs; lines that wait for resources wait as in a {@link ReadyQueue}. Choosing costs O(k log n) for k
 * lines of n jobs.
 */
final class BalancedQueue implements JobQueue {

    /** The same for all jobs of a line: which resources they need, and beside how many others they may run. */
    private record Kind(Map<String, Integer> resources, int beside) {

        private static final Kind USUAL = new Kind(Map.of(), Integer.MAX_VALUE);

        static Kind of(JobEntry job) {
            int beside = Balance.state(job).beside;
            Map<String, Integer> resources = job.job().resources();
            return resources.isEmpty() && beside == USUAL.beside ? USUAL : new Kind(resources, beside);
        }
    }

    private final Balance balance;
    private final Map<Kind, ReadyIndex<JobEntry>> lines = new LinkedHashMap<>();

    BalancedQueue(Balance balance) {
        this.balance = balance;
    }

    @Override
    public void add(JobEntry job) {
        lines.computeIfAbsent(Kind.of(job), kind -> balance.newLine())
                .add(job.id(), job, job.job().priority(), Balance.state(job).question);
    }

    @Override
    public void remove(JobEntry job) {
        Kind kind = Kind.of(job);
        ReadyIndex<JobEntry> line = lines.get(kind);
        line.remove(job.id(), job.job().priority(), Balance.state(job).question);
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
    public @Nullable JobEntry take(ResourcePool resources, int freeWorkers, long now) {
        if (!balance.admits()) {
            return null;
        }
        JobEntry next = balance.next(open(resources, freeWorkers), now);
        if (next != null) {
            remove(next);
        }
        return next;
    }

    /** The lines that do not wait for resources. */
    private List<Line<JobEntry>> open(ResourcePool resources, int freeWorkers) {
        List<Line<JobEntry>> open = new ArrayList<>(lines.size());
        if (lines.size() == 1) {
            lines.forEach((kind, line) -> {
                if (resources.fits(kind.resources)) {
                    open.add(line(kind, line, freeWorkers));
                }
            });
            return open;
        }
        Map<JobEntry, Kind> heads = new HashMap<>();
        lines.forEach((kind, line) -> heads.put(line.first(), kind));
        List<JobEntry> inOrder = new ArrayList<>(heads.keySet());
        inOrder.sort(ReadyQueue.ORDER);
        Set<String> awaited = new HashSet<>();
        for (JobEntry head : inOrder) {
            Kind kind = heads.get(head);
            Set<String> needed = kind.resources.keySet();
            if (needed.stream().noneMatch(awaited::contains) && resources.fits(kind.resources)) {
                open.add(line(kind, lines.get(kind), freeWorkers));
            } else {
                awaited.addAll(needed);
            }
        }
        return open;
    }

    private Line<JobEntry> line(Kind kind, ReadyIndex<JobEntry> jobs, int freeWorkers) {
        return new Line<>(jobs, Math.min(freeWorkers, balance.freeWorkers(kind.beside)));
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
