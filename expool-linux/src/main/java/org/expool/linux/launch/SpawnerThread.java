package org.expool.linux.launch;

import java.util.function.Supplier;
import org.expool.Outcome;
import org.expool.spi.support.Mailbox;
import org.expool.spi.support.ParkedWait;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that spawns for one slot, or for several in a large pool; started with the first request. Children inherit the
 * control group of the thread that spawns them: the thread of a single slot stays in the slot's group, so that only the
 * slot's first job pays for entering it. Thread-safe.
 */
final class SpawnerThread {

    private static final Logger LOG = LoggerFactory.getLogger(SpawnerThread.class);

    private final Mailbox<ChildProcess> mailbox = new Mailbox<>();
    private final ParkedWait wait = new ParkedWait();
    private final Supplier<Spawner> spawners;
    private final SessionThread thread;
    private volatile boolean started;

    /**
     * Not started yet.
     *
     * @param spawners creates the spawner, on the new thread
     */
    SpawnerThread(String name, Supplier<Spawner> spawners) {
        this.spawners = spawners;
        this.thread = new SessionThread(name, this::run);
    }

    /** Queues a request; false if the thread is stopped or could not be made. */
    boolean post(ChildProcess child) {
        return ensureStarted() && mailbox.send(child);
    }

    /** Refuses queued and later requests. */
    synchronized void stop() {
        mailbox.close();
    }

    /** Waits for the end of the thread, if it was started; after {@link #stop}. */
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
            ChildProcess child = mailbox.take(wait);
            while (child != null) {
                if (mailbox.isClosed()) {
                    spawner.refuse(
                            child, new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, PosixSpawnSession.CLOSED));
                } else {
                    spawner.launch(child);
                }
                child = mailbox.take(wait);
            }
        }
    }
}
