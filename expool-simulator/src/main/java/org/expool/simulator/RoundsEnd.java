package org.expool.simulator;

import java.util.List;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * A joined round ends as soon as everything has ended, callbacks included; all waiting callers are answered. It is not
 * complete if its time limit ended a job.
 */
final class RoundsEnd extends Invariant {

    private boolean cut;

    RoundsEnd(ReferenceModel model) {
        super(model);
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        cut |= end.outcome() instanceof Outcome.TimedOut timedOut
                        && timedOut.scope() == Outcome.TimedOut.Scope.POOL
                        && !timedOut.isOfOneJob()
                || end.outcome() instanceof Outcome.NotStarted why
                        && why.cause() == Outcome.NotStarted.Cause.POOL_TIMEOUT;
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        if (!model.jobs.isEmpty() || !model.tasks.isEmpty()) {
            throw broken("a round ends before " + model.jobs + " and " + model.tasks);
        }
        if (!waiters.equals(List.copyOf(model.round.waiters))) {
            throw broken(waiters + " are answered at the end, not " + model.round.waiters);
        }
        if (cut && complete) {
            throw broken("a round is called complete though its time limit ended a job");
        }
        boolean mayBeCut = model.faulted || model.settings.limits().cpu() != null || model.round.isUp(model.now);
        if (!complete && !mayBeCut) {
            throw broken("a round is called incomplete though its time was not up");
        }
        cut = false;
    }

    @Override
    void handled() {
        if (!model.round.waiters.isEmpty() && model.jobs.isEmpty() && model.tasks.isEmpty()) {
            throw broken("a round does not end though everything has ended");
        }
    }
}
