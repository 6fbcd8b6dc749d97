package org.expool.simulator;

import java.util.List;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.RoundMemory;
import org.jspecify.annotations.Nullable;

/**
 * A joined round ends as soon as everything has ended, callbacks included; all waiting callers are answered. It is not
 * complete if its time limit ended a job.
 */
final class RoundsEnd extends Invariant {

    private boolean cut;

    RoundsEnd(ReferenceModel world) {
        super(world);
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
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable RoundMemory memory) {
        if (!world.jobs.isEmpty() || !world.tasks.isEmpty()) {
            throw broken("a round ends before " + world.jobs + " and " + world.tasks);
        }
        if (!waiters.equals(List.copyOf(world.round.waiters))) {
            throw broken(waiters + " are answered at the end, not " + world.round.waiters);
        }
        if (cut && complete) {
            throw broken("a round is called complete though its time limit ended a job");
        }
        boolean mayBeCut = world.faulted || world.settings.limits().cpu() != null || world.round.isUp(world.now);
        if (!complete && !mayBeCut) {
            throw broken("a round is called incomplete though its time was not up");
        }
        cut = false;
    }

    @Override
    void handled() {
        if (!world.round.waiters.isEmpty() && world.jobs.isEmpty() && world.tasks.isEmpty()) {
            throw broken("a round does not end though everything has ended");
        }
    }
}
