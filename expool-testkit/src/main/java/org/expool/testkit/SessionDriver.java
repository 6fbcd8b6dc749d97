package org.expool.testkit;

import org.expool.spi.EventWait;
import org.expool.spi.LaunchSession;
import org.expool.spi.support.Uninterruptibly;

/**
 * Replaces the engine's thread in tests of a launcher: waits in the session, if that needs it, so that exits are
 * noticed and reported. Close it before the session. Thread-safe.
 */
public final class SessionDriver implements AutoCloseable {

    private final EventWait wait;
    private final Thread thread;
    private volatile boolean closed;

    private SessionDriver(EventWait wait) {
        this.wait = wait;
        this.thread = new Thread(this::run, "session-driver");
        thread.setDaemon(true);
    }

    /** Waits in this session; does nothing if that has its own threads. */
    public static SessionDriver of(LaunchSession session) {
        EventWait wait = session.eventWait();
        SessionDriver driver = new SessionDriver(wait == null ? new Nowhere() : wait);
        if (wait != null) {
            driver.thread.start();
        }
        return driver;
    }

    private void run() {
        while (!closed) {
            wait.await(Long.MAX_VALUE);
        }
    }

    /** Ends the waiting. An interrupt does not shorten it, but is kept. */
    @Override
    public void close() {
        closed = true;
        wait.wake();
        Uninterruptibly.join(thread);
    }

    private static final class Nowhere implements EventWait {
        @Override
        public void await(long nanos) {
            // no thread waits here
        }

        @Override
        public void wake() {
            // no thread waits here
        }
    }
}
