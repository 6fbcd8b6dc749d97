package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/** Each job has one outcome, the last of its commands; none has one while its process lives. */
final class OneOutcome extends Invariant {

    OneOutcome(ReferenceModel model) {
        super(model);
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SimulatedJob job = (SimulatedJob) entry;
        if (isLostByFault(end)) {
            open(job, "is lost");
        } else {
            ended(job);
        }
    }

    @Override
    public void attemptEnded(JobEntry entry, AttemptEnd end, long nextAt) {
        ended((SimulatedJob) entry);
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        open((SimulatedJob) entry, "is launched");
    }

    @Override
    public void callOnStart(JobEntry entry) {
        open((SimulatedJob) entry, "has its onStart called");
    }

    @Override
    public void signal(JobEntry entry, Signal signal) {
        open((SimulatedJob) entry, "gets " + signal);
    }

    @Override
    public void started(JobEntry entry, int attempt, long pid, long at, int running) {
        open((SimulatedJob) entry, "starts");
    }

    /** The process of a job that is lost by a fault of the scheduler may live for a while. */
    private static boolean isLostByFault(AttemptEnd end) {
        return end.outcome() instanceof Outcome.Lost lost && lost.reason().startsWith("the scheduler failed");
    }

    private void ended(SimulatedJob job) {
        open(job, "ends");
        if (job.alive) {
            throw broken(job + " has an outcome while its process lives");
        }
    }

    private void open(SimulatedJob job, String then) {
        if (job.end != null) {
            throw broken(job + " has an outcome, " + job.end.outcome() + ", and then " + then);
        }
    }
}
