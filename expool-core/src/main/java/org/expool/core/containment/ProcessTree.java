package org.expool.core.containment;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.expool.Signal;
import org.expool.core.platform.ProcessSignals;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;

/**
 * The processes that are known to descend from a job's first one. A handle stands for one process for ever, also when its
 * number is given to another. Thread-safe.
 */
final class ProcessTree implements Cell {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_ROUNDS = 1_000_000;

    private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public LaunchStep enter() {
        known.clear();
        return new LaunchStep() {
            @Override
            public void spawned(long pid) {
                ProcessHandle.of(pid).ifPresent(known::add);
            }
        };
    }

    @Override
    public void signal(Signal signal) {
        ProcessSignals.send(signal, alive());
    }

    @Override
    public boolean kill(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        alive().forEach(ProcessHandle::destroyForcibly);
        while (!isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_ROUNDS);
            alive().forEach(ProcessHandle::destroyForcibly);
        }
        return true;
    }

    @Override
    public boolean isEmpty() {
        return known.stream().noneMatch(ProcessTree::runs);
    }

    @Override
    public CellStatistics statistics() {
        return CellStatistics.unknown();
    }

    void end() {
        if (!isEmpty()) {
            kill(PATIENCE);
        }
    }

    /** Looks for descendants before any is ended, for with its parent a process is lost from sight. */
    private List<ProcessHandle> alive() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (ProcessHandle process : known) {
            // Each look goes over all processes of the machine; one at the top of a tree shows all of it.
            if (runs(process) && found.add(process)) {
                process.descendants().filter(ProcessTree::runs).forEach(found::add);
            }
        }
        known.addAll(found);
        return List.copyOf(found);
    }

    /** A handle calls what has ended alive until somebody has collected it; but then it has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
