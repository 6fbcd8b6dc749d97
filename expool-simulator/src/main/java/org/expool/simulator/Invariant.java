package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * A rule that the scheduler must never break, named as its class. It gets each command before the reference model does.
 * Not thread-safe.
 */
abstract class Invariant extends CommandsAdapter {

    final ReferenceModel model;

    Invariant(ReferenceModel model) {
        this.model = model;
    }

    /** The scheduler is about to handle this event, which the reference model does not know yet. */
    void expect(Event event) {}

    /** A job gets a slot for its onStart, or its process is launched. */
    void starts(SimulatedJob job) {}

    /** An attempt has ended, and the job with it unless another attempt follows. */
    void ends(SimulatedJob job, AttemptEnd end) {}

    @Override
    public void callOnStart(JobEntry job) {
        starts((SimulatedJob) job);
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        starts((SimulatedJob) job);
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        ends((SimulatedJob) job, end);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        ends((SimulatedJob) job, end);
    }

    /** The scheduler has handled an event, and all its commands have been carried out. */
    void handled() {}

    /** No event is left. */
    void ended() {}

    final InvariantViolatedException broken(String what, @Nullable Throwable fault) {
        return new InvariantViolatedException(getClass().getSimpleName(), model.now, what, fault);
    }

    final InvariantViolatedException broken(String what) {
        return new InvariantViolatedException(getClass().getSimpleName(), model.now, what, null);
    }
}
