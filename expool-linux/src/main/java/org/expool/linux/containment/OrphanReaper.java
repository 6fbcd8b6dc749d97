package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.expool.spi.support.Uninterruptibly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this JVM adopt the orphans of one pool's jobs. The kernel does not notify of an adoption, and an ended orphan stays
 * a zombie until it is reaped. So a thread scans every {@link #SCAN_NANOS} while there are jobs or processes left of them:
 * descent is visible only before a process is an orphan. Without jobs it sleeps. Thread-safe.
 */
final class OrphanReaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);
    private static final long SCAN_NANOS = 250_000_000L;
    private static final long CLOSE_SCAN_NANOS = 1_000_000L;
    private static final long CLOSE_NANOS = 1_000_000_000L;

    private final PidTracker pidTracker;
    private final Subreaper subreaper;
    private final String pool;
    private final Thread thread;
    private volatile boolean failing;
    private volatile boolean adopts;
    private volatile boolean closed;

    /**
     * Not started yet.
     *
     * @param pool the pool's name
     * @param pidTracker with {@link DescentMembership}
     */
    OrphanReaper(String pool, PidTracker pidTracker, Subreaper subreaper) {
        this.pool = pool;
        this.pidTracker = pidTracker;
        this.subreaper = subreaper;
        this.thread = new Thread(this::run, "expool-" + pool + "-orphans");
        thread.setDaemon(true);
    }

    /** Starts the adoption and the thread. */
    void start() {
        adopts = subreaper.acquire();
        if (!adopts) {
            LOG.warn("pool '{}' cannot adopt orphans: the kernel refuses PR_SET_CHILD_SUBREAPER", pool);
        }
        thread.start();
    }

    /** Wakes the thread, as a job was started. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (scan()) {
                LockSupport.parkNanos(this, SCAN_NANOS);
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Scans; returns whether processes are left, also if the scan fails, which may be temporary. */
    private boolean scan() {
        try {
            boolean left = pidTracker.scanAndForget();
            failing = false;
            return left;
        } catch (UncheckedIOException e) {
            if (!failing) {
                LOG.warn("the orphans of pool '{}' cannot be scanned for now: {}", pool, e.getMessage());
            }
            failing = true;
            return true;
        }
    }

    /** Ends the thread and reaps the last orphans; after the end of all jobs. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Uninterruptibly.join(thread);
        long deadline = System.nanoTime() + CLOSE_NANOS;
        while (scan() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(CLOSE_SCAN_NANOS);
        }
        if (adopts) {
            subreaper.release();
        }
    }
}
