package org.expool.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.TimeLimits;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * A job, or an attempt, ends as timed-out only if that limit was set and has been reached, by its clock: the job's own,
 * that of a task above it, or that of the round. It is warned of its own timeout once in an attempt, and not too early.
 */
final class LimitsAreTrue extends Invariant {

    LimitsAreTrue(ReferenceModel model) {
        super(model);
    }

    @Override
    void ends(SimulatedJob job, AttemptEnd end) {
        if (end.outcome() instanceof Outcome.TimedOut timedOut) {
            boolean isReached = timedOut.measured().compareTo(timedOut.limit()) >= 0
                    && timedOut.limit().equals(declared(job, timedOut))
                    && used(job, timedOut) >= timedOut.limit().toNanos();
            if (!isReached) {
                throw broken(job + " ends as " + timedOut + ", but has used " + used(job, timedOut) + " ns of "
                        + declared(job, timedOut));
            }
        }
    }

    /** The time that the simulated processes used by the clock of the limit, in nanoseconds. */
    private long used(SimulatedJob job, Outcome.TimedOut timedOut) {
        return switch (timedOut.clock()) {
            case WALL ->
                switch (timedOut.scope()) {
                    case JOB -> job.running(model.now);
                    case TASK -> isPastDeadline(job, timedOut) ? Long.MAX_VALUE : 0;
                    case POOL -> model.round.isUp(model.now) ? Long.MAX_VALUE : 0;
                };
            case CPU ->
                switch (timedOut.scope()) {
                    case JOB -> job.cpu(model.now);
                    case TASK -> cpu(each -> task(each, timedOut.task()) != null);
                    case POOL -> cpu(each -> true);
                };
            case SILENCE -> job.silentFor;
            case QUEUE -> job.starts.isEmpty() ? model.now - job.submittedAt : 0;
        };
    }

    private long cpu(Predicate<SimulatedJob> which) {
        return model.ofRound.stream()
                .filter(which)
                .mapToLong(job -> job.cpuTotal(model.now))
                .sum();
    }

    /** The limit that was set; a limit relative to the median is known only to the scheduler. */
    private @Nullable Duration declared(SimulatedJob job, Outcome.TimedOut timedOut) {
        TimeLimits limits = switch (timedOut.scope()) {
            case JOB -> job.job().limits();
            case TASK -> {
                SimulatedTask task = task(job, timedOut.task());
                yield task == null ? TimeLimits.NONE : task.task().limits();
            }
            case POOL -> model.settings.limits();
        };
        boolean any = timedOut.scope() == Outcome.TimedOut.Scope.JOB && limits.relative() != null
                || timedOut.scope() == Outcome.TimedOut.Scope.POOL && timedOut.clock() == Outcome.TimedOut.Clock.WALL;
        return any && timedOut.clock() == Outcome.TimedOut.Clock.WALL ? timedOut.limit() : limits.of(timedOut.clock());
    }

    private static @Nullable SimulatedTask task(SimulatedJob job, @Nullable String name) {
        for (SimulatedTask task = job.simulatedTask(); task != null; task = task.parent()) {
            if (Objects.equals(task.task().name(), name)) {
                return task;
            }
        }
        return null;
    }

    @Override
    public void signal(JobEntry entry, Signal signal) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.isWarning(signal)) {
            warned(job);
        }
    }

    private void warned(SimulatedJob job) {
        Duration timeout = job.job().timeout();
        boolean early = timeout != null
                && (job.phase != SimulatedJob.Phase.RUNNING
                        || job.running(model.now)
                                < timeout.minus(requireNonNull(job.job().warning())
                                                .before())
                                        .toNanos());
        if (job.warnings > 0 || early) {
            throw broken(job + " is warned " + (early ? "too early" : "again"));
        }
    }

    private boolean isPastDeadline(SimulatedJob job, Outcome.TimedOut timedOut) {
        SimulatedTask task = task(job, timedOut.task());
        return task != null && task.deadline <= model.now;
    }
}
