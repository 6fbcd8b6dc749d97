package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.expool.linux.kernel.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this JVM adopt the orphans of one pool's jobs. Nobody tells of an adoption, and one that has ended stays a zombie until
 * it is collected, so while there are jobs or something is left of them a thread looks every {@link #PAUSE}: who they are by
 * descent is seen only before they are orphans. Without jobs it sleeps. Thread-safe.
 */
final class OrphanReaper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);
    private static final long PAUSE = 250_000_000L;
    private static final long SHORT_PAUSE = 1_000_000L;
    private static final long PATIENCE = 1_000_000_000L;

    private final PidTracker census;
    private final Subreaper subreaper;
    private final String pool;
    private final Thread thread;
    private volatile boolean failing;
    private volatile boolean adopts;
    private volatile boolean closed;

    /**
     * Not begun yet.
     *
     * @param pool the pool's name
     * @param census told apart by {@link DescentMembership}
     */
    OrphanReaper(String pool, PidTracker census, Subreaper subreaper) {
        this.pool = pool;
        this.census = census;
        this.subreaper = subreaper;
        this.thread = new Thread(this::run, "expool-" + pool + "-orphans");
        thread.setDaemon(true);
    }

    /** Begins. */
    void start() {
        adopts = subreaper.acquire();
        if (!adopts) {
            LOG.warn("pool '{}' cannot adopt orphans: the kernel refuses PR_SET_CHILD_SUBREAPER", pool);
        }
        thread.start();
    }

    /** A job begins. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (isSomethingLeft()) {
                LockSupport.parkNanos(this, PAUSE);
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Looks; also true when that fails, as where no descriptor is left, which may pass. */
    private boolean isSomethingLeft() {
        try {
            boolean left = census.tidy();
            failing = false;
            return left;
        } catch (UncheckedIOException e) {
            if (!failing) {
                LOG.warn("the orphans of pool '{}' cannot be looked for now: {}", pool, e.getMessage());
            }
            failing = true;
            return true;
        }
    }

    /** Ends it when all jobs have ended, and collects the last of them. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
        long deadline = System.nanoTime() + PATIENCE;
        while (isSomethingLeft() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(SHORT_PAUSE);
        }
        if (adopts) {
            subreaper.release();
        }
    }
}
