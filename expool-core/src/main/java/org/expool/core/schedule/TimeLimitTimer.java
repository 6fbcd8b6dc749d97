package org.expool.core.schedule;

import java.time.Duration;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.TimeLimits;
import org.expool.Warning;
import org.jspecify.annotations.Nullable;

/**
 * When a running job's time is up, and when to probe it. Nothing is polled: CPU time grows by at most one second per
 * second on each CPU, so the next probe is due when the limit can be reached at the earliest; a silence is probed when
 * the limit has passed since the last known output. Time for which the job was frozen does not count.
 */
final class TimeLimitTimer {

    /** The shortest time between two probes of CPU time, or two checks for a start, in nanoseconds. */
    static final long CLOSEST_PROBE = 5_000_000;

    private final int cpus;
    private final @Nullable Duration usualSilence;
    private final Medians medians;

    TimeLimitTimer(int cpus, @Nullable Duration usualSilence, Medians medians) {
        this.cpus = cpus;
        this.usualSilence = usualSilence;
        this.medians = medians;
    }

    /** When the job is next to be handled; {@link Deadline#NEVER} without limits. */
    long next(JobEntry job) {
        return Math.min(timeout(job), Math.min(warning(job), probeAt(job)));
    }

    /** How long the job may run; null for no limit. */
    @Nullable
    Duration limit(JobEntry job) {
        TimeLimits limits = job.job().limits();
        Duration wall = limits.wall();
        if (limits.relative() == null) {
            return wall;
        }
        String category = job.job().category();
        Duration median = category == null ? null : medians.of(category);
        if (median == null) {
            return wall;
        }
        Duration relative = Duration.ofNanos(Math.max(1, Math.round(median.toNanos() * limits.relative())));
        return wall == null || relative.compareTo(wall) < 0 ? relative : wall;
    }

    long timeout(JobEntry job) {
        Duration limit = limit(job);
        return limit == null ? Deadline.NEVER : unfrozen(job.present(), Deadline.after(job.present().startedAt, limit));
    }

    long warning(JobEntry job) {
        Warning warning = job.job().warning();
        if (warning == null || job.present().warned) {
            return Deadline.NEVER;
        }
        long timeout = timeout(job);
        return timeout == Deadline.NEVER
                ? timeout
                : Math.max(job.present().startedAt, Deadline.before(timeout, warning.before()));
    }

    /** How long it may write nothing; null for no limit. */
    @Nullable
    Duration silence(JobEntry job) {
        Duration own = job.job().limits().silence();
        return own == null ? usualSilence : own;
    }

    /** It has written nothing for so long. */
    Outcome silent(JobEntry job, Duration measured) {
        return SharedLimit.of(job.job(), TimeLimits::silence, usualSilence).reached(Clock.SILENCE, measured);
    }

    /** When to probe it. */
    long probeAt(JobEntry job) {
        TimeLimits limits = job.job().limits();
        Duration silence = silence(job);
        AttemptState attempt = job.present();
        if (attempt.probing || (limits.cpu() == null && silence == null)) {
            return Deadline.NEVER;
        }
        long next = Deadline.NEVER;
        if (limits.cpu() != null) {
            long left = Math.max(CLOSEST_PROBE, (Deadline.nanos(limits.cpu()) - attempt.probedCpu) / cpus);
            next = Math.max(attempt.startedAt, attempt.probedAt) + left;
        }
        if (silence != null) {
            next = Math.min(next, Deadline.after(lastOutput(attempt), silence));
        }
        return unfrozen(attempt, next);
    }

    /** While a job is frozen its clocks are stopped. */
    private static long unfrozen(AttemptState attempt, long deadline) {
        return attempt.isFrozen() ? Deadline.NEVER : deadline + attempt.frozen;
    }

    void probed(AttemptState attempt, JobProbe probe, long now) {
        attempt.probedAt = attempt.unfrozen(now);
        attempt.probedCpu = Math.max(attempt.probedCpu, probe.cpu());
        if (probe.lastOutput() != Long.MIN_VALUE) {
            attempt.lastOutput = Math.max(attempt.lastOutput, attempt.unfrozen(probe.lastOutput()));
        }
    }

    /** How long it has run; not while it is frozen. */
    Duration ranFor(AttemptState attempt, long now) {
        return Duration.ofNanos(attempt.unfrozen(now) - attempt.startedAt);
    }

    long silentFor(AttemptState attempt, long now) {
        return attempt.unfrozen(now) - lastOutput(attempt);
    }

    private static long lastOutput(AttemptState attempt) {
        return Math.max(attempt.startedAt, attempt.lastOutput);
    }
}
