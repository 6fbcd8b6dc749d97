package org.expool.core.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import org.expool.Outcome;
import org.expool.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs have waited for their first start longer than their queue timeout, else the pool's, allows. Part of the
 * scheduler's state.
 */
final class QueueTimes {

    private final TreeSet<JobEntry> waiting = new TreeSet<>(
            Comparator.<JobEntry>comparingLong(job -> job.giveUpAt).thenComparingLong(JobEntry::id));
    private final @Nullable Duration usual;

    QueueTimes(@Nullable Duration usual) {
        this.usual = usual;
    }

    long deadline() {
        return waiting.isEmpty() ? Deadline.NEVER : waiting.first().giveUpAt;
    }

    /** Starts its clock. */
    void add(JobEntry job, long now) {
        Duration limit = limit(job);
        if (limit != null) {
            job.giveUpAt = Deadline.after(now, limit);
            waiting.add(job);
        }
    }

    /** It waits no longer; no effect if it did not. */
    void remove(JobEntry job) {
        if (job.giveUpAt != Deadline.NEVER) {
            waiting.remove(job);
            job.giveUpAt = Deadline.NEVER;
        }
    }

    /** A job whose time is up; null if there is none. */
    @Nullable
    JobEntry overdue(long now) {
        return deadline() <= now ? waiting.first() : null;
    }

    /** How it ends. */
    TerminationRequest ending(JobEntry job, long now) {
        SharedLimit limit = SharedLimit.of(job.job(), TimeLimits::queue, usual);
        Duration measured = limit.time().plusNanos(now - job.giveUpAt);
        return TerminationRequest.givenUp(limit.reached(Outcome.TimedOut.Clock.QUEUE, measured));
    }

    private @Nullable Duration limit(JobEntry job) {
        Duration own = job.job().limits().queue();
        return own == null ? usual : own;
    }
}
