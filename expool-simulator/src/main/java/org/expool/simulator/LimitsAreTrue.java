package org.expool.simulator;

import java.time.Duration;
import java.util.Objects;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;

/**
 * A job ends as timed-out only if that time is up: its own, that of a task above it, or that of the round. It is warned of its
 * own once in an attempt, and not too early.
 */
final class LimitsAreTrue extends Invariant {

    LimitsAreTrue(ReferenceModel world) {
        super(world);
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        if (end.outcome() instanceof Outcome.TimedOut timedOut) {
            SimulatedJob job = (SimulatedJob) entry;
            boolean isTrue = timedOut.measured().compareTo(timedOut.limit()) >= 0;
            isTrue &= switch (timedOut.scope()) {
                case JOB -> job.running(world.now) >= timedOut.limit().toNanos() && isOwn(job, timedOut);
                case TASK -> isOver(job, timedOut);
                case POOL -> world.round.isUp(world.now);
            };
            if (!isTrue) {
                throw broken(job + " ends as " + timedOut + " before the time was up");
            }
        }
    }

    @Override
    public void signal(JobEntry entry, Signal signal) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.isWarning(signal)) {
            warned(job);
        }
    }

    private void warned(SimulatedJob job) {
        Duration timeout = job.job().timeout();
        boolean early = timeout != null
                && (job.phase != SimulatedJob.Phase.RUNNING
                        || job.running(world.now)
                                < timeout.minus(job.job().warning().before()).toNanos());
        if (job.warnings > 0 || early) {
            throw broken(job + " is warned " + (early ? "too early" : "again"));
        }
    }

    /** Of a share of the median nobody but the machine knows what it is. */
    private static boolean isOwn(SimulatedJob job, Outcome.TimedOut timedOut) {
        return job.job().limits().relative() != null
                || timedOut.limit().equals(job.job().timeout());
    }

    private boolean isOver(SimulatedJob job, Outcome.TimedOut timedOut) {
        for (SimulatedTask task = job.simulatedTask(); task != null; task = task.parent()) {
            if (Objects.equals(task.task().name(), timedOut.task())) {
                return task.deadline <= world.now;
            }
        }
        return false;
    }
}
