package org.expool.core.schedule;

import java.time.Duration;
import org.expool.TimeLimits;
import org.expool.Warning;
import org.jspecify.annotations.Nullable;

/**
 * When a running job's time is up, and when to look at it. Nothing is polled: CPU time cannot grow faster than by one second
 * a second on each CPU, so the next look is due when the limit can be reached at the earliest; a silence cannot be too long before
 * the limit has passed since the last output. Time for which the job was frozen does not count.
 */
final class TimeWatch {

    /** Looks at CPU time come no closer than this, in nanoseconds. */
    private static final long CLOSEST_LOOK = 5_000_000;

    private final int cpus;
    private final @Nullable Duration usualSilence;
    private final Medians medians;

    TimeWatch(int cpus, @Nullable Duration usualSilence, Medians medians) {
        this.cpus = cpus;
        this.usualSilence = usualSilence;
        this.medians = medians;
    }

    /** The next time that something is due; {@link Scheduler#NEVER} without limits. */
    long next(JobEntry job) {
        return Math.min(timeout(job), Math.min(warning(job), look(job)));
    }

    /** How long the job may run; null for no limit. */
    @Nullable
    Duration limit(JobEntry job) {
        TimeLimits limits = job.job().limits();
        Duration wall = limits.wall();
        if (limits.relative() == null) {
            return wall;
        }
        Duration median = medians.of(job.job().category());
        if (median == null) {
            return wall;
        }
        Duration relative = Duration.ofNanos(Math.round(median.toNanos() * limits.relative()));
        return wall == null || relative.compareTo(wall) < 0 ? relative : wall;
    }

    long timeout(JobEntry job) {
        Duration limit = limit(job);
        return limit == null ? Scheduler.NEVER : unfrozen(job, Deadline.after(job.startedAt, limit));
    }

    long warning(JobEntry job) {
        Warning warning = job.job().warning();
        long timeout = warning == null || job.warned ? Scheduler.NEVER : timeout(job);
        return timeout == Scheduler.NEVER
                ? timeout
                : Math.max(job.startedAt, timeout - warning.before().toNanos());
    }

    /** How long it may write nothing; null for no limit. */
    @Nullable
    Duration silence(JobEntry job) {
        Duration own = job.job().limits().silence();
        return own == null ? usualSilence : own;
    }

    /** When to look at it. */
    long look(JobEntry job) {
        TimeLimits limits = job.job().limits();
        Duration silence = silence(job);
        if (job.looking || (limits.cpu() == null && silence == null)) {
            return Scheduler.NEVER;
        }
        long next = Scheduler.NEVER;
        if (limits.cpu() != null) {
            long left = Math.max(CLOSEST_LOOK, (limits.cpu().toNanos() - job.cpuSeen) / cpus);
            next = Math.max(job.startedAt, job.lookedAt) + left;
        }
        if (silence != null) {
            next = Math.min(next, Deadline.after(lastOutput(job), silence));
        }
        return unfrozen(job, next);
    }

    /** While a job is frozen its clocks stand. */
    private static long unfrozen(JobEntry job, long deadline) {
        return job.isFrozen() ? Scheduler.NEVER : deadline + job.frozen;
    }

    void seen(JobEntry job, Look look, long now) {
        job.lookedAt = now - job.frozen;
        job.cpuSeen = Math.max(job.cpuSeen, look.cpu());
        if (look.lastOutput() != Long.MIN_VALUE) {
            job.lastOutput = Math.max(job.lastOutput, look.lastOutput() - job.frozen);
        }
    }

    long silentFor(JobEntry job, long now) {
        return now - job.frozen - lastOutput(job);
    }

    private static long lastOutput(JobEntry job) {
        return Math.max(job.startedAt, job.lastOutput);
    }
}
