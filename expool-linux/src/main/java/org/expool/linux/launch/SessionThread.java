package org.expool.linux.launch;

import org.expool.spi.support.Uninterruptibly;

/**
 * A daemon thread of a session. Always a platform thread: a child inherits attributes of the kernel thread that spawns it.
 * Thread-safe.
 */
final class SessionThread {

    private final Thread thread;

    SessionThread(String name, Runnable body) {
        thread = new Thread(body, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for its end. An interrupt does not shorten this, but is kept. */
    void join() {
        Uninterruptibly.join(thread);
    }
}
