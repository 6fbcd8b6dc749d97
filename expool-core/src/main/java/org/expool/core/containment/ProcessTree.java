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
 * The known descendants of a job's first process. A handle refers to one process, also when its pid is used again.
 * Thread-safe.
 */
final class ProcessTree implements Cell {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NANOS = 1_000_000;

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
            LockSupport.parkNanos(POLL_NANOS);
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

    void close() {
        if (!isEmpty()) {
            kill(KILL_TIMEOUT);
        }
    }

    /** Lists descendants before any is killed, as an orphan can no longer be found. */
    private List<ProcessHandle> alive() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        for (ProcessHandle process : known) {
            // Each call lists all processes of the host; one for the top of a tree returns all of it.
            if (runs(process) && found.add(process)) {
                process.descendants().filter(ProcessTree::runs).forEach(found::add);
            }
        }
        known.addAll(found);
        return List.copyOf(found);
    }

    /** A handle is alive until the process is reaped, but a zombie has no program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
