package org.expool.linux.launch;

import org.expool.linux.kernel.Threads;

/**
 * A daemon thread of a session. Always a platform thread: what a child inherits from its spawner belongs to the kernel's
 * thread. Thread-safe.
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
        Threads.join(thread);
    }
}
