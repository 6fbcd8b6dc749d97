package org.expool.simulator;

import org.expool.Outcome;
import org.expool.Retry;
import org.expool.core.schedule.Decision;
import org.expool.simulator.SimulatedJob.Phase;

/** Another attempt follows only where the job's policy says so, no sooner than it says, and not too often. */
final class RepetitionsAreBounded extends Invariant {

    /** A factor of 1.1, the smallest that scenarios know, comes from 1 MiB to any limit by then. */
    private static final int MOST_RAISES = 150;

    RepetitionsAreBounded(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.AttemptEnded ended) {
            repeated((SimulatedJob) ended.job(), ended);
        } else if (decision instanceof Decision.Launch launch) {
            awake((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.AskStart ask) {
            awake((SimulatedJob) ask.job());
        }
    }

    private void awake(SimulatedJob job) {
        if (job.phase == Phase.BACKING_OFF) {
            throw broken(job + " starts before " + job.nextAt);
        }
    }

    private void repeated(SimulatedJob job, Decision.AttemptEnded ended) {
        Outcome outcome = ended.conclusion().outcome();
        long wait = ended.nextAt() - world.now;
        if (ended.conclusion().postponed() > job.postponed) {
            job.postponed++;
            check(job, wait == 0, ended);
        } else if (outcome instanceof Outcome.TimedOut timedOut
                && timedOut.isOwn()
                && job.restarts < job.job().maxRestarts()) {
            job.restarts++;
            check(job, wait == 0, ended);
        } else if (outcome instanceof Outcome.MemoryExceeded) {
            job.raises++;
            check(job, wait == 0 && job.job().memoryRetry() != null && job.raises <= MOST_RAISES, ended);
        } else {
            Retry retry = job.job().retry();
            int made = job.endedAttempts + 1 - job.restarts - job.postponed - job.raises;
            check(job, made < retry.attempts() && retry.on().contains(kind(outcome)), ended);
            double base = Math.min(
                    retry.maxBackoff().toNanos(), retry.backoff().toNanos() * Math.pow(retry.factor(), made - 1.0));
            check(job, Math.abs(wait - base) <= base * retry.jitter() + 1, ended);
        }
    }

    private void check(SimulatedJob job, boolean holds, Decision.AttemptEnded ended) {
        if (!holds) {
            throw broken(job + " is repeated after " + ended.conclusion().outcome() + " at " + ended.nextAt());
        }
    }

    private Retry.On kind(Outcome outcome) {
        return switch (outcome.kind()) {
            case FAILED -> Retry.On.FAILED;
            case TIMED_OUT -> {
                if (!((Outcome.TimedOut) outcome).isOwn()) {
                    throw broken("another attempt follows " + outcome);
                }
                yield Retry.On.TIMED_OUT;
            }
            case NOT_STARTED -> Retry.On.NOT_STARTED;
            case LOST -> Retry.On.LOST;
            case SUCCEEDED, MEMORY_EXCEEDED, CHAINED, CANCELLED -> throw broken("another attempt follows " + outcome);
        };
    }
}
