package org.expool.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Task;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * A task of a simulation with all that has happened to it, as far as it is visible from outside the scheduler. Not
 * thread-safe.
 */
public final class SimulatedTask extends TaskEntry {

    /** Its state, by events and commands. */
    enum Phase {
        /** Not submitted yet, or refused. */
        NEW,
        OPEN,
        STARTING,
        STARTED,
        RUNNING_CALLBACKS,
        DONE
    }

    final Duration callbackTime;
    final boolean onStartThrows;
    final Completion completion;

    Phase phase = Phase.NEW;

    /** Whether no job below may start any more. */
    boolean cancelled;

    /** When its time is up; {@link Long#MAX_VALUE} before its start and without a limit. */
    long deadline = Long.MAX_VALUE;

    List<Completion> prerequisites = List.of();
    final List<SimulatedJob> jobs = new ArrayList<>();
    final List<SimulatedTask> tasks = new ArrayList<>();
    int unsettled;

    /** Whether it has been closed by a call. */
    boolean closed;

    @Nullable
    TaskSnapshot end;

    private final @Nullable SimulatedTask parent;
    private int onTheWay;
    private boolean shut;

    SimulatedTask(Task task, @Nullable SimulatedTask parent, Duration callbackTime, boolean onStartThrows) {
        super(task, parent);
        this.parent = parent;
        this.callbackTime = callbackTime;
        this.onStartThrows = onStartThrows;
        this.completion = new Completion(task.name(), this::members);
    }

    @Nullable
    SimulatedTask parent() {
        return parent;
    }

    /** Counts a member that is then sent to the scheduler. Returns false if it takes no more. */
    boolean enter() {
        onTheWay += shut ? 0 : 1;
        return !shut;
    }

    /** A member that was counted is not sent after all. */
    void withdraw() {
        onTheWay--;
    }

    /** Takes no more members. */
    void shut() {
        shut = true;
    }

    @Override
    protected void arrived() {
        onTheWay--;
    }

    @Override
    protected boolean seal() {
        shut |= onTheWay == 0;
        return onTheWay == 0;
    }

    /** Whether its jobs have prerequisites. */
    boolean isBlocking() {
        return !task().after().isEmpty() || (parent != null && parent.isBlocking());
    }

    boolean isEmpty() {
        return jobs.isEmpty() && tasks.isEmpty();
    }

    /** Whether no member is on its way. */
    boolean isQuiet() {
        return onTheWay == 0;
    }

    private List<Completion> members() {
        List<Completion> members = new ArrayList<>();
        jobs.forEach(job -> members.add(job.completion));
        tasks.forEach(task -> members.add(task.completion));
        return members;
    }

    boolean hasEnded() {
        return phase == Phase.RUNNING_CALLBACKS || phase == Phase.DONE;
    }

    /** How it ended; null if it has not yet, or was refused. */
    public @Nullable TaskSnapshot end() {
        return end;
    }
}
