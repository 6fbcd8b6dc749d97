package org.expool.core.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import org.expool.Outcome;
import org.expool.TimeLimits;
import org.jspecify.annotations.Nullable;

/** Which jobs have waited too long for their first start: longer than they say, or the pool for those that say nothing. */
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

    /** From now on its time counts. */
    void add(JobEntry job, long now) {
        Duration limit = limit(job);
        if (limit != null) {
            job.giveUpAt = Deadline.after(now, limit);
            waiting.add(job);
        }
    }

    /** It waits no longer; without effect if it has not. */
    void remove(JobEntry job) {
        if (job.giveUpAt != Deadline.NEVER) {
            waiting.remove(job);
            job.giveUpAt = Deadline.NEVER;
        }
    }

    /** One whose time is up; null if there is none. */
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
