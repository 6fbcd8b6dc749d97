package org.expool.simulator.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.expool.Job;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.simulator.VirtualClock;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/**
 * A simulated process of a {@link ManualPool}: one attempt of a job. It runs until something ends it, uses no memory, keeps
 * one CPU busy, writes nothing, and every signal ends it at once, unless it is told otherwise. Methods that change it return it.
 * Not thread-safe: belongs to the thread of its pool.
 */
public final class ManualProcess {

    private enum State {
        STARTING,
        RUNS,
        ENDED
    }

    private final LaunchRequest request;
    private final ManualRuntime.Requested attempt;
    private final long pid;
    private final ManualRuntime runtime;
    private final LaunchEvents events;
    private final Runnable gone;

    /** For how long it has run and was not frozen, and what it will do by that time. */
    private final VirtualClock own = new VirtualClock();

    private final Map<Signal, Consumer<ManualProcess>> handlers = new EnumMap<>(Signal.class);

    /** Sent before the start was reported, or while it is frozen. */
    private final List<Signal> pending = new ArrayList<>(1);

    private State state = State.STARTING;
    private @Nullable Runnable endAtStart;
    private long startedAt;
    private boolean frozen;

    /** When {@link #own} was right. */
    private long syncedAt;

    /** Counts plans for what it does next; only the last one takes effect. */
    private int plans;

    private double load = 1;
    private long cpuNanos;
    private long cpuCountedAt;
    private long residentBytes;
    private long peakBytes;

    /**
     * Requested.
     *
     * @param gone called at its end
     */
    ManualProcess(
            LaunchRequest request,
            ManualRuntime.Requested attempt,
            long pid,
            ManualRuntime runtime,
            LaunchEvents events,
            Runnable gone) {
        this.request = request;
        this.attempt = attempt;
        this.pid = pid;
        this.runtime = runtime;
        this.events = events;
        this.gone = gone;
    }

    // What it is.

    /** The job. */
    public Job job() {
        return attempt.job();
    }

    /** The number of the job in its pool. */
    public long id() {
        return request.id();
    }

    /** The number of the attempt, from 1. */
    public int attempt() {
        return attempt.attempt();
    }

    /** Its process number, larger than those of real processes. */
    public long pid() {
        return pid;
    }

    /** How the pool wants it to be started: command, variables, working directory, worker. */
    public LaunchRequest request() {
        return request;
    }

    /** When it was started. */
    public Instant startedAt() {
        return runtime.date(startedAt);
    }

    /** For how long it has run, not counting the time for which it was frozen. */
    public Duration ran() {
        sync();
        return Duration.ofNanos(own.now());
    }

    /** Whether it has been started and has not ended. */
    public boolean isAlive() {
        return state == State.RUNS;
    }

    /** Whether it is frozen. */
    public boolean isFrozen() {
        return frozen;
    }

    // What it does.

    /**
     * Does something later, unless it has ended by then.
     *
     * @param delay running time of this process, which does not pass while it is frozen
     * @param action what it does, such as exit
     */
    public ManualProcess after(Duration delay, Consumer<ManualProcess> action) {
        sync();
        own.after(delay, () -> action.accept(this));
        plan();
        return this;
    }

    /** Exits after this running time. */
    public ManualProcess exitAfter(Duration delay, int exitCode) {
        return after(delay, process -> process.exit(exitCode));
    }

    /**
     * Uses this much memory from now on.
     *
     * <p>The pool sees it in its samples if it has {@linkplain ManualPool.Builder#hostMemory memory}; its result has the peak in any case.
     */
    public ManualProcess memory(MemorySize size) {
        requireNotEnded();
        residentBytes = size.bytes();
        peakBytes = Math.max(peakBytes, residentBytes);
        return this;
    }

    /**
     * Uses CPU time at this rate from now on.
     *
     * @param cpus 0 for a process that waits, 1 for one that keeps one CPU busy; at most the {@linkplain ManualPool.Builder#cpus CPUs}
     * of the pool
     */
    public ManualProcess cpuLoad(double cpus) {
        requireNotEnded();
        if (!(cpus >= 0 && cpus <= runtime.cpus())) {
            throw new IllegalArgumentException(
                    "cpuLoad " + cpus + ": must be from 0 to " + runtime.cpus() + ", the CPUs of the pool");
        }
        countCpu();
        load = cpus;
        return this;
    }

    /**
     * Writes to its standard output. What goes to a file or is captured is really written, into the file or a temporary one;
     * the rest is dropped.
     */
    public ManualProcess write(String text) {
        return write(request.stdout(), text);
    }

    /** Writes to its standard error, as {@link #write} to standard output. */
    public ManualProcess writeError(String text) {
        return write(request.stderr() == Output.toStdout() ? request.stdout() : request.stderr(), text);
    }

    private ManualProcess write(Output to, String text) {
        requireNotEnded();
        if (to instanceof Output.Append append) {
            try {
                Path file = append.path().toAbsolutePath();
                Path folder = file.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Files.setLastModifiedTime(file, FileTime.from(runtime.now())); // which ends a silence
            } catch (IOException e) {
                throw new UncheckedIOException("the output of " + this + " cannot be written: " + e, e);
            }
        }
        return this;
    }

    /**
     * Handles a signal instead of being ended by it.
     *
     * @param handler what it does; nothing to ignore the signal
     * @throws IllegalArgumentException if it is SIGKILL, which cannot be handled
     */
    public ManualProcess on(Signal signal, Consumer<ManualProcess> handler) {
        requireNotEnded();
        if (signal == Signal.KILL) {
            throw new IllegalArgumentException("SIGKILL cannot be handled");
        }
        handlers.put(signal, handler);
        return this;
    }

    // How it ends.

    /** Exits with a code, from 0 to 255. */
    public void exit(int exitCode) {
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("exit code " + exitCode + ": must be from 0 to 255");
        }
        end(() -> new ProcessExit(runtime.nanoTime(), exitCode, 0, usage(), 0));
    }

    /** Is ended by a signal that the pool did not send. */
    public void kill(Signal signal) {
        endBy(signal, 0);
    }

    /** Is killed by the kernel because memory ran out. */
    public void oomKill() {
        endBy(Signal.KILL, 1);
    }

    /** Ends such that the pool cannot know how. */
    public void lose() {
        end(() -> ProcessExit.unknown(runtime.nanoTime()));
    }

    /**
     * Cannot be started.
     *
     * @throws IllegalStateException if it has been; only what {@link ManualPool.Builder#processes} calls is in time
     */
    public void failStart(Outcome.NotStarted why) {
        if (state != State.STARTING) {
            throw new IllegalStateException(
                    this + " has been started; call failStart in what ManualPool.Builder.processes calls");
        }
        endNow(() -> events.notStarted(id(), why));
    }

    // What its pool does.

    /** Starts it. */
    void start(Consumer<ManualProcess> script) {
        startedAt = runtime.nanoTime();
        syncedAt = startedAt;
        script.accept(this);
        if (state == State.ENDED) {
            return;
        }
        state = State.RUNS;
        events.started(id(), pid, startedAt);
        if (endAtStart != null) {
            endAtStart.run();
        }
        plan();
        deliver();
    }

    void signal(Signal signal) {
        pending.add(signal);
        runtime.clock().plan(runtime.nanoTime(), this::deliver);
    }

    void freeze(boolean freeze) {
        sync();
        frozen = freeze;
        plan();
        runtime.clock().plan(runtime.nanoTime(), this::deliver);
    }

    long cpuNanos() {
        countCpu();
        return cpuNanos;
    }

    long residentBytes() {
        return residentBytes;
    }

    private void deliver() {
        for (Signal signal : List.copyOf(pending)) {
            if (state == State.RUNS && (!frozen || signal == Signal.KILL)) {
                pending.remove(signal);
                handlers.getOrDefault(signal, process -> process.kill(signal)).accept(this);
            }
        }
    }

    private void endBy(Signal signal, int oomKills) {
        end(() -> new ProcessExit(runtime.nanoTime(), -1, signal.number(), usage(), oomKills));
    }

    private void end(Supplier<ProcessExit> exit) {
        requireNotEnded();
        Runnable report = () -> {
            ProcessExit how = exit.get();
            endNow(() -> events.exited(id(), how));
        };
        if (state == State.STARTING) {
            endAtStart = report;
        } else {
            report.run();
            runtime.settleUnlessInside();
        }
    }

    private void endNow(Runnable report) {
        state = State.ENDED;
        gone.run();
        report.run();
    }

    private Usage usage() {
        Usage usage = Usage.unknown().withCpu(Duration.ofNanos(cpuNanos()), Duration.ZERO, Usage.CpuSource.CGROUP);
        return peakBytes == 0 ? usage : usage.withPeakMemory(new PeakMemory(peakBytes, PeakMemory.Source.CGROUP));
    }

    private void requireNotEnded() {
        if (state == State.ENDED) {
            throw new IllegalStateException(this + " has ended");
        }
    }

    private void sync() {
        long now = runtime.nanoTime();
        if (state == State.RUNS && !frozen) {
            own.advance(own.now() + now - syncedAt);
        }
        syncedAt = now;
    }

    private void countCpu() {
        sync();
        cpuNanos += (long) (load * (own.now() - cpuCountedAt));
        cpuCountedAt = own.now();
    }

    /** Plans what it does next. */
    private void plan() {
        int plan = ++plans;
        if (state == State.RUNS && !frozen && !own.isEmpty()) {
            runtime.clock().plan(runtime.nanoTime() + own.next() - own.now(), () -> {
                if (plan == plans && state == State.RUNS) {
                    sync();
                    own.runNext();
                    plan();
                }
            });
        }
    }

    /** The job, the attempt and the process number. */
    @Override
    public String toString() {
        return "the process of " + job() + ", attempt " + attempt();
    }
}
