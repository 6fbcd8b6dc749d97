package org.expool.simulator;

import org.expool.TaskSummary;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;

/** The counts of an ended task are those of its members, and it has succeeded if and only if all of them have. */
final class TaskCountsHold extends Invariant {

    TaskCountsHold(ReferenceModel model) {
        super(model);
    }

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        long members = task.jobs.size() + task.tasks.size();
        long good = task.jobs.stream().filter(job -> job.completion.succeeded).count()
                + task.tasks.stream()
                        .filter(below -> below.completion.succeeded)
                        .count();
        boolean counted =
                snapshot.added() == members && snapshot.done() == good && snapshot.terminated() == members - good;
        boolean succeeded = snapshot.state() == TaskSummary.State.SUCCEEDED;
        if (!counted || succeeded != (good == members) || !snapshot.finished()) {
            throw broken(task + " ends as " + snapshot + ", but " + good + " of " + members + " members succeeded");
        }
    }
}
