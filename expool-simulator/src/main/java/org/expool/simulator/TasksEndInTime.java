package org.expool.simulator;

import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.simulator.SimulatedJob.Phase;

/**
 * A task ends as soon as its members have and no more can come: it is closed, or a caller joins and it is not empty. An
 * empty one ends without being closed only when a caller joins and all that is left are jobs that wait for tasks.
 */
final class TasksEndInTime extends Invariant {

    TasksEndInTime(ReferenceModel model) {
        super(model);
    }

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        if (!model.faulted && !task.closed && !(task.isEmpty() ? isUnreachable() : isJoined())) {
            throw broken(task + " ends though members could be added");
        }
        if (!task.isQuiet()) {
            throw broken(task + " ends though a member is on its way");
        }
    }

    private boolean isUnreachable() {
        return isJoined()
                && model.jobs.stream().allMatch(job -> job.phase == Phase.BLOCKED)
                && model.tasks.stream().allMatch(TasksEndInTime::isOpen);
    }

    private boolean isJoined() {
        return !model.round.waiters.isEmpty();
    }

    private static boolean isOpen(SimulatedTask task) {
        return task.phase == SimulatedTask.Phase.OPEN || task.phase == SimulatedTask.Phase.STARTED;
    }

    @Override
    void handled() {
        for (SimulatedTask task : model.tasks) {
            boolean complete = task.closed || (isJoined() && !task.isEmpty());
            if (complete && task.unsettled == 0 && isOpen(task) && task.isQuiet()) {
                throw broken(task + " does not end though all its members have");
            }
        }
    }
}
