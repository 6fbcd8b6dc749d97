package org.expool;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a job that did not succeed is retried, and after how long. Immutable and thread-safe.
 *
 * <p>Before attempt n + 1 the job waits {@code backoff * factor^(n-1)}, at most {@code maxBackoff}, multiplied by a number
 * between {@code 1 - jitter} and {@code 1 + jitter} that depends only on the numbers of the job and of the attempt. A
 * waiting job occupies no worker.
 *
 * @param attempts the largest number of attempts, the first included; at least 1
 * @param on the endings that are followed by another attempt
 * @param backoff the wait before the second attempt; not negative
 * @param factor each wait is this many times the previous one; finite and at least 1
 * @param maxBackoff the longest wait, before jitter; not negative
 * @param jitter the fraction by which waits vary randomly up and down, from 0 to 1
 */
public record Retry(int attempts, Set<On> on, Duration backoff, double factor, Duration maxBackoff, double jitter) {

    /** An ending that can be followed by another attempt. */
    public enum On {
        /** The command exited with a code other than 0, or was terminated by a signal not sent by the pool. */
        FAILED,
        /** A time limit of this job alone: its own, or one that a task or the pool sets for each of its jobs. */
        TIMED_OUT,
        /** No process could be started. */
        NOT_STARTED,
        /** The exit status is unknown. */
        LOST;

        private static @Nullable On of(Outcome outcome) {
            return switch (outcome.kind()) {
                case FAILED -> FAILED;
                case TIMED_OUT ->
                    outcome instanceof Outcome.TimedOut timedOut && timedOut.isOfOneJob() ? TIMED_OUT : null;
                case NOT_STARTED -> NOT_STARTED;
                case LOST -> LOST;
                case SUCCEEDED, MEMORY_EXCEEDED, CHAINED, CANCELLED -> null;
            };
        }
    }

    private static final Retry NONE = times(1);

    /**
     * Checks and copies.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Retry {
        Problems problems = new Problems("retry");
        problems.checkNotNegative("retry.backoff", backoff);
        problems.checkNotNegative("retry.maxBackoff", maxBackoff);
        if (attempts < 1) {
            problems.add("retry.attempts", attempts, "must be at least 1, the first included");
        }
        if (!(factor >= 1 && Double.isFinite(factor))) {
            problems.add("retry.factor", factor, "must be finite and at least 1");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            problems.add("retry.jitter", jitter, "must be from 0 to 1");
        }
        problems.throwIfAny();
        on = on.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(on));
    }

    /** One attempt only. */
    public static Retry none() {
        return NONE;
    }

    /**
     * Retries at once after {@link On#FAILED} and {@link On#TIMED_OUT}.
     *
     * @param attempts the largest number of attempts, the first included; at least 1
     */
    public static Retry times(int attempts) {
        return new Retry(attempts, EnumSet.of(On.FAILED, On.TIMED_OUT), Duration.ZERO, 2, Duration.ofMinutes(10), 0.1);
    }

    /** Whether an attempt with this outcome is followed by another, as long as fewer than {@link #attempts} were made. */
    public boolean covers(Outcome outcome) {
        On ending = On.of(outcome);
        return ending != null && on.contains(ending);
    }

    /** A copy that retries after these endings only. */
    public Retry on(On first, On... others) {
        return new Retry(attempts, EnumSet.of(first, others), backoff, factor, maxBackoff, jitter);
    }

    /** A copy with this wait before the second attempt; the factor applies to further ones. */
    public Retry backoff(Duration first) {
        return new Retry(attempts, on, first, factor, maxBackoff, jitter);
    }

    /** A copy whose waits grow by this factor up to this limit. */
    public Retry growing(double by, Duration limit) {
        return new Retry(attempts, on, backoff, by, limit, jitter);
    }

    /** A copy whose waits vary by this fraction. */
    public Retry jitter(double share) {
        return new Retry(attempts, on, backoff, factor, maxBackoff, share);
    }
}
