package org.expool.simulator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.MemoryKind;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobProbe;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Starts, signals and ends processes as the behaviours of their jobs say. Not thread-safe. */
final class SimulatedProcesses {

    private final VirtualClock clock;
    private final Consumer<Event> events;
    private final Consumer<Event.Started> deferredStarts;
    private final SimulatedKernel kernel;
    private final Set<SimulatedJob> alive = new LinkedHashSet<>();

    /**
     * None.
     *
     * @param events gets events that must be handled at once
     * @param deferredStarts gets starts, which need not be
     * @param kernel the limits that it enforces
     */
    SimulatedProcesses(
            VirtualClock clock,
            Consumer<Event> events,
            Consumer<Event.Started> deferredStarts,
            SimulatedKernel kernel) {
        this.kernel = kernel;
        this.clock = clock;
        this.events = events;
        this.deferredStarts = deferredStarts;
    }

    void launch(SimulatedJob job, int slot) {
        int launch = ++job.launches;
        job.slot = slot;
        job.pending = null;
        clock.after(job.behaviour.startLatency(), () -> start(job, launch));
    }

    private void start(SimulatedJob job, int launch) {
        if (job.behaviour.startFails() && isFaulty(job)) {
            events.accept(new Event.NotStarted(
                    job.id(), new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "simulated")));
            return;
        }
        job.alive = true;
        job.starts.add(clock.now());
        alive.add(job);
        job.ran = 0;
        job.lastOutputAt = Long.MIN_VALUE;
        job.childOomKilled = false;
        run(job);
        Event.Started event = new Event.Started(job.id(), pid(job), clock.now(), kernel.limits(job));
        if (job.job().startDelay().isZero()) {
            deferredStarts.accept(event);
        } else {
            events.accept(event);
        }
        deliverPending(job);
        enforceLimits();
    }

    private void deliverPending(SimulatedJob job) {
        Signal signal = job.pending;
        job.pending = null;
        if (signal != null) {
            signal(job, signal);
        }
    }

    private void run(SimulatedJob job) {
        int launch = job.launches;
        int plan = ++job.plans;
        job.runsSince = clock.now();
        clock.plan(clock.now() + job.behaviour.runs().toNanos() - job.ran, () -> {
            if (job.plans == plan) {
                exit(job, launch, null);
            }
        });
        for (MemoryStep step : job.behaviour.memory()) {
            long in = step.after().toNanos() - job.ran;
            if (in > 0 && step.after().compareTo(job.behaviour.runs()) < 0) {
                clock.plan(clock.now() + in, () -> {
                    if (job.plans == plan) {
                        enforceLimits();
                    }
                });
            }
        }
    }

    /** The kernel kills those that use too much memory. */
    private void enforceLimits() {
        long now = clock.now();
        for (SimulatedJob job = kernel.victim(alive, now); job != null; job = kernel.victim(alive, now)) {
            long resident = resident(job, now);
            boolean own = kernel.exceedsItsOwn(job, resident);
            if (own && resident > resident(job, MemoryKind.PROCESS, now)) {
                job.childOomKilled = true;
            } else {
                long peak = own ? job.limit : peak(job, now); // it never got memory beyond its own limit
                end(job, new ProcessExit(now, -1, Signal.KILL.number(), usage(job, peak, now), 1));
            }
        }
    }

    void freeze(SimulatedJob job, boolean frozen) {
        if (!job.alive || frozen == (job.runsSince < 0)) {
            return;
        }
        if (frozen) {
            noteOutput(job);
            job.ran += clock.now() - job.runsSince;
            job.runsSince = -1;
            job.plans++;
        } else {
            run(job);
            deliverPending(job);
        }
    }

    /** Its process cannot be reached any more, and its exit will not be reported. */
    void lose(SimulatedJob job) {
        if (job.alive) {
            remove(job);
            job.lost = true;
            events.accept(new Event.ProcessLost(job.id(), "lost by the simulation"));
        }
    }

    /** Another process sends it a signal. */
    void killFromOutside(SimulatedJob job, Signal signal) {
        if (job.alive) {
            exit(job, job.launches, signal);
        }
    }

    /** Probes the process of an attempt. */
    JobProbe probe(SimulatedJob job, int attempt) {
        if (!job.alive || job.attempt() != attempt) {
            return JobProbe.UNKNOWN;
        }
        noteOutput(job);
        return new JobProbe(job.cpu(clock.now()), job.lastOutputAt);
    }

    /** Notes when it last wrote, before its run is interrupted. */
    private void noteOutput(SimulatedJob job) {
        long written = job.behaviour.activity().lastOutput(job.ran(clock.now()));
        if (job.runsSince >= 0 && written > job.ran) {
            job.lastOutputAt = job.runsSince + written - job.ran;
        }
    }

    /** Running jobs that lost a child to the kernel at the job's own limit. */
    List<SimulatedJob> childOomKilled() {
        return alive.stream().filter(job -> job.childOomKilled).toList();
    }

    Collection<SimulatedJob> alive() {
        return alive;
    }

    static long pid(SimulatedJob job) {
        return 1000 + job.id();
    }

    /** Its memory at that time, in bytes. */
    static long resident(SimulatedJob job, long now) {
        return resident(job, MemoryKind.TREE, now);
    }

    /** The part that counts. */
    static long resident(SimulatedJob job, MemoryKind kind, long now) {
        long ran = job.ran(now);
        MemoryKind counting = job.childOomKilled ? MemoryKind.PROCESS : kind;
        long resident = 0;
        for (MemoryStep step : job.behaviour.memory()) {
            resident = step.after().toNanos() <= ran ? step.bytes(counting) : resident;
        }
        return resident;
    }

    /** Which of its processes count. */
    static MemoryKind kind(SimulatedJob job) {
        MemoryKind kind = job.job().memoryKind();
        return kind == null ? MemoryKind.TREE : kind;
    }

    private static long peak(SimulatedJob job, long now) {
        long ran = job.ran(now);
        return job.behaviour.memory().stream()
                .filter(step -> step.after().toNanos() <= ran)
                .mapToLong(MemoryStep::bytes)
                .max()
                .orElse(0);
    }

    private static boolean isFaulty(SimulatedJob job) {
        return job.launches <= job.behaviour.faulty();
    }

    void signal(SimulatedJob job, Signal signal) {
        if (job.isWarning(signal)) {
            return; // a warning does not end it
        }
        if (!job.alive || (job.runsSince < 0 && signal != Signal.KILL)) {
            job.pending = signal; // no effect if it has ended, which is about to be reported
        } else if (signal == Signal.KILL || !job.behaviour.ignoresTerm()) {
            int launch = job.launches;
            clock.after(job.behaviour.endLatency(), () -> exit(job, launch, signal));
        }
    }

    private void exit(SimulatedJob job, int launch, @Nullable Signal signal) {
        if (!job.alive || job.launches != launch) {
            return; // it has ended in another way meanwhile
        }
        end(job, exit(job, signal));
    }

    private void end(SimulatedJob job, ProcessExit exit) {
        Event.Exited event = new Event.Exited(job.id(), exit);
        remove(job);
        if (job.behaviour.reportLatency().isZero()) {
            events.accept(event);
        } else {
            clock.after(job.behaviour.reportLatency(), () -> events.accept(event));
        }
    }

    private void remove(SimulatedJob job) {
        job.ran = job.ran(clock.now());
        job.runsSince = -1;
        job.cpuBefore += job.behaviour.activity().cpu(job.ran);
        job.alive = false;
        alive.remove(job);
    }

    private ProcessExit exit(SimulatedJob job, @Nullable Signal signal) {
        long now = clock.now();
        if (job.behaviour.lost() && isFaulty(job)) {
            job.lost = true;
            return ProcessExit.unknown(now);
        }
        Usage usage = usage(job, job.childOomKilled ? job.limit : peak(job, now), now);
        int code = isFaulty(job) ? job.behaviour.exitCode() : 0;
        int number = signal == null ? 0 : signal.number();
        return new ProcessExit(now, signal == null ? code : -1, number, usage, job.childOomKilled ? 1 : 0);
    }

    /** The kernel counts the whole tree, which is of no use if only a part counts. */
    private static Usage usage(SimulatedJob job, long peak, long now) {
        Usage usage = Usage.unknown().withCpu(Duration.ofNanos(job.cpu(now)), Duration.ZERO, Usage.CpuSource.CGROUP);
        return peak == 0 || kind(job) != MemoryKind.TREE
                ? usage
                : usage.withPeakMemory(new PeakMemory(peak, PeakMemory.Source.CGROUP));
    }
}
