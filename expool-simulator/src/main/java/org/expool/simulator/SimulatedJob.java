package org.expool.simulator;

import java.util.ArrayList;
import java.util.List;
import org.expool.Job;
import org.expool.MemorySize;
import org.expool.Signal;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * A job of a simulation with all that has happened to it, as far as it is visible from outside the scheduler. Not
 * thread-safe.
 */
public final class SimulatedJob extends JobEntry {

    /** Its state, by events and commands. */
    enum Phase {
        /** Not submitted yet, or refused. */
        NEW,
        BLOCKED,
        /** Could start by its own state. */
        READY,
        BACKING_OFF,
        RUNNING_ON_START,
        LAUNCHED,
        RUNNING,
        RUNNING_CALLBACKS,
        DONE
    }

    final Behaviour behaviour;
    final Completion completion;
    final List<Long> starts = new ArrayList<>(1);

    // The simulated process.

    /** Counts attempts, so that events planned for an earlier one are dropped. */
    int launches;

    boolean alive;

    /** The signal that came before there was a process. */
    @Nullable
    Signal pending;

    int slot = -1;

    /** How long its process has run, and since when it runs on; negative while it is frozen. */
    long ran;

    long runsSince;

    /** When it last wrote; {@link Long#MIN_VALUE} if it has not. */
    long lastOutputAt = Long.MIN_VALUE;

    /** The CPU time of attempts that have ended, in nanoseconds. */
    long cpuBefore;

    /** How long it had written nothing when it was first told to terminate. */
    long silentFor;

    boolean probed;

    /** Whether the kernel has killed its child at the job's own limit. */
    boolean childOomKilled;

    /** Whether the exit of one of its processes was not reported, or without its usage. */
    boolean lost;

    /** Counts planned ends; only the last one takes effect. */
    int plans;

    // What the model knows.

    Phase phase = Phase.NEW;

    /** Whether it occupies a slot and its resources. */
    boolean occupies;

    /** The CPUs that it got with the slot; null for none. */
    @Nullable
    CpuGrant grant;

    /** Whether that is not visible from outside. */
    boolean unsure;

    long submittedAt;
    List<Completion> prerequisites = List.of();
    int waits;

    int onStartAttempt;
    long onStartAt;

    /** The attempt to which its onStart has agreed. */
    int agreedAttempt;

    int launchedAttempt;

    /** How many attempts have ended and were followed by another; of those the restarts and postponements. */
    int endedAttempts;

    int restarts;
    int postponed;
    int raises;
    long nextAt;
    long startedAt;

    /** How long it was frozen, and since when it is; negative if it is not. */
    long frozen;

    long frozenSince = -1;

    /** Its promise and its limit at the launch, its last sample and the highest one. */
    long promised;

    long limit = Long.MAX_VALUE;

    /** Whether the kernel enforces that limit. */
    boolean limitKept;

    long residentBytes;
    long highestSample;

    /** The known peak of all attempts, and whether one ended for it. */
    long knownPeak;

    boolean usedTooMuch;

    /**
     * How often it was frozen in this attempt, how often terminated to free memory, and beside how many others it may
     * run since.
     */
    int freezes;

    int memoryPostponements;
    int beside = Integer.MAX_VALUE;
    boolean signalled;
    boolean killed;

    /** How often it was warned in this attempt. */
    int warnings;

    long signalledAt;

    /** How many signals told this attempt to terminate, and when the last one did. */
    int signals;

    long signalledLastAt;
    long firstSignalledAt = -1;

    @Nullable
    AttemptEnd end;

    long endedAt;

    SimulatedJob(long id, Job job, @Nullable SimulatedTask task, Behaviour behaviour) {
        super(id, job, task);
        this.behaviour = behaviour;
        this.completion = new Completion(job.name(), () -> prerequisites);
    }

    @Nullable
    SimulatedTask simulatedTask() {
        return (SimulatedTask) task();
    }

    @Override
    protected boolean needsSettling() {
        return job().onDone() != null || job().onFinish() != null;
    }

    /** An attempt begins. */
    void launch(long promisedBytes, @Nullable MemorySize most) {
        phase = Phase.LAUNCHED;
        launchedAttempt = attempt();
        signalled = false;
        probed = false;
        killed = false;
        warnings = 0;
        signals = 0;
        frozen = 0;
        frozenSince = -1;
        freezes = 0;
        residentBytes = 0;
        knownPeak = Math.max(knownPeak, highestSample);
        highestSample = 0;
        promised = promisedBytes;
        limit = most == null ? Long.MAX_VALUE : most.bytes();
    }

    void freeze(boolean freeze, long now) {
        if (freeze) {
            frozenSince = now;
        } else if (frozenSince >= 0) {
            frozen += now - frozenSince;
            frozenSince = -1;
        }
    }

    boolean isWarning(Signal signal) {
        return job().warning() != null && job().warning().signal() == signal;
    }

    void signal(Signal signal, long now) {
        if (!signalled) {
            silentFor = alive ? silence(now) : Long.MAX_VALUE; // its end is not known yet
            signalledAt = now;
            firstSignalledAt = firstSignalledAt < 0 ? now : firstSignalledAt;
        }
        signalled = true;
        signals++;
        signalledLastAt = now;
        killed |= signal == Signal.KILL;
    }

    /** Whether it is in a task, at any depth; true for null. */
    boolean belongsTo(@Nullable SimulatedTask task) {
        SimulatedTask each = simulatedTask();
        while (each != null && each != task) {
            each = each.parent();
        }
        return task == null || each != null;
    }

    /** Whether a launch was commanded whose end has not been reported. */
    boolean isLaunched() {
        return phase == Phase.LAUNCHED || phase == Phase.RUNNING;
    }

    /** How long it has run by then in this attempt, without the time for which it was frozen. */
    long running(long now) {
        return now - startedAt - frozen - (frozenSince < 0 ? 0 : now - frozenSince);
    }

    /** How long its process has run by then without being frozen, in nanoseconds. */
    long ran(long now) {
        return ran + (runsSince < 0 ? 0 : now - runsSince);
    }

    /** The CPU time of its present or last attempt, in nanoseconds. */
    long cpu(long now) {
        return behaviour.activity().cpu(ran(now));
    }

    /** How long the process had run and written nothing before this moment, in nanoseconds. */
    long silence(long now) {
        return ran(now) - behaviour.activity().lastOutput(Math.max(0, ran(now) - 1));
    }

    /** The same, but what it writes at this moment counts. */
    long silenceLeft(long now) {
        return ran(now) - behaviour.activity().lastOutput(ran(now));
    }

    /** The CPU time of all its attempts by then, in nanoseconds. */
    long cpuTotal(long now) {
        return cpuBefore + (alive ? cpu(now) : 0);
    }

    /** When its processes were started, in nanoseconds of virtual time. */
    public List<Long> starts() {
        return List.copyOf(starts);
    }

    /** When it was first told to terminate; negative for never. */
    public long firstSignalledAt() {
        return firstSignalledAt;
    }

    /** How it ended; null if it has not yet, or was refused. */
    public @Nullable AttemptEnd end() {
        return end;
    }

    /** When its outcome was decided, in nanoseconds of virtual time. */
    public long endedAt() {
        return endedAt;
    }
}
