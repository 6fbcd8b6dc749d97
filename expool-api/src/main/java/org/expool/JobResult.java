package org.expool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one submitted job, with all its attempts. Immutable and thread-safe.
 *
 * <p>The accessors that are not components below return values of the attempt with the outcome; a job that ended while it
 * waited, for its first attempt or another, has none.
 *
 * @param id the job's number in its pool
 * @param job what was submitted
 * @param outcome how it ended
 * @param attempts all attempts that were begun, in order; the last one has the job's outcome, unless the job ended while it
 *     waited for the next
 * @param postponed how often it was terminated only to be started again later
 * @param submittedAt when it was submitted
 * @param finishedAt when its last attempt ended, or when the pool decided that there will be none
 * @param memory its expected memory, and what the pool did because of memory; null if the pool does not
 *     balance memory, or the job was never about to start
 */
public record JobResult(
        long id,
        Job job,
        Outcome outcome,
        List<Attempt> attempts,
        int postponed,
        Instant submittedAt,
        Instant finishedAt,
        @Nullable MemoryPromise memory) {

    /** Copies the list. */
    public JobResult {
        attempts = List.copyOf(attempts);
    }

    /** The attempt with the outcome; null if the job ended while it waited. */
    public @Nullable Attempt last() {
        Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        return last != null && last.outcome().equals(outcome) ? last : null;
    }

    /** The attempts that were followed by another, or by a wait during which the job ended, in order. */
    public List<Attempt> earlier() {
        return last() == null ? attempts : attempts.subList(0, attempts.size() - 1);
    }

    /** How many processes were started for it; 0 if none, 1 for a stub job that has run its callbacks. */
    public int starts() {
        int starts = 0;
        for (Attempt attempt : attempts) {
            starts += attempt.startedAt() == null ? 0 : 1;
        }
        return starts;
    }

    /** When its last attempt started, just before the process was started; null if none did. */
    public @Nullable Instant startedAt() {
        Attempt last = last();
        return last == null ? null : last.startedAt();
    }

    /** How long the last attempt ran; zero if there was none. */
    public Duration wall() {
        Attempt last = last();
        return last == null ? Duration.ZERO : last.wall();
    }

    /** The last attempt's process; 0 if there was none. */
    public long pid() {
        Attempt last = last();
        return last == null ? 0 : last.pid();
    }

    /** What the last attempt used. */
    public Usage usage() {
        Attempt last = last();
        return last == null ? Usage.unknown() : last.usage();
    }

    /** What the last attempt wrote to a captured standard output, else null. */
    public @Nullable CapturedOutput stdout() {
        Attempt last = last();
        return last == null ? null : last.stdout();
    }

    /** What the last attempt wrote to a captured standard error, else null. */
    public @Nullable CapturedOutput stderr() {
        Attempt last = last();
        return last == null ? null : last.stderr();
    }

    /** The CPUs to which the last attempt was bound; null if it was not. */
    public @Nullable CpuSet cpus() {
        Attempt last = last();
        return last == null ? null : last.cpus();
    }

    /** Whether the command exited with 0. */
    public boolean succeeded() {
        return outcome instanceof Outcome.Succeeded;
    }

    /** Whether the job ended in any other way. */
    public boolean unsuccessful() {
        return !succeeded();
    }

    /** The exit code, or null if the command did not exit by itself. */
    public @Nullable Integer exitCode() {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.exitCode();
        }
        return succeeded() ? Integer.valueOf(0) : null;
    }

    /** The number of the foreign signal that ended the command, or null. */
    public @Nullable Integer signal() {
        return outcome instanceof Outcome.Signalled signalled ? signalled.signal() : null;
    }
}
