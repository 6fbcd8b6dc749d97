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
 * Notices the exits of a session's processes, reaps them and reports them, each on the thread that waits for it here.
 * Thread-safe.
 *
 * <p>A pidfd becomes readable when the process has ended, before it is reaped. Until then the process is a zombie that keeps
 * its pid, which is also the id of its process group: this is when the rest of the group can be killed without hitting
 * unrelated processes.
 */
final class Reaper implements EventWait, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final int BATCH = 64;

    /** The number of the wake-up among those of requests. */
    private static final long WAKE = Long.MIN_VALUE;

    private final ConcurrentMap<Long, ChildProcess> children;
    private final LaunchEvents events;
    private final Epoll epoll = new Epoll(WAKE);
    private final ExitCollector collector = new ExitCollector();
    private final long[] ready = new long[BATCH];

    /**
     * Opens the epoll instance.
     *
     * @param children the session's requests by id; those that have ended are removed
     */
    Reaper(ConcurrentMap<Long, ChildProcess> children, LaunchEvents events) {
        this.children = children;
        this.events = events;
    }

    /**
     * Reports the exit of the process once it is noticed; called after its start has been reported.
     *
     * @param event memory of the calling thread, from {@link Epoll#newEvent}
     * @param collector that of the calling thread, for a process that cannot be watched
     */
    void watch(ChildProcess child, NativeBlock event, ExitCollector collector) {
        if (!epoll.add(child.pidfd(), child.id(), event)) {
            LOG.error("process {} cannot be watched ({}) and is killed", child.pid(), Errno.last());
            end(child, collector, System.nanoTime());
        }
    }

    /**
     * Waits for the exit of the process on the calling thread, and reports it there.
     *
     * @param collector of the calling thread
     */
    void awaitEnd(ChildProcess child, ExitCollector collector) {
        collector.await(child.pid());
        end(child, collector, System.nanoTime());
    }

    @Override
    public synchronized void await(long nanos) {
        int count = epoll.await(ready, nanos);
        long noticed = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ChildProcess child = children.get(ready[i]);
            if (child != null) {
                end(child, collector, noticed);
            }
        }
    }

    @Override
    public void wake() {
        epoll.wake();
    }

    /** Closes the epoll instance; after the last wait. */
    @Override
    public void close() {
        epoll.close();
    }

    private void end(ChildProcess child, ExitCollector collector, long nanos) {
        child.markEnding();
        ProcessExit exit = collector.collect(child.pid(), child.startedAt(), nanos);
        if (child.pidfd() >= 0) {
            LibC.close(child.pidfd());
        }
        child.steps().release();
        children.remove(child.id());
        events.exited(child.id(), exit);
    }
}
