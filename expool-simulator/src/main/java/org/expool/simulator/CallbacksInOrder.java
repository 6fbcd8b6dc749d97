package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.core.schedule.JobEntry;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/** An attempt begins with one call of the job's onStart, if it has one; then there is one launch, reported once. */
final class CallbacksInOrder extends Invariant {

    CallbacksInOrder(ReferenceModel model) {
        super(model);
    }

    @Override
    public void callOnStart(JobEntry entry) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.job().onStart() == null || job.attempt() <= job.onStartAttempt || job.phase == Phase.RUNNING_ON_START) {
            throw broken("the onStart of " + job + " is called for attempt " + job.attempt() + " after "
                    + job.onStartAttempt);
        }
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.job().command().isEmpty()) {
            throw broken(job + " has no command and is launched");
        }
        if (job.attempt() != job.endedAttempts + 1 || job.attempt() == job.launchedAttempt) {
            throw broken(job + " is launched as attempt " + job.attempt() + " after " + job.endedAttempts
                    + " ended attempts");
        }
        if (job.job().onStart() != null && job.agreedAttempt != job.attempt()) {
            throw broken(job + " is launched before its onStart has agreed");
        }
    }

    @Override
    public void started(JobEntry entry, int attempt, long pid, long at, int running) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.phase != Phase.RUNNING || attempt != job.launchedAttempt) {
            throw broken(job + " is reported as started in attempt " + attempt + ", but was not");
        }
    }
}
