package org.expool.simulator;

import org.expool.core.schedule.TaskEntry;

/**
 * No job starts while the pool is paused or frozen, during the start delay of another job, after a close, after the
 * failure that halts the pool, after the timeout of the round or of its task, and in a task that was cancelled or
 * refused.
 */
final class NothingStartsWhenPaused extends Invariant {

    NothingStartsWhenPaused(ReferenceModel world) {
        super(world);
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        if (world.paused || world.frozen) {
            throw broken(entry + " starts while the pool is paused");
        }
    }

    @Override
    void starts(SimulatedJob job) {
        if (world.paused || world.frozen || world.closed || world.halted || world.round.isExpired()) {
            throw broken(job + " starts though the pool " + reason());
        }
        boolean mayBeLifted =
                world.settings.limits().cpu() != null; // by the end of the round, which only the scheduler knows
        if (!mayBeLifted && world.delays.blocks(job, world.now)) {
            throw broken(job + " starts during the start delay of another");
        }
        if (job.simulatedTask() != null && job.simulatedTask().cancelled) {
            throw broken(job + " starts though its task is being ended");
        }
    }

    private String reason() {
        return world.paused
                ? "is paused"
                : world.frozen ? "is frozen" : world.closed ? "is closed" : world.halted ? "halts" : "has no time left";
    }
}
