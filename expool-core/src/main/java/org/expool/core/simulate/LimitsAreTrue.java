package org.expool.core.simulate;

import java.util.Objects;
import org.expool.Outcome;
import org.expool.core.schedule.Decision;

/** A job ends as timed-out only if that time is up: its own, that of a task above it, or that of the round. */
final class LimitsAreTrue extends Invariant {

    LimitsAreTrue(World world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Finish finish
                && finish.conclusion().outcome() instanceof Outcome.TimedOut timedOut) {
            SimulatedJob job = (SimulatedJob) finish.job();
            boolean isTrue = switch (timedOut.scope()) {
                case JOB ->
                    job.running(world.now) >= timedOut.limit().toNanos()
                            && timedOut.limit().equals(job.job().timeout());
                case TASK -> isOver(job, timedOut);
                case POOL -> world.round.isUp(world.now);
            };
            if (!isTrue) {
                throw broken(job + " ends as " + timedOut + " before the time was up");
            }
        }
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
