package org.expool;

import java.time.Duration;
import org.expool.Outcome.TimedOut.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a job, task or round, one for each clock. Immutable and thread-safe.
 *
 * @param wall time from the start; null for no limit
 * @param relative time from the start as a multiple of the median of the successful runs of the job's category, without
 *     effect until there is one; null for no limit
 * @param cpu CPU time of all its processes together; null for no limit
 * @param silence time without output; null for no limit
 * @param queue time from the submission of a job to its first start; null for no limit
 */
public record TimeLimits(
        @Nullable Duration wall,
        @Nullable Double relative,
        @Nullable Duration cpu,
        @Nullable Duration silence,
        @Nullable Duration queue) {

    /** No limits. */
    public static final TimeLimits NONE = new TimeLimits(null, null, null, null, null);

    void check(Problems problems) {
        problems.checkPositive("timeout", wall);
        problems.checkPositive("cpuTimeout", cpu);
        problems.checkPositive("silenceTimeout", silence);
        problems.checkPositive("queueTimeout", queue);
        if (relative != null && !(relative > 0 && Double.isFinite(relative))) {
            problems.add("timeout", relative, "must be a percentage above 0, as in 200%");
        }
    }

    /** A copy that inherits the silence and queue limits that it does not have. */
    TimeLimits inheriting(TimeLimits above) {
        TimeLimits all = silence == null && above.silence != null ? silence(above.silence) : this;
        return queue == null && above.queue != null ? all.queue(above.queue) : all;
    }

    /** The limit by this clock; null for none. */
    public @Nullable Duration of(Clock clock) {
        return switch (clock) {
            case WALL -> wall;
            case CPU -> cpu;
            case SILENCE -> silence;
            case QUEUE -> queue;
        };
    }

    /** A copy with another limit by this clock. */
    public TimeLimits with(Clock clock, @Nullable Duration limit) {
        return new TimeLimits(
                clock == Clock.WALL ? limit : wall,
                relative,
                clock == Clock.CPU ? limit : cpu,
                clock == Clock.SILENCE ? limit : silence,
                clock == Clock.QUEUE ? limit : queue);
    }

    /** A copy with another multiple of the category's median. */
    public TimeLimits relative(@Nullable Double share) {
        return new TimeLimits(wall, share, cpu, silence, queue);
    }

    /** A copy with another limit on the time from the start. */
    public TimeLimits wall(@Nullable Duration limit) {
        return with(Clock.WALL, limit);
    }

    /** A copy with another limit on CPU time. */
    public TimeLimits cpu(@Nullable Duration limit) {
        return with(Clock.CPU, limit);
    }

    /** A copy with another limit on the time without output. */
    public TimeLimits silence(@Nullable Duration limit) {
        return with(Clock.SILENCE, limit);
    }

    /** A copy with another limit on the time in the queue. */
    public TimeLimits queue(@Nullable Duration limit) {
        return with(Clock.QUEUE, limit);
    }
}
