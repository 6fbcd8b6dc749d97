package org.expool.simulator;

import org.expool.core.schedule.TaskEntry;

/**
 * No job starts while the pool is paused or frozen, during the start delay of another job, after a close, after the
 * failure that halts the pool, after the timeout of the round or of its task, and in a task that was cancelled or
 * refused.
 */
final class NothingStartsWhenPaused extends Invariant {

    NothingStartsWhenPaused(ReferenceModel model) {
        super(model);
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        if (model.paused || model.frozen) {
            throw broken(entry + " starts while the pool is paused");
        }
    }

    @Override
    void starts(SimulatedJob job) {
        if (model.paused || model.frozen || model.closed || model.halted || model.round.isExpired()) {
            throw broken(job + " starts though the pool " + reason());
        }
        boolean mayBeLifted =
                model.settings.limits().cpu() != null; // by the end of the round, which only the scheduler knows
        if (!mayBeLifted && model.delays.blocks(job, model.now)) {
            throw broken(job + " starts during the start delay of another");
        }
        if (job.simulatedTask() != null && job.simulatedTask().cancelled) {
            throw broken(job + " starts though its task is being ended");
        }
    }

    private String reason() {
        return model.paused
                ? "is paused"
                : model.frozen ? "is frozen" : model.closed ? "is closed" : model.halted ? "halts" : "has no time left";
    }
}
