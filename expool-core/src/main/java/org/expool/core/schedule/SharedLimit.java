package org.expool.core.schedule;

import java.time.Duration;
import java.util.function.Function;
import org.expool.Job;
import org.expool.Outcome.TimedOut;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Outcome.TimedOut.Scope;
import org.expool.Task;
import org.expool.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * A limit that each job has for itself, though several may share it: its own, else that of the nearest task above it that has
 * one, else the pool's. Immutable.
 *
 * @param time how long
 * @param scope whose it is
 * @param task the name of that task; null if it is none's
 */
record SharedLimit(Duration time, Scope scope, @Nullable String task) {

    /**
     * Finds whose it is.
     *
     * @param which takes it out of the limits of a job or task
     * @param usual the pool's; must be there if no other is
     */
    static SharedLimit of(Job job, Function<TimeLimits, @Nullable Duration> which, @Nullable Duration usual) {
        Duration own = which.apply(job.ownLimits());
        if (own != null) {
            return new SharedLimit(own, Scope.JOB, null);
        }
        for (Task above = job.task(); above != null; above = above.parent()) {
            Duration inherited = which.apply(above.limits());
            if (inherited != null) {
                return new SharedLimit(inherited, Scope.TASK, above.name());
            }
        }
        if (usual == null) {
            throw new IllegalStateException("nobody limits " + job);
        }
        return new SharedLimit(usual, Scope.POOL, null);
    }

    TimedOut reached(Clock clock, Duration measured) {
        return new TimedOut(scope, clock, time, measured, task);
    }
}
