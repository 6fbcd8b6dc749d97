package org.expool.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Task;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * A task of a simulation with all that happened to it, as far as it can be seen from outside the machine. Belongs to the
 * simulation's thread.
 */
public final class SimulatedTask extends TaskEntry {

    /** Where it stands, as events and decisions tell. */
    enum Phase {
        /** Not handed over yet, or refused. */
        NEW,
        OPEN,
        STARTING,
        STARTED,
        SETTLING,
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

    /** Whether it has been closed by name. */
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

    /** Lets a member in that is then sent to the machine. Returns whether it does. */
    boolean enter() {
        onTheWay += shut ? 0 : 1;
        return !shut;
    }

    /** A member that was let in is not sent after all. */
    void withdraw() {
        onTheWay--;
    }

    /** Lets nobody in any more. */
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

    /** Whether its jobs wait for others. */
    boolean isBlocking() {
        return !task().after().isEmpty() || (parent != null && parent.isBlocking());
    }

    boolean isEmpty() {
        return jobs.isEmpty() && tasks.isEmpty();
    }

    /** Whether nobody is on the way to it. */
    boolean isQuiet() {
        return onTheWay == 0;
    }

    private List<Completion> members() {
        List<Completion> members = new ArrayList<>();
        jobs.forEach(job -> members.add(job.completion));
        tasks.forEach(task -> members.add(task.completion));
        return members;
    }

    boolean isOver() {
        return phase == Phase.SETTLING || phase == Phase.DONE;
    }

    /** How it ended; null if the simulation has not come that far, and if it was refused. */
    public @Nullable TaskSnapshot end() {
        return end;
    }
}
