package org.expool.linux.launch;

import java.util.function.Supplier;
import org.expool.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that spawns for some of a session's slots, started with the first request. Thread-safe.
 *
 * <p>Today as many threads as CPUs serve all slots, for a spawn keeps one CPU busy and a thread costs memory. A slot is
 * always served by the same thread, because children inherit the CPU mask, memory policy and control group of the
 * thread that makes them: with a thread per slot that stays in the slot's CPUs and group, binding will cost nothing per
 * job.
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
