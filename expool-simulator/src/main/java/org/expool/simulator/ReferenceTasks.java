package org.expool.simulator;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be known of tasks from outside the scheduler; part of the {@link ReferenceModel}. */
final class ReferenceTasks {

    private final Set<SimulatedTask> open = new LinkedHashSet<>();
    private final Set<SimulatedTask> view = Collections.unmodifiableSet(open);

    /** Those that have not settled. */
    Set<SimulatedTask> all() {
        return view;
    }

    void open(SimulatedTask task) {
        SimulatedTask parent = task.parent();
        task.phase = SimulatedTask.Phase.OPEN;
        task.cancelled = parent != null && parent.cancelled;
        open.add(task);
        countIn(parent);
    }

    /** A task has another member. */
    static void countIn(@Nullable SimulatedTask task) {
        if (task != null) {
            task.unsettled++;
        }
    }

    /** One of its members has settled. */
    static void countOut(@Nullable SimulatedTask task) {
        if (task != null) {
            task.unsettled--;
        }
    }

    void announced(SimulatedTask task, long now) {
        task.phase = SimulatedTask.Phase.STARTED;
        if (task.task().timeout() != null) {
            task.deadline = now + task.task().timeout().toNanos();
        }
    }

    void startAnswered(SimulatedTask task, boolean agreed) {
        task.phase = SimulatedTask.Phase.STARTED;
        if (!agreed) {
            cancel(task);
        }
    }

    /** No job below may start any more. */
    static void cancel(SimulatedTask task) {
        if (!task.hasEnded()) {
            task.cancelled = true;
            task.tasks.forEach(ReferenceTasks::cancel);
        }
    }

    /** Checks which tasks' time is up. */
    void expire(long now) {
        for (SimulatedTask task : open) {
            if (task.deadline <= now) {
                cancel(task);
            }
        }
    }

    void finished(SimulatedTask task) {
        if (task.needsSettling()) {
            task.phase = SimulatedTask.Phase.RUNNING_CALLBACKS;
        } else {
            settle(task);
        }
    }

    void settle(SimulatedTask task) {
        task.phase = SimulatedTask.Phase.DONE;
        open.remove(task);
        countOut(task.parent());
    }

    /** Whether the job waits for the onStart of a task. */
    static boolean isParked(SimulatedJob job) {
        for (SimulatedTask task = job.simulatedTask(); task != null; task = task.parent()) {
            if (task.phase == SimulatedTask.Phase.STARTING) {
                return true;
            }
        }
        return false;
    }
}
