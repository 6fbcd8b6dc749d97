package org.expool.core.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * The open tasks: when they start, complete, and time out. Part of the scheduler's state.
 *
 * <p>A closed task is complete when its last member has ended. While a caller joins, so is any task that has had a
 * member; an empty one completes when nothing else is left that could add to it. A task that has ended is an ended
 * member of the task above.
 */
final class TaskTree {

    /** Ends a job. */
    interface JobEnder {
        void end(JobEntry job, TerminationRequest termination, long now);
    }

    private final Set<TaskEntry> open = new LinkedHashSet<>();
    private final TreeSet<TaskEntry> timed = new TreeSet<>(
            Comparator.<TaskEntry>comparingLong(task -> task.deadline).thenComparingLong(task -> task.number));
    private final Round round;
    private final JobEnder ender;
    private final Consumer<TaskEntry> completed;
    private final Commands commands;
    private final Focus focus;
    private long opened;

    /** How many of them have a running callback. */
    private int busy;

    TaskTree(Round round, JobEnder ender, Consumer<TaskEntry> completed, Commands commands, Focus focus) {
        this.focus = focus;
        this.round = round;
        this.ender = ender;
        this.completed = completed;
        this.commands = commands;
    }

    /** Those that have not ended, in the order in which they were opened. */
    List<TaskEntry> open() {
        return new ArrayList<>(open);
    }

    long deadline() {
        return timed.isEmpty() ? Deadline.NEVER : timed.first().deadline;
    }

    void open(TaskEntry task) {
        task.number = ++opened;
        open.add(task);
        round.opened();
        TaskEntry above = task.owner;
        if (above != null) {
            above.arrived();
            above.add(task);
            task.termination = above.termination;
        }
        commands.tell((number, at) -> new PoolEvent.TaskOpened(number, at, task.task()));
    }

    /** A member that the task may have waited for will not come. */
    void withdrawn(TaskEntry task, long now) {
        task.arrived();
        if (open.contains(task)) {
            focus.guard(task, () -> completeIfEnded(task, now));
        }
    }

    void close(TaskEntry task, long now) {
        task.closed = true;
        completeIfEnded(task, now);
    }

    /** A job or task that was on its way into a task does not become a member. */
    void refused(WorkItem member, long now) {
        if (member.owner != null) {
            withdrawn(member.owner, now);
        }
    }

    /**
     * Starts all tasks of a job that is about to start, from the top down.
     *
     * @return the task whose onStart must return first; null if all have started
     */
    @Nullable
    TaskEntry start(JobEntry job, long now) {
        return job.owner == null ? null : start(job.owner, now);
    }

    private @Nullable TaskEntry start(TaskEntry task, long now) {
        if (task.state == TaskEntry.State.STARTED) {
            return null;
        }
        TaskEntry awaited = task.owner == null ? null : start(task.owner, now);
        if (awaited != null) {
            return awaited;
        }
        if (task.state == TaskEntry.State.STARTING) {
            return task;
        }
        if (task.task().onStart() == null) {
            started(task, now);
            return null;
        }
        task.state = TaskEntry.State.STARTING;
        busy++;
        focus.enter(task);
        commands.callOnStart(task);
        focus.leave();
        return task;
    }

    /** The onStart of a task has returned. Returns the jobs that have waited for it. */
    List<JobEntry> startAnswered(TaskEntry task, @Nullable String refusal, long now) {
        if (task.state != TaskEntry.State.STARTING) {
            return List.of(); // a fault has cost the task meanwhile
        }
        busy--;
        if (refusal == null) {
            started(task, now);
        } else {
            task.state = TaskEntry.State.STARTED;
            end(task, TerminationRequest.notStarted(Outcome.NotStarted.Cause.CALLBACK, refusal), now);
        }
        List<JobEntry> waiting = new ArrayList<>(task.parked);
        task.parked.clear();
        waiting.removeIf(job -> job.state != JobEntry.State.WAITING_FOR_TASK_START);
        completeIfEnded(task, now);
        return waiting;
    }

    private void started(TaskEntry task, long now) {
        task.state = TaskEntry.State.STARTED;
        task.started(now);
        if (task.task().timeout() != null) {
            task.deadline = Deadline.after(now, task.task().timeout());
            timed.add(task);
        }
        focus.enter(task);
        commands.taskStarted(task, task.snapshot());
        focus.leave();
    }

    /** Ends all jobs of a task, at any depth, and those to come. */
    void end(TaskEntry task, TerminationRequest termination, long now) {
        if (task.termination == null) {
            task.termination = termination;
        }
        for (WorkItem member : new ArrayList<>(task.unfinished)) {
            if (member instanceof TaskEntry below) {
                end(below, termination, now);
            } else {
                ender.end((JobEntry) member, termination, now);
            }
        }
    }

    void expire(long now) {
        while (deadline() <= now) {
            TaskEntry task = timed.first();
            forgetDeadline(task);
            Duration ran = Duration.ofNanos(now - task.snapshot().startedAt());
            Duration limit = requireNonNull(task.task().timeout());
            end(
                    task,
                    TerminationRequest.taskTimeout(TimedOut.ofTask(task.name(), TimedOut.Clock.WALL, limit, ran)),
                    now);
        }
    }

    private void forgetDeadline(TaskEntry task) {
        timed.remove(task);
        task.deadline = Deadline.NEVER;
    }

    /** A step about this task was interrupted: its jobs are ended, and it completes when they have. */
    void lose(TaskEntry task, TerminationRequest lost, long now) {
        if (open.contains(task) && task.state != TaskEntry.State.RUNNING_CALLBACKS) {
            task.closed = true;
            task.state = TaskEntry.State.STARTED; // whether its onStart was called does not matter any more
            end(task, lost, now);
            completeIfEnded(task, now);
        }
    }

    /** Recomputes the running counts, after an interrupted step. */
    void recount() {
        busy = (int) open.stream()
                .filter(task ->
                        task.state == TaskEntry.State.STARTING || task.state == TaskEntry.State.RUNNING_CALLBACKS)
                .count();
    }

    /** A member has ended, callbacks included. */
    void ended(WorkItem member, long now) {
        TaskEntry task = member.owner;
        if (task != null) {
            task.remove(member);
            completeIfEnded(task, now);
        }
    }

    /** A caller joins the round. */
    void joined(long now) {
        open().forEach(task -> focus.guard(task, () -> completeIfEnded(task, now)));
    }

    /**
     * While a caller joins and only tasks that wait for members are left, with jobs that wait for these tasks, no
     * members will come: then the first empty task is completed. Callbacks of its end may add to the others.
     *
     * @param blocked how many jobs wait for others
     * @return whether one was completed
     */
    boolean completeUnreachable(int blocked, long now) {
        if (!round.isJoined() || busy > 0 || round.unsettled() > open.size() + blocked) {
            return false;
        }
        for (TaskEntry task : open) {
            if (task.unfinished.isEmpty() && task.seal()) {
                complete(task, now);
                return true;
            }
        }
        return false;
    }

    private static boolean waitsForMembers(TaskEntry task) {
        return task.state == TaskEntry.State.OPEN || task.state == TaskEntry.State.STARTED;
    }

    private void completeIfEnded(TaskEntry task, long now) {
        boolean closed = task.closed || (round.isJoined() && task.snapshot().added() > 0);
        if (closed && task.unfinished.isEmpty() && waitsForMembers(task) && task.seal()) {
            complete(task, now);
        }
    }

    private void complete(TaskEntry task, long now) {
        focus.enter(task);
        forgetDeadline(task);
        task.finished(now);
        TaskEntry.TaskSnapshot end = task.snapshot();
        task.completed = true;
        task.failure = end.terminated() == 0
                ? null
                : Failure.of(task.name(), end.terminated() + " of its " + end.added() + " members did not succeed");
        commands.taskFinished(task, end);
        completed.accept(task);
        task.state = TaskEntry.State.RUNNING_CALLBACKS;
        busy++;
        if (!task.needsSettling()) {
            settled(task, now);
        }
        focus.leave();
    }

    /** Its callbacks have returned. */
    void settled(TaskEntry task, long now) {
        busy--;
        task.state = TaskEntry.State.DONE;
        open.remove(task);
        round.settled();
        ended(task, now);
    }
}
