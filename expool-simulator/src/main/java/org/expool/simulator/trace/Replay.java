package org.expool.simulator.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.CpuDemand;
import org.expool.MemoryMeasure;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.Scheduler;
import org.expool.simulator.VirtualClock;
import org.expool.spi.MemoryReading;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/**
 * Replays a trace: submits all jobs to the scheduler at time zero and runs them, in virtual time, as they were
 * recorded. The scheduler learns the peak and the duration of a job when it ends; before that it knows its memory only
 * from samples. Used once, by one thread.
 */
public final class Replay {

    private static final Duration SAMPLING_INTERVAL = Duration.ofMillis(100);

    private final VirtualClock clock = new VirtualClock();
    private final ReplaySettings settings;
    private final Scheduler scheduler;
    private final Consumer<ReplayStep> steps;
    private final ReplayCounters counters = new ReplayCounters();
    private final Set<ReplayJob> running = new LinkedHashSet<>();
    private final ReplaySampling sampling = new ReplaySampling(clock, SAMPLING_INTERVAL, this::isScarce, this::sample);

    /**
     * For a pool with these settings.
     *
     * @param steps gets every start and end, in order
     */
    public Replay(ReplaySettings settings, Consumer<ReplayStep> steps) {
        this.settings = settings;
        this.steps = steps;
        scheduler = new Scheduler(settings.schedulerSettings(SAMPLING_INTERVAL), new ReplayCommands(this, sampling));
    }

    public ReplayResult run(List<TraceJob> jobs) {
        List<JobEntry> entries = new ArrayList<>(jobs.size());
        boolean uniform = jobs.stream().allMatch(job -> job.cpus() == 1); // then counting workers is enough
        if (!uniform) {
            handle(new Event.CpuLayoutKnown(FlatTopology.ofCpus(settings.cpus())));
        }
        for (TraceJob job : jobs) {
            CpuDemand cpus = uniform ? CpuDemand.share() : CpuDemand.threads(job.cpus());
            entries.add(new ReplayJob(entries.size(), job, cpus));
        }
        handle(new Event.Admit(List.of(), entries, this));
        while (!clock.isEmpty() || scheduler.nextDeadline() != Scheduler.NEVER) {
            if (clock.next() <= scheduler.nextDeadline()) {
                clock.runNext();
            } else {
                clock.advance(scheduler.nextDeadline());
                handle(Event.Tick.TICK);
            }
        }
        return counters.result(jobs.size(), LowerBound.seconds(counters.succeeded(), settings));
    }

    private void handle(Event event) {
        scheduler.handle(event, clock.now());
    }

    void start(ReplayJob job, long promisedBytes) {
        job.start(clock.now(), promisedBytes);
        running.add(job);
        counters.start(job);
        tell(ReplayStep.Kind.START, job);
        clock.after(Duration.ZERO, () -> started(job));
        memoryChanged(job);
    }

    /** Samples do not show it until the scheduler knows that it runs. */
    private void started(ReplayJob job) {
        handle(new Event.Started(job.id(), job.pid(), clock.now()));
        sampling.changed();
    }

    void signal(ReplayJob job, Signal signal) {
        int plan = ++job.plans;
        clock.after(Duration.ZERO, () -> exit(job, plan, signal));
    }

    void freeze(ReplayJob job, boolean frozen) {
        if (job.isAlive()) {
            job.freeze(frozen, clock.now());
            memoryChanged(job);
        }
    }

    /** Plans the next change or the end of the process. */
    private void memoryChanged(ReplayJob job) {
        sampling.changed();
        int plan = ++job.plans;
        if (!job.isFrozen()) {
            clock.plan(job.nextChange(clock.now()), () -> continueOrExit(job, plan));
        }
    }

    private void continueOrExit(ReplayJob job, int plan) {
        if (job.plans == plan) {
            if (job.isComplete(clock.now())) {
                exit(job, plan, null);
            } else {
                memoryChanged(job);
            }
        }
    }

    private void exit(ReplayJob job, int plan, @Nullable Signal signal) {
        if (job.plans != plan || !job.isAlive()) {
            return;
        }
        job.end(clock.now());
        running.remove(job);
        sampling.changed();
        Usage usage = Usage.unknown().withPeakMemory(new PeakMemory(job.peakBytes(), PeakMemory.Source.CGROUP));
        handle(new Event.Exited(
                job.id(),
                signal == null
                        ? ProcessExit.exited(clock.now(), 0, usage)
                        : ProcessExit.signalled(clock.now(), signal.number(), usage)));
    }

    void ended(ReplayJob job, AttemptEnd end, ReplayStep.Kind kind) {
        if (end.started()) {
            counters.end(job, end.outcome() instanceof Outcome.Succeeded, clock.now());
            tell(kind, job);
        }
    }

    private void tell(ReplayStep.Kind kind, ReplayJob job) {
        steps.accept(new ReplayStep(clock.now(), kind, job.trace, job.promisedBytes));
    }

    private boolean isScarce() {
        long used = 0;
        for (ReplayJob job : running) {
            if (job.isFrozen()) {
                return true;
            }
            used += job.bytes(clock.now());
        }
        return used > settings.limitBytes();
    }

    private void sample() {
        Map<Long, MemoryReading> readings = new HashMap<>();
        running.forEach(
                job -> readings.put(job.pid(), new MemoryReading(job.bytes(clock.now()), MemoryMeasure.CHARGED, null)));
        handle(new Event.MemorySampled(readings, null, 0));
    }
}
