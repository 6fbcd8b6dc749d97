package org.expool.simulator.manual;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.expool.Job;
import org.expool.core.pool.PoolRuntime;
import org.expool.simulator.VirtualClock;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and one thread for all: events, callbacks, listeners and simulated processes, one after the other. A wait
 * moves time to what comes next until it is over. Belongs to the thread that made it.
 */
final class ManualRuntime implements PoolRuntime {

    private static final String ENGINE = "engine";

    /** Memory is sampled as long as anything runs; after so many in which nothing else happens, nothing will. */
    private static final int IDLE_SAMPLES = 1000;

    private final Thread owner = Thread.currentThread();
    private final VirtualClock clock = new VirtualClock();
    private final Instant start;
    private final int cpus;
    private final WorkQueue callbacks = new WorkQueue();

    /** Kept apart, as they say nothing about whether anything will happen. */
    private final WorkQueue samples = new WorkQueue();

    private final List<Loop> loops = new ArrayList<>(2);
    private @Nullable Loop engine;
    private final Map<Long, Requested> requested = new HashMap<>();
    private Supplier<String> unfinished = () -> "";
    private int settling;
    private int inside;
    private int idleSamples;

    ManualRuntime(Instant start, int cpus) {
        this.start = start;
        this.cpus = cpus;
    }

    /** An attempt for which a process is requested. */
    record Requested(Job job, int attempt) {}

    /**
     * Set once.
     *
     * @param jobs tells what is unfinished, for messages
     */
    void describeBy(Supplier<String> jobs) {
        unfinished = jobs;
    }

    VirtualClock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return clock.now();
    }

    @Override
    public Instant now() {
        return date(clock.now());
    }

    Instant date(long nanos) {
        return start.plusNanos(nanos);
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public @Nullable Thread start(String role, Loop loop) {
        loops.add(loop);
        engine = role.equals(ENGINE) ? loop : engine;
        return null;
    }

    @Override
    public ExecutorService parallel(String role) {
        return callbacks;
    }

    @Override
    public ExecutorService serial(String role) {
        return samples;
    }

    @Override
    public boolean isInside() {
        return inside > 0;
    }

    @Override
    public void launching(long id, Job job, int attempt) {
        requested.put(id, new Requested(job, attempt));
    }

    /** The attempt of a job that was requested last. */
    Requested requested(long id) {
        Requested found = requested.remove(id);
        if (found == null) {
            throw new IllegalStateException("no attempt of job " + id + " was announced");
        }
        return found;
    }

    /** Something else than a sample happens. */
    void progress() {
        idleSamples = 0;
    }

    /** Does all that is due, unless that is being done: then it comes later, at the same time. */
    void settleUnlessInside() {
        if (settling == 0) {
            settle();
        }
    }

    private void settle() {
        checkThread();
        settling++;
        try {
            boolean any = true;
            while (any) {
                any = drain() | runCallback();
                if (!any && clock.next() <= clock.now()) {
                    progress();
                    clock.runNext();
                    any = true;
                }
            }
        } finally {
            settling--;
        }
    }

    private boolean drain() {
        boolean any = false;
        inside++; // only listeners ask
        try {
            for (Loop loop : loops) {
                any |= loop.drain();
            }
        } finally {
            inside--;
        }
        return any;
    }

    private boolean runCallback() {
        if (callbacks.isEmpty()) {
            return false;
        }
        progress();
        inside++;
        try {
            return callbacks.runNext();
        } finally {
            inside--;
        }
    }

    private void checkThread() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a manual pool belongs to the thread that built it, " + owner.getName()
                    + ", and was used by " + Thread.currentThread().getName());
        }
    }

    /** Moves time, and does on the way what falls due. */
    void advance(Duration by) {
        long until = after(by);
        drive(() -> false, until);
        clock.advance(until);
    }

    /** So much later, at most as late as can be. */
    private long after(Duration delay) {
        long latest = Long.MAX_VALUE - 1 - clock.now();
        return clock.now() + Math.min(latest, TimeUnit.NANOSECONDS.convert(delay));
    }

    /** Moves time until nothing will happen any more. */
    void runUntilIdle() {
        drive(() -> false, Long.MAX_VALUE);
    }

    /** Returns whether it is done; false if the limit comes first, or nothing that could make it so. */
    private boolean drive(BooleanSupplier isDone, long limit) {
        progress();
        settle();
        while (!isDone.getAsBoolean()) {
            if (!step(limit)) {
                return false;
            }
            settle();
        }
        return true;
    }

    private boolean step(long limit) {
        long next = clock.next();
        for (Loop loop : loops) {
            next = Math.min(next, loop.next());
        }
        boolean nothing = next == Long.MAX_VALUE;
        if (!samples.isEmpty()) {
            boolean idle = nothing && limit == Long.MAX_VALUE && ++idleSamples > IDLE_SAMPLES;
            return !idle && samples.runNext();
        }
        if (nothing || next > limit) {
            return false;
        }
        clock.advance(next);
        return true;
    }

    @Override
    public <T> T join(CompletableFuture<T> end) {
        checkThread();
        if (engine != null) {
            engine.drain(); // what the scheduler answers at once needs no time, and no code of a user runs meanwhile
        }
        if (!end.isDone() && !drive(end::isDone, Long.MAX_VALUE)) {
            throw new IllegalStateException(
                    "nothing will happen any more unless the test brings it about; unfinished: " + unfinished.get());
        }
        return end.join();
    }

    @Override
    public <T> T await(CompletableFuture<T> end) {
        return join(end);
    }

    @Override
    public <T> Optional<T> await(CompletableFuture<T> end, Duration limit) {
        long until = after(limit);
        if (drive(end::isDone, until)) {
            return Optional.of(end.join());
        }
        clock.advance(until);
        return Optional.empty();
    }
}
