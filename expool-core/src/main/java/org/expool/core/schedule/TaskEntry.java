package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.expool.Task;
import org.expool.TaskSummary;
import org.jspecify.annotations.Nullable;

/**
 * An open task with all that the scheduler knows of it; the driver extends it with its own state. Part of the
 * scheduler's state, but any thread may read its {@link #snapshot}.
 */
public abstract non-sealed class TaskEntry extends WorkItem {

    enum State {
        OPEN,
        /** Its onStart callback is running. */
        STARTING,
        STARTED,
        /** Its outcome is decided, its callbacks are running. */
        RUNNING_CALLBACKS,
        DONE
    }

    /**
     * A task at one moment.
     *
     * @param state where it stands
     * @param added how many members it was given
     * @param done how many of them succeeded
     * @param terminated how many of them ended otherwise
     * @param started whether there is a start
     * @param startedAt when that was
     * @param finished whether there is an end
     * @param finishedAt when that was
     */
    public record TaskSnapshot(
            TaskSummary.State state,
            long added,
            long done,
            long terminated,
            boolean started,
            long startedAt,
            boolean finished,
            long finishedAt) {}

    private static final TaskSnapshot NEW = new TaskSnapshot(TaskSummary.State.WAITING, 0, 0, 0, false, 0, false, 0);

    private final Task task;
    private volatile TaskSnapshot snapshot = NEW;

    State state = State.OPEN;

    /** Whether it was closed by a call; a join closes it without. */
    boolean closed;

    final Set<WorkItem> unfinished = new LinkedHashSet<>();

    /** Jobs that wait for its onStart. */
    final List<JobEntry> parked = new ArrayList<>();

    /**
     * What all its jobs wait for: its own prerequisites and those of the tasks above that had not completed when it was
     * opened.
     */
    final List<WorkItem> prerequisites = new ArrayList<>();

    /** A prerequisite that had already failed then; null if none. */
    @Nullable
    Failure failedPrerequisite;

    /** When its time is up; {@link Deadline#NEVER} before its start and without a limit. */
    long deadline = Deadline.NEVER;

    /** The order in which tasks were opened; orders those of one deadline. */
    long number;

    /** How later members of it end, once that is decided. */
    @Nullable
    TerminationRequest termination;

    /**
     * A task that is about to be opened.
     *
     * @param parent the entry of the task above, or null
     */
    protected TaskEntry(Task task, @Nullable TaskEntry parent) {
        this.task = task;
        this.owner = parent;
    }

    public final Task task() {
        return task;
    }

    /** Its present state; thread-safe. */
    public final TaskSnapshot snapshot() {
        return snapshot;
    }

    @Override
    final String name() {
        return task.name();
    }

    /** Refuses further members from now on, unless one is on its way to the scheduler. Returns whether it does. */
    protected abstract boolean seal();

    /** A member that was on its way has arrived, or will not come. */
    protected abstract void arrived();

    /** Whether callbacks follow its outcome. */
    public final boolean needsSettling() {
        return task.onDone() != null || task.onFinish() != null;
    }

    void add(WorkItem member) {
        unfinished.add(member);
        TaskSnapshot s = snapshot;
        snapshot = new TaskSnapshot(
                s.state, s.added + 1, s.done, s.terminated, s.started, s.startedAt, s.finished, s.finishedAt);
    }

    void remove(WorkItem member) {
        unfinished.remove(member);
        int good = member.failure == null ? 1 : 0;
        TaskSnapshot s = snapshot;
        snapshot = new TaskSnapshot(
                s.state,
                s.added,
                s.done + good,
                s.terminated + 1 - good,
                s.started,
                s.startedAt,
                s.finished,
                s.finishedAt);
    }

    void started(long now) {
        TaskSnapshot s = snapshot;
        snapshot = new TaskSnapshot(TaskSummary.State.RUNNING, s.added, s.done, s.terminated, true, now, false, 0);
    }

    void finished(long now) {
        TaskSnapshot s = snapshot;
        TaskSummary.State end = s.terminated == 0 ? TaskSummary.State.SUCCEEDED : TaskSummary.State.FAILED;
        snapshot = new TaskSnapshot(end, s.added, s.done, s.terminated, s.started, s.startedAt, true, now);
    }

    @Override
    public String toString() {
        return task + " " + state + " " + unfinished.size() + " unfinished";
    }
}
