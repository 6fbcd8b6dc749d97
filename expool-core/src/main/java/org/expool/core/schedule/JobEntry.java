package org.expool.core.schedule;

import org.expool.Job;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A submitted job with all that the machine knows of it. The driver extends it with what it keeps itself, so that a
 * waiting job costs one object. Everything but {@link #id} and {@link #job} belongs to the thread that drives the
 * machine.
 */
public abstract class JobEntry {

    enum State {
        QUEUED,
        /** Its onStart callback is running. */
        ASKING,
        /** A process has been asked for. */
        LAUNCHING,
        RUNNING,
        /** Its outcome is decided, its callbacks are running. */
        SETTLING,
        DONE
    }

    static final int NONE = -1;

    private final long id;
    private final Job job;

    State state = State.QUEUED;
    int heapIndex = NONE;
    int slot = NONE;
    int attempts;
    long pid;
    long startedAt;
    long wall;
    long deadline;
    long sampledPeak;

    /** Why it is being ended, once that is decided. */
    @Nullable
    Ending ending;

    /** When that was decided, if there was a process or one was being made. */
    long endingAt;

    /**
     * A job that has just been submitted.
     *
     * @param id its number in the pool; also its place in the queue
     */
    protected JobEntry(long id, Job job) {
        this.id = id;
        this.job = job;
    }

    /** Its number in the pool. */
    public final long id() {
        return id;
    }

    /** What was submitted. */
    public final Job job() {
        return job;
    }

    /** Whether something must happen between its outcome and its end: callbacks, or outputs to collect. */
    protected abstract boolean needsSettling();

    Conclusion conclude(org.expool.Outcome outcome, long now, Usage usage) {
        return attempts == 0
                ? new Conclusion(outcome, 0, now, now, 0, 0, usage)
                : new Conclusion(outcome, attempts, startedAt, now, wall, pid, usage);
    }
}
