package org.expool.core.pool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the threads of one pool. They are daemons: a program that forgets to close its pool can still end. Idle threads
 * end after a while.
 */
final class PoolThreads {

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

    Thread engine(Runnable work) {
        return new PoolThread(work, "engine");
    }

    Thread listener(Runnable work) {
        return new PoolThread(work, "listener");
    }

    /** One thread, for work that must run in order. */
    ExecutorService serial(String role) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(role));
        executor.prestartCoreThread();
        return executor;
    }

    /**
     * A thread for each piece of work, so that none waits for another, up to a thousand or what the system allows; one
     * always exists, so that work beyond that waits but is never refused.
     */
    ExecutorService parallel(String role) {
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

    /** Whether the calling thread runs a callback or listener of this pool. */
    boolean isInside() {
        return Thread.currentThread() instanceof PoolThread thread && thread.owner() == this;
    }
}
