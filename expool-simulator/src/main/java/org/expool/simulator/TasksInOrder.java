package org.expool.simulator;

import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.simulator.SimulatedTask.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A task starts once, after the task above it and before the first of its jobs; if it has an onStart, once that has
 * agreed. It ends once, after the callbacks of all its members.
 */
final class TasksInOrder extends Invariant {

    TasksInOrder(ReferenceModel model) {
        super(model);
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        begins((SimulatedTask) entry, true);
    }

    @Override
    public void taskStarted(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        if (task.task().onStart() == null) {
            begins(task, false);
        } else if (task.phase != Phase.STARTED || task.deadline != Long.MAX_VALUE) {
            throw broken(task + " is reported as started before its onStart has agreed, or twice");
        }
    }

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        if (task.phase != Phase.OPEN && task.phase != Phase.STARTED) {
            throw broken(task + " ends as " + task.phase);
        }
        if (task.unsettled > 0) {
            throw broken(task + " ends before " + task.unsettled + " of its members");
        }
    }

    private void begins(SimulatedTask task, boolean callsOnStart) {
        boolean wanted = (task.task().onStart() != null) == callsOnStart;
        if (task.phase != Phase.OPEN || !wanted || !isStarted(task.parent())) {
            throw broken(task + " starts as " + task.phase + " below " + task.parent());
        }
    }

    @Override
    void starts(SimulatedJob job) {
        for (SimulatedTask task = job.simulatedTask(); task != null; task = task.parent()) {
            if (!isStarted(task)) {
                throw broken(job + " starts before " + task);
            }
        }
    }

    private static boolean isStarted(@Nullable SimulatedTask task) {
        return task == null || task.phase == Phase.STARTED;
    }
}
