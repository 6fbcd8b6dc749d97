package org.expool.core.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time of the JVM, and the threads of one pool. They are daemons: a program that forgets to close its pool can still end.
 * Idle threads end after a while.
 */
final class PoolThreads implements PoolRuntime {

    private static final long KEEP_SECONDS = 10;
    private static final int MOST = 1000;

    private final String name;

    PoolThreads(String name) {
        this.name = name;
    }

    private final class PoolThread extends Thread {
        PoolThread(Runnable work, String role) {
            super(work, "expool-" + name + "-" + role);
            setDaemon(true);
        }

        PoolThreads owner() {
            return PoolThreads.this;
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Thread start(String role, Loop loop) {
        Thread thread = new PoolThread(loop, role);
        thread.start();
        return thread;
    }

    /** One thread, for work that must run in order. */
    @Override
    public ExecutorService serial(String role) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(role));
        executor.prestartCoreThread();
        return executor;
    }

    /**
     * A thread for each piece of work, so that none waits for another, up to a thousand or what the system allows; one
     * always exists, so that work beyond that waits but is never refused.
     */
    @Override
    public ExecutorService parallel(String role) {
        OverflowQueue overflow = new OverflowQueue();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        MOST,
                        KEEP_SECONDS,
                        TimeUnit.SECONDS,
                        overflow,
                        factory(role),
                        (work, full) -> overflow.put(work)) {
                    @Override
                    public void execute(Runnable work) {
                        try {
                            super.execute(work);
                        } catch (OutOfMemoryError e) { // the system allows no more threads
                            overflow.put(work);
                        }
                    }
                };
        executor.prestartCoreThread();
        return executor;
    }

    /**
     * Accepts work only if a thread waits for it, so that the executor makes a thread otherwise; {@code put} accepts
     * any.
     */
    private static final class OverflowQueue extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable work) {
            return tryTransfer(work);
        }
    }

    private ThreadFactory factory(String role) {
        return work -> new PoolThread(work, role);
    }

    @Override
    public boolean isInside() {
        return Thread.currentThread() instanceof PoolThread thread && thread.owner() == this;
    }

    @Override
    public <T> T join(CompletableFuture<T> end) {
        return end.join();
    }

    @Override
    public <T> T await(CompletableFuture<T> end) throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    @Override
    public <T> Optional<T> await(CompletableFuture<T> end, Duration limit) throws InterruptedException {
        try {
            return Optional.of(end.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static AssertionError failed(ExecutionException fault) {
        return new AssertionError("a pool's future never fails", fault);
    }
}
