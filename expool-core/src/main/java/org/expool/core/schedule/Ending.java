package org.expool.core.schedule;

import java.time.Duration;
import org.expool.Job;
import org.expool.Outcome;

/**
 * A decision to end a job before it ends by itself.
 *
 * @param running its outcome if it has a process
 * @param waiting its outcome if it has none
 * @param restarts whether this only ends the attempt
 */
record Ending(Outcome running, Outcome waiting, boolean restarts) {

    static Ending jobTimeout(Job job, Duration timeout) {
        Outcome outcome = new Outcome.TimedOut(Outcome.TimedOut.Scope.JOB, timeout);
        return new Ending(outcome, outcome, job.restartOnTimeout());
    }

    static Ending roundTimeout(Duration limit) {
        Outcome outcome = new Outcome.TimedOut(Outcome.TimedOut.Scope.POOL, limit);
        return new Ending(outcome, new Outcome.NotStarted(outcome.reason()), false);
    }

    static Ending cancel(String reason) {
        Outcome outcome = new Outcome.Cancelled(reason);
        return new Ending(outcome, outcome, false);
    }
}
