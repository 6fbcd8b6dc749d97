package org.expool.simulator;

import java.util.List;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;

/**
 * A job starts when all its prerequisites have succeeded, and ends unstarted as soon as one has not. A submission with
 * a cycle or an unknown name is refused as a whole; no other is.
 */
final class PrerequisitesFirst extends Invariant {

    private boolean admitting;

    PrerequisitesFirst(ReferenceModel model) {
        super(model);
    }

    @Override
    void expect(Event event) {
        admitting = event instanceof Event.Admit;
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        if (end.outcome() instanceof Outcome.Succeeded) {
            starts((SimulatedJob) entry);
        }
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        if (!admitting || problems.isEmpty() == model.refusing) {
            throw broken("a submission is answered with " + problems);
        }
        admitting = false;
    }

    @Override
    public void refused(Object waiter) {
        if (!admitting || !model.ended) {
            throw broken("a submission is refused by a pool that has not ended");
        }
        admitting = false;
    }

    @Override
    void starts(SimulatedJob job) {
        for (Completion completion : job.prerequisites) {
            if (!completion.succeeded) {
                throw broken(job + " starts before " + completion + " has succeeded");
            }
        }
    }

    @Override
    void handled() {
        if (admitting) {
            throw broken("a submission is not answered");
        }
        if (!model.cannotStart.isEmpty()) {
            throw broken(model.cannotStart + " wait for a failed prerequisite");
        }
    }
}
