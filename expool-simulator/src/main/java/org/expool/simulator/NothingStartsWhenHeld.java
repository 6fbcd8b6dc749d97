package org.expool.simulator;

import org.expool.core.schedule.Decision;

/**
 * Nothing starts while the pool is paused, during the start delay of another job, after a close, after the failure that was
 * to be the last, after the time of the round or of a task, and in a task that was cancelled or refused.
 */
final class NothingStartsWhenHeld extends Invariant {

    NothingStartsWhenHeld(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            check((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.AskStart ask) {
            check((SimulatedJob) ask.job());
        } else if (decision instanceof Decision.AskTaskStart ask && world.paused) {
            throw broken(ask.task() + " starts while the pool is paused");
        }
    }

    private void check(SimulatedJob job) {
        if (world.paused || world.closed || world.halted || world.round.isExpired()) {
            throw broken(job + " starts though the pool " + reason());
        }
        if (world.delays.hold(job, world.now)) {
            throw broken(job + " starts during the start delay of another");
        }
        if (job.simulatedTask() != null && job.simulatedTask().doomed) {
            throw broken(job + " starts though its task is being ended");
        }
    }

    private String reason() {
        return world.paused ? "is paused" : world.closed ? "is closed" : world.halted ? "halts" : "has no time left";
    }
}
