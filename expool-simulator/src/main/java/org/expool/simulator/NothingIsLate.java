package org.expool.simulator;

import java.time.Duration;
import org.expool.simulator.SimulatedJob.Phase;

/**
 * The machine asks to be woken for a time to come only. A job that has run for its timeout has been told to end, so has
 * what runs in a task whose time is up, and what has not obeyed after the grace has been killed.
 */
final class NothingIsLate extends Invariant {

    NothingIsLate(ReferenceModel world) {
        super(world);
    }

    @Override
    void handled() {
        if (world.nextDeadline <= world.now) {
            throw broken("the next deadline, " + world.nextDeadline + ", has passed");
        }
        for (SimulatedJob job : world.holders) {
            if (job.phase == Phase.RUNNING) {
                check(job);
            }
        }
    }

    private void check(SimulatedJob job) {
        Duration timeout = job.job().timeout();
        if (!job.signalled && timeout != null && job.running(world.now) >= timeout.toNanos()) {
            throw broken(job + " has run longer than its timeout");
        }
        if (job.signalled
                && !job.killed
                && world.now - job.signalledAt >= world.settings.grace().toNanos()) {
            throw broken(job + " has been spared after the grace");
        }
        for (SimulatedTask task = job.simulatedTask(); task != null && !job.signalled; task = task.parent()) {
            if (task.deadline <= world.now) {
                throw broken(job + " runs in " + task + ", whose time is up");
            }
        }
    }
}
