package org.expool.core.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.PoolClosedException;
import org.expool.PoolSettings;
import org.expool.PoolSummary;
import org.expool.Problem;
import org.expool.ProviderChoice;
import org.expool.TaskSummary;
import org.expool.core.schedule.Event;
import org.expool.spi.LaunchSession;
import org.jspecify.annotations.Nullable;

/** The pool as its users see it: turns calls into events, and waits where a call is to wait. */
final class EnginePool implements ExecPool {

    private final PoolSettings settings;
    private final List<ProviderChoice> providers;
    private final PoolParts parts;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile int workers;

    EnginePool(PoolSettings settings, List<ProviderChoice> providers, PoolParts parts) {
        this.settings = settings;
        this.providers = List.copyOf(providers);
        this.parts = parts;
        this.workers = settings.workers();
        parts.thread().start();
    }

    @Override
    public PoolSettings settings() {
        return settings;
    }

    @Override
    public List<ProviderChoice> providers() {
        return providers;
    }

    @Override
    public JobHandle submit(Job job) {
        if (closing.get()) {
            throw refusal(job);
        }
        long now = System.nanoTime();
        SubmittedJob entry = new SubmittedJob(ids.incrementAndGet(), job, parts.engine(), now);
        parts.ledger().submitted(job.task(), now);
        if (!parts.engine().send(new Event.Submit(entry))) {
            parts.ledger().withdrawn(job.task());
            throw refusal(job);
        }
        return entry;
    }

    private PoolClosedException refusal(Job job) {
        return new PoolClosedException("the pool '" + settings.name() + "' is closed and takes no more jobs: " + job);
    }

    @Override
    public boolean join() throws InterruptedException {
        return joinWithin(null);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidSettingsException(
                    "join", List.of(new Problem("timeout", timeout.toString(), "must be longer than zero")));
        }
        return joinWithin(timeout);
    }

    private boolean joinWithin(@Nullable Duration limit) throws InterruptedException {
        refuseInside("join");
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        if (!parts.engine().send(new Event.Join(end, limit))) {
            return true;
        }
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a round's future never fails", e);
        }
    }

    @Override
    public void cancelAll(String reason) {
        parts.engine().send(new Event.CancelAll(reason));
    }

    @Override
    public void clear() throws InterruptedException {
        refuseInside("clear");
        cancelAll("the pool was cleared");
        joinWithin(null);
        parts.ledger().clear(System.nanoTime());
        parts.spool().clear();
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public synchronized void resize(int count) {
        if (count < 1) {
            throw new InvalidSettingsException(
                    "resize", List.of(new Problem("workers", String.valueOf(count), "must be at least 1")));
        }
        workers = count;
        parts.engine().send(new Event.Resize(count));
    }

    @Override
    public List<JobResult> failures() {
        return parts.ledger().failures();
    }

    @Override
    public List<TaskSummary> tasks() {
        return parts.ledger().tasks();
    }

    @Override
    public PoolSummary summary() {
        return parts.ledger().summary(System.nanoTime());
    }

    @Override
    public void close() {
        refuseInside("close");
        if (closing.compareAndSet(false, true)) {
            CompletableFuture<Boolean> end = new CompletableFuture<>();
            if (parts.engine().send(new Event.Close(end, "the pool was closed"))) {
                end.join();
            }
            parts.release();
            closed.complete(null);
        }
        closed.join();
    }

    private void refuseInside(String call) {
        if (parts.threads().isInside()) {
            throw new IllegalStateException(
                    call + " was called from a callback or listener of the pool, for which it would wait for ever");
        }
    }

    /** What the pool is made of. */
    record PoolParts(
            PoolThreads threads,
            Thread thread,
            Engine engine,
            LaunchSession session,
            Ledger ledger,
            Spool spool,
            ExecutorService callbacks,
            ExecutorService publisher) {

        /** Ends what is idle by now, uninterruptibly. */
        void release() {
            engine.stop();
            boolean interrupted = joinUninterruptibly();
            session.close();
            interrupted |= end(callbacks);
            interrupted |= end(publisher);
            spool.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean joinUninterruptibly() {
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    return interrupted;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }

        private static boolean end(ExecutorService executor) {
            boolean interrupted = false;
            executor.shutdown();
            while (true) {
                try {
                    if (executor.awaitTermination(1, TimeUnit.DAYS)) {
                        return interrupted;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
    }
}
