package org.expool.core.pool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the threads of one pool. They are daemons: a program that forgets to close its pool can still end. Threads
 * that are not needed for a while end by themselves.
 */
final class PoolThreads {

    private static final long KEEP_SECONDS = 10;

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

    Thread engine(Runnable work) {
        return new PoolThread(work, "engine");
    }

    /** One thread, for what must happen in order. */
    ExecutorService serial(String role) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(role));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** A thread for each piece of work under way, so that none waits for another. */
    ExecutorService parallel(String role) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory(role));
    }

    private ThreadFactory factory(String role) {
        return work -> new PoolThread(work, role);
    }

    /** Whether the calling thread runs a callback or listener of this pool, which the pool waits for. */
    boolean isInside() {
        return Thread.currentThread() instanceof PoolThread thread && thread.owner() == this;
    }
}
