package org.expool.linux.launch;

import java.util.concurrent.ConcurrentMap;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.spi.EventWait;
import org.expool.spi.LaunchEvents;
import org.expool.spi.ProcessExit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices the ends of a session's processes, collects and reports them, each on the thread that waits for it here.
 * Thread-safe.
 *
 * <p>A pidfd becomes readable when the process has ended and before anyone has collected it. In between the process is
 * a zombie that still holds its pid, which is also the id of its group: the moment in which the rest of the group, all
 * those that the job left behind, can be killed without ever meeting a stranger.
 */
final class Reaper implements EventWait, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final int BATCH = 64;

    /** The number of the wake-up among those of requests. */
    private static final long WAKE = Long.MIN_VALUE;

    private final ConcurrentMap<Long, ChildProcess> children;
    private final LaunchEvents events;
    private final Epoll epoll = new Epoll(WAKE);
    private final Reaping reaping = new Reaping();
    private final long[] ready = new long[BATCH];

    /**
     * Opens what it needs.
     *
     * @param children the session's requests by id, from which those that have ended are removed
     */
    Reaper(ConcurrentMap<Long, ChildProcess> children, LaunchEvents events) {
        this.children = children;
        this.events = events;
    }

    /**
     * Reports the process's end when it comes; called after its start has been reported.
     *
     * @param event room of the calling thread, from {@link Epoll#newEvent}
     * @param reaping of the calling thread, for a process that cannot be watched
     */
    void watch(ChildProcess child, NativeBlock event, Reaping reaping) {
        if (!epoll.add(child.pidfd(), child.id(), event)) {
            LOG.error("process {} cannot be watched ({}) and is ended", child.pid(), Errno.last());
            end(child, reaping, System.nanoTime());
        }
    }

    /**
     * Waits for the process's end on the calling thread, and reports it there.
     *
     * @param reaping of the calling thread
     */
    void awaitEnd(ChildProcess child, Reaping reaping) {
        reaping.await(child.pid());
        end(child, reaping, System.nanoTime());
    }

    @Override
    public synchronized void await(long nanos) {
        int count = epoll.await(ready, nanos);
        long noticed = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ChildProcess child = children.get(ready[i]);
            if (child != null) {
                end(child, reaping, noticed);
            }
        }
    }

    @Override
    public void wake() {
        epoll.wake();
    }

    /** Closes what it has opened; when nobody waits any more. */
    @Override
    public void close() {
        epoll.close();
    }

    private void end(ChildProcess child, Reaping reaping, long nanos) {
        child.ending();
        ProcessExit exit = reaping.collect(child.pid(), child.startedAt(), nanos);
        if (child.pidfd() >= 0) {
            LibC.close(child.pidfd());
        }
        child.steps().release();
        children.remove(child.id());
        events.exited(child.id(), exit);
    }
}
