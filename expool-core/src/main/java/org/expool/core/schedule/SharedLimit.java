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
 * A limit that applies to each job separately: its own, else that of the nearest task above it that has one, else the
 * pool's. Immutable.
 *
 * @param time how long
 * @param scope whose it is
 * @param task the name of that task; null if it is none's
 */
record SharedLimit(Duration time, Scope scope, @Nullable String task) {

    /**
     * Finds the limit of a job.
     *
     * @param which reads it from the limits of a job or task
     * @param usual the pool's; not null if there is no other
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
            throw new IllegalStateException("no limit applies to " + job);
        }
        return new SharedLimit(usual, Scope.POOL, null);
    }

    TimedOut reached(Clock clock, Duration measured) {
        return new TimedOut(scope, clock, time, measured, task);
    }
}
