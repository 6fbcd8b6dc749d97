package org.expool.linux.launch;

import java.util.function.Supplier;
import org.expool.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that spawns for one slot, or in a pool of more than some dozens of workers for several; started with the first
 * request. Children inherit the control group of the thread that makes them: one that serves a single slot stays in the
 * slot's group, so that only the slot's first job pays for the way into it. Thread-safe.
 */
final class SpawnerThread {

    private static final Logger LOG = LoggerFactory.getLogger(SpawnerThread.class);

    private final Mailbox<ChildProcess> mailbox = new Mailbox<>();
    private final Supplier<Spawner> spawners;
    private final SessionThread thread;
    private volatile boolean started;

    /**
     * Not started yet.
     *
     * @param spawners makes the spawner, on the new thread
     */
    SpawnerThread(String name, Supplier<Spawner> spawners) {
        this.spawners = spawners;
        this.thread = new SessionThread(name, this::run);
    }

    /** Hands over a request; false if the thread was told to stop or could not be made. */
    boolean post(ChildProcess child) {
        return ensureStarted() && mailbox.post(child);
    }

    /** Spawns no more and refuses what waits. */
    synchronized void stop() {
        mailbox.close();
    }

    /** Waits for the end of the thread, if there is one; after {@link #stop}. */
    void join() {
        if (started) {
            thread.join();
        }
    }

    private boolean ensureStarted() {
        return started || start();
    }

    private synchronized boolean start() {
        if (!started && !mailbox.isClosed()) {
            try {
                thread.start();
                started = true;
            } catch (OutOfMemoryError e) {
                LOG.warn("the system allows no thread for spawning", e);
            }
        }
        return started;
    }

    private void run() {
        try (Spawner spawner = spawners.get()) {
            ChildProcess child = mailbox.take();
            while (child != null) {
                if (mailbox.isClosed()) {
                    spawner.refuse(
                            child, new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, PosixSpawnSession.CLOSED));
                } else {
                    spawner.launch(child);
                }
                child = mailbox.take();
            }
        }
    }
}
