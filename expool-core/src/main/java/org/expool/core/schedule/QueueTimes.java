package org.expool.core.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.expool.Outcome;
import org.expool.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs have waited for their first start longer than their queue timeout, else the pool's, allows. Part of the
 * scheduler's state.
 */
final class QueueTimes {

    /** Beside the job, so that one without a queue timeout costs no memory for it. */
    private record Wait(JobEntry job, long until) {}

    private final TreeSet<Wait> waiting = new TreeSet<>(Comparator.comparingLong(Wait::until)
            .thenComparingLong(wait -> wait.job().id()));
    private final Map<Long, Wait> byNumber = new HashMap<>();
    private final @Nullable Duration usual;

    QueueTimes(@Nullable Duration usual) {
        this.usual = usual;
    }

    long deadline() {
        return waiting.isEmpty() ? Deadline.NEVER : waiting.first().until();
    }

    /** Starts its clock. */
    void add(JobEntry job, long now) {
        Duration limit = limit(job);
        if (limit != null) {
            Wait wait = new Wait(job, Deadline.after(now, limit));
            waiting.add(wait);
            byNumber.put(job.id(), wait);
        }
    }

    /** It waits no longer; no effect if it did not. */
    void remove(JobEntry job) {
        Wait wait = byNumber.isEmpty() ? null : byNumber.remove(job.id());
        if (wait != null) {
            waiting.remove(wait);
        }
    }

    /** A job whose time is up; null if there is none. */
    @Nullable
    JobEntry overdue(long now) {
        return deadline() <= now ? waiting.first().job() : null;
    }

    /** How one that is overdue ends. */
    TerminationRequest termination(JobEntry job, long now) {
        SharedLimit limit = SharedLimit.of(job.job(), TimeLimits::queue, usual);
        Duration measured = limit.time().plusNanos(now - deadline());
        return TerminationRequest.givenUp(limit.reached(Outcome.TimedOut.Clock.QUEUE, measured));
    }

    private @Nullable Duration limit(JobEntry job) {
        Duration own = job.job().limits().queue();
        return own == null ? usual : own;
    }
}
