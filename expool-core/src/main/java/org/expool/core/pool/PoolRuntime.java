package org.expool.core.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.expool.Job;
import org.jspecify.annotations.Nullable;

/**
 * The time, the threads and the waits of one pool: those of the JVM, or virtual ones, where one thread does everything. As
 * thread-safe as its pool.
 */
public interface PoolRuntime {

    /** A part of the pool that works whenever there is something to do: on its own thread, or by {@link #drain}. */
    interface Loop extends Runnable {

        /**
         * Does what there is to do now, on the calling thread.
         *
         * @return whether there was anything
         */
        boolean drain();

        /** When there will be something to do without another cause, as of the last drain; {@link Long#MAX_VALUE} for never. */
        long next();
    }

    /** The time in nanoseconds, of launchers as well. */
    long nanoTime();

    /** The date. */
    Instant now();

    /** How many CPUs a job can use at most; at least 1. */
    int cpus();

    /**
     * Starts a part of the pool.
     *
     * @return its thread; null where it is drained instead
     */
    @Nullable
    Thread start(String role, Loop loop);

    /** Runs work that may wait, each piece independently of the others. */
    ExecutorService parallel(String role);

    /** Runs work one after the other. */
    ExecutorService serial(String role);

    /** Whether the caller is a callback or listener of this pool, for which the pool waits. */
    boolean isInside();

    /** An attempt of a job is about to be requested of the launcher. */
    default void launching(long id, Job job, int attempt) {}

    /** Waits, uninterruptibly, for a future that never fails. */
    <T> T join(CompletableFuture<T> end);

    /**
     * Waits for a future that never fails.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    <T> T await(CompletableFuture<T> end) throws InterruptedException;

    /**
     * Waits for a future that never fails, at most this long.
     *
     * @return empty if the time ran out
     * @throws InterruptedException if the waiting thread is interrupted
     */
    <T> Optional<T> await(CompletableFuture<T> end, Duration limit) throws InterruptedException;
}
