package org.expool.simulator;

import org.expool.Outcome;
import org.expool.Retry;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.expool.simulator.SimulatedJob.Phase;

/** Another attempt follows only if the job's policy says so, no sooner than it says, and not too often. */
final class RepetitionsAreBounded extends Invariant {

    /** Enough raises by 1.1, the smallest factor in scenarios, to come from 1 MiB to any limit. */
    private static final int MOST_RAISES = 150;

    RepetitionsAreBounded(ReferenceModel model) {
        super(model);
    }

    @Override
    void starts(SimulatedJob job) {
        if (job.phase == Phase.BACKING_OFF) {
            throw broken(job + " starts before " + job.nextAt);
        }
    }

    @Override
    public void attemptEnded(JobEntry entry, AttemptEnd end, long nextAt) {
        SimulatedJob job = (SimulatedJob) entry;
        Outcome outcome = end.outcome();
        long wait = nextAt - model.now;
        if (end.postponed() > job.postponed) {
            job.postponed++;
            check(job, wait == 0, outcome);
        } else if (outcome instanceof Outcome.TimedOut timedOut
                && timedOut.isOfOneJob()
                && job.restarts < job.job().maxRestarts()) {
            job.restarts++;
            check(job, wait == 0, outcome);
        } else if (outcome instanceof Outcome.MemoryExceeded) {
            job.raises++;
            check(job, wait == 0 && job.job().memoryRetry() != null && job.raises <= MOST_RAISES, outcome);
        } else {
            Retry retry = job.job().retry();
            int made = job.endedAttempts + 1 - job.restarts - job.postponed - job.raises;
            check(job, made < retry.attempts() && retry.on().contains(kind(outcome)), outcome);
            double base = Math.min(
                    retry.maxBackoff().toNanos(), retry.backoff().toNanos() * Math.pow(retry.factor(), made - 1.0));
            check(job, Math.abs(wait - base) <= base * retry.jitter() + 1, outcome);
        }
    }

    private void check(SimulatedJob job, boolean isTrue, Outcome outcome) {
        if (!isTrue) {
            throw broken(job + " is repeated after " + outcome);
        }
    }

    private Retry.On kind(Outcome outcome) {
        return switch (outcome.kind()) {
            case FAILED -> Retry.On.FAILED;
            case TIMED_OUT -> {
                if (!((Outcome.TimedOut) outcome).isOfOneJob()) {
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
