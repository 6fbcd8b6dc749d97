package org.expool.core.schedule;

import java.util.List;
import org.expool.ExpectedMemory;
import org.expool.Job;
import org.expool.MemoryPromise;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.resource.Grants;
import org.jspecify.annotations.Nullable;

/**
 * A submitted job with all that the scheduler knows of it. The driver extends it with its own state, so that a waiting
 * job costs one object. Everything but {@link #id} and {@link #job} is part of the scheduler's state.
 */
public abstract non-sealed class JobEntry extends WorkItem {

    enum State {
        /** Waits for a worker, or for its resources. */
        QUEUED,
        /** Waits for its prerequisites. */
        BLOCKED,
        /** Waits for the onStart of its task. */
        WAITING_FOR_TASK_START,
        /** Waits for the time of its next attempt. */
        BACKING_OFF,
        /** Its onStart callback is running. */
        RUNNING_ON_START,
        /** Its process is being started. */
        LAUNCHING,
        RUNNING,
        /** Its outcome is decided, its callbacks are running. */
        RUNNING_CALLBACKS,
        DONE;

        /** Whether a job in this state has an {@link AttemptState}. */
        boolean isOfAttempt() {
            return this == RUNNING_ON_START || this == LAUNCHING || this == RUNNING;
        }
    }

    static final int NONE = -1;

    private final long id;
    private final Job job;

    /** Changed by {@link JobCounters} only. */
    State state = State.QUEUED;

    /** Its index in the heap of its state, and in that of its category. */
    int heapIndex = NONE;

    int chainIndex = NONE;

    /** Whether its onStart has agreed to the next attempt. */
    boolean onStartAgreed;

    /** How many attempts were begun; of those, how many followed a timeout and how many a postponement. */
    int tries;

    int restarts;
    int postponed;

    /** When its state ends, for the heap of deadlines. */
    long deadline;

    /** The state of the present attempt; null while it waits and after its end, to save memory. */
    @Nullable
    AttemptState current;

    /** What is known of its memory; null where memory is neither balanced nor limited. */
    @Nullable
    MemoryState memory;

    /** What it waits for while it is blocked; null otherwise. */
    @Nullable
    List<WorkItem> prerequisites;

    /** How many of them have not completed. */
    int pendingPrerequisites;

    /**
     * A job that has just been submitted.
     *
     * @param id its number in the pool; also its place in the queue
     * @param task the entry of its task, or null
     */
    protected JobEntry(long id, Job job, @Nullable TaskEntry task) {
        this.id = id;
        this.job = job;
        this.owner = task;
        this.memory = job.memoryLimit() == null ? null : new MemoryState(job);
    }

    /** Its number in the pool. */
    public final long id() {
        return id;
    }

    public final Job job() {
        return job;
    }

    /** The entry of its task, or null. */
    public final @Nullable TaskEntry task() {
        return owner;
    }

    /** Whether it is a member of this task, at any depth; of none, all are. */
    final boolean isIn(@Nullable TaskEntry task) {
        TaskEntry each = owner;
        while (each != null && each != task) {
            each = each.owner;
        }
        return each == task;
    }

    /** The number of the present or last attempt, from 1; 0 before the first. */
    public final int attempt() {
        return tries;
    }

    final ResourceDemand needs() {
        return ResourceDemand.of(job); // not stored: a waiting job must cost little
    }

    /** The CPUs reserved for it; null while it has none, and if it runs on any. */
    public final @Nullable CpuGrant cpus() {
        return current == null ? null : current.cpus;
    }

    /** The slot of its attempt; -1 if it has none. */
    public final int slot() {
        return current == null ? AttemptState.NO_SLOT : current.slot;
    }

    /** The memory that is promised to its attempt; null where memory is not balanced. */
    public final @Nullable ExpectedMemory promisedMemory() {
        return memory == null ? null : memory.promised();
    }

    /** The resources it uses. */
    public final Grants grants() {
        return current == null ? Grants.NONE : current.grants;
    }

    @Override
    final String name() {
        return job.name();
    }

    /** Whether something must happen between its outcome and its end: callbacks, or outputs to collect. */
    protected abstract boolean needsSettling();

    /** The present attempt; there must be one. */
    AttemptState present() {
        if (current == null) {
            throw new IllegalStateException("there is no attempt of " + this);
        }
        return current;
    }

    /** Whether the present attempt is being terminated; there must be one. */
    boolean isTerminating() {
        return present().termination != null;
    }

    /** What counts when constraints are chained. */
    double weight() {
        return job.size() * job.slowdown();
    }

    AttemptEnd attemptEnd(Outcome outcome, long now, Usage usage) {
        AttemptState of = current;
        MemoryPromise promise = memory == null ? null : memory.promise();
        return of != null && of.started
                ? new AttemptEnd(outcome, tries, postponed, true, of.startedAt, now, of.wall, of.pid, usage, promise)
                : new AttemptEnd(outcome, tries, postponed, false, now, now, 0, 0, usage, promise);
    }

    @Override
    public String toString() {
        return "#" + id + " '" + job.name() + "' " + state;
    }
}
