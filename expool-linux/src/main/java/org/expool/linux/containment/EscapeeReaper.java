package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.expool.linux.proc.Procfs;
import org.expool.spi.support.Uninterruptibly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills processes that escaped from the cells of jobs that have ended. Root, or the owner of the control groups, can leave a
 * group and start a daemon outside; the kernel does not notify of it. A scan at the end of each job would cost more than the
 * job, so one thread scans after ends, but not more often than every {@link #PAUSE_NANOS}; without ends it sleeps.
 * Thread-safe.
 */
final class EscapeeReaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EscapeeReaper.class);
    private static final long PAUSE_NANOS = 400_000_000L;
    private static final long RETRY_NANOS = 2_000_000L;

    /** Scans in a row while escapees are found, which may have had children. */
    private static final int ROUNDS = 20;

    private final Map<Integer, Escapees> escapees = new ConcurrentHashMap<>();
    private final Marker marker;
    private final Procfs procfs;
    private final PidTracker pidTracker;
    private final Thread thread;
    private final String pool;
    private boolean failing;
    private volatile boolean due;
    private volatile boolean closed;

    /**
     * Its thread is started with the first cell.
     *
     * @param pool the pool's name
     * @param marker marks all processes of the pool
     */
    EscapeeReaper(String pool, Marker marker, Procfs procfs) {
        this.pool = pool;
        this.marker = marker;
        this.procfs = procfs;
        this.pidTracker = new PidTracker(marker, procfs);
        this.thread = new Thread(this::run, "expool-" + pool + "-escapees");
        thread.setDaemon(true);
    }

    /** The tracker for the cell of a slot. */
    synchronized EscapeTracker tracker(int slot) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        MarkedProcesses marked = new MarkedProcesses(pidTracker, marker.cell(slot), slot);
        return escapees.computeIfAbsent(slot, number -> new Escapees(marked, new SlotEpoch(procfs), this::jobEnded));
    }

    private void jobEnded() {
        if (!due) {
            due = true;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            if (due) {
                LockSupport.parkNanos(PAUSE_NANOS);
                due = false;
                try {
                    reap();
                    failing = false;
                } catch (UncheckedIOException e) {
                    scanFailed(e);
                }
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** For instance without free descriptors, which may be temporary. */
    private void scanFailed(UncheckedIOException e) {
        if (!failing) {
            LOG.warn(
                    "processes that escaped from the cells of pool '{}' cannot be scanned for now: {}",
                    pool,
                    e.getMessage());
        }
        failing = true;
        due = true;
    }

    private void reap() {
        boolean found = true;
        for (int round = 0; found && round < ROUNDS && !closed; round++) {
            found = false;
            for (Escapees each : escapees.values()) {
                found |= each.reap();
            }
            if (found) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        if (found) {
            due = true;
        }
    }

    /** Ends the thread; waits at most for the current scan. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Uninterruptibly.join(thread);
    }
}
