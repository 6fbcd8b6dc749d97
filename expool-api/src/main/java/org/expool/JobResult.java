package org.expool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one submitted job. Immutable and thread-safe.
 *
 * @param id the job's number in its pool
 * @param job what was submitted
 * @param outcome how it ended
 * @param attempts how many processes were started for it; 0 if none, 1 for a stub job that has run its callbacks
 * @param postponed how often it was ended only to be started again later
 * @param submittedAt when it was submitted
 * @param startedAt when its last attempt started, just before the process was made; null if none did
 * @param finishedAt when its last attempt ended, or when it was decided that there will be none
 * @param wall how long the last attempt ran; zero if there was none
 * @param pid the last attempt's process; 0 if there was none
 * @param usage what the last attempt used
 * @param stdout what the last attempt wrote to a captured standard output, else null
 * @param stderr what the last attempt wrote to a captured standard error, else null
 * @param cpus to which the last attempt was bound; null if it was not
 * @param earlier the attempts before the last, in order
 * @param memory what it was expected to need of memory, and what was done for want of it; null where the pool does not
 *     balance memory, or the job never came to a start
 */
public record JobResult(
        long id,
        Job job,
        Outcome outcome,
        int attempts,
        int postponed,
        Instant submittedAt,
        @Nullable Instant startedAt,
        Instant finishedAt,
        Duration wall,
        long pid,
        Usage usage,
        @Nullable CapturedOutput stdout,
        @Nullable CapturedOutput stderr,
        @Nullable CpuSet cpus,
        List<Attempt> earlier,
        @Nullable MemoryPromise memory) {

    /** Copies the list. */
    public JobResult {
        earlier = List.copyOf(earlier);
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
