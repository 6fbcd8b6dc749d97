package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.expool.linux.kernel.Threads;
import org.expool.linux.proc.Procfs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what jobs left outside of their cells that are over. Root, or the owner of the control groups, can leave a group
 * and have a daemon there; the kernel tells nobody. A look at each job's end would cost more than the job, so one thread
 * looks after ends, but not more often than every {@link #PAUSE}; without ends it sleeps. Thread-safe.
 */
final class EscapeeReaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EscapeeReaper.class);
    private static final long PAUSE = 400_000_000L;
    private static final long SHORT_PAUSE = 2_000_000L;

    /** So often in a row while something is found that has to be looked for again: it may have had children. */
    private static final int ROUNDS = 20;

    private final Map<Integer, Escapees> cells = new ConcurrentHashMap<>();
    private final Marker marker;
    private final Procfs procfs;
    private final PidTracker census;
    private final Thread thread;
    private final String pool;
    private boolean failing;
    private volatile boolean due;
    private volatile boolean closed;

    /**
     * Its thread begins with the first cell.
     *
     * @param pool the pool's name
     * @param marker marks all of the pool's processes
     */
    EscapeeReaper(String pool, Marker marker, Procfs procfs) {
        this.pool = pool;
        this.marker = marker;
        this.procfs = procfs;
        this.census = new PidTracker(marker, procfs);
        this.thread = new Thread(this::run, "expool-" + pool + "-sweeper");
        thread.setDaemon(true);
    }

    /** What has left the cell of a slot. */
    synchronized EscapeTracker outside(int slot) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        MarkedProcesses marked = new MarkedProcesses(census, marker.cell(slot), slot);
        return cells.computeIfAbsent(slot, number -> new Escapees(marked, new SlotEpoch(procfs), this::jobOver));
    }

    private void jobOver() {
        if (!due) {
            due = true;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            if (due) {
                LockSupport.parkNanos(PAUSE);
                due = false;
                try {
                    sweep();
                    failing = false;
                } catch (UncheckedIOException e) {
                    tell(e);
                }
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** As where no descriptor is left, which may pass. */
    private void tell(UncheckedIOException e) {
        if (!failing) {
            LOG.warn("what left the cells of pool '{}' cannot be looked for now: {}", pool, e.getMessage());
        }
        failing = true;
        due = true;
    }

    private void sweep() {
        boolean found = true;
        for (int round = 0; found && round < ROUNDS && !closed; round++) {
            found = false;
            for (Escapees strays : cells.values()) {
                found |= strays.sweep();
            }
            if (found) {
                LockSupport.parkNanos(SHORT_PAUSE);
            }
        }
        if (found) {
            due = true;
        }
    }

    /** Ends the thread, without waiting for more than the sweep that it is in. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }
}
