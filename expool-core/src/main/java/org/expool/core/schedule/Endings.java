package org.expool.core.schedule;

import java.time.Duration;
import java.util.function.Consumer;
import org.expool.Outcome;
import org.expool.core.schedule.JobEntry.State;
import org.expool.spi.StopSignal;

/**
 * Ends jobs that have a process, or for which one has been asked: at their timeout or when told to, first by SIGTERM,
 * and after the grace by SIGKILL.
 *
 * <p>A job's first deadline is set when its start is decided, so that nobody needs to be woken to hear that it has
 * started. It is never late, but may be early by the time the start took; then it is corrected when it comes. A job whose
 * start is not known even then has its whole time left.
 */
final class Endings {

    private final JobHeap deadlines = JobHeap.byDeadline();
    private final Duration grace;
    private final Consumer<Decision> decisions;

    Endings(Duration grace, Consumer<Decision> decisions) {
        this.grace = grace;
        this.decisions = decisions;
    }

    long deadline() {
        JobEntry job = deadlines.first();
        return job == null ? Scheduler.NEVER : job.deadline;
    }

    /** Its start has been decided. */
    void launched(JobEntry job, long now) {
        Duration timeout = job.job().timeout();
        if (timeout != null) {
            setDeadline(job, Deadline.after(now, timeout));
        }
    }

    /** Its start has become known. */
    void started(JobEntry job) {
        Duration timeout = job.job().timeout();
        if (job.ending == null && timeout != null && job.deadline > Deadline.after(job.startedAt, timeout)) {
            setDeadline(job, Deadline.after(job.startedAt, timeout));
        }
    }

    /** Its process has ended or will never be. */
    void forget(JobEntry job) {
        if (job.heapIndex != JobEntry.NONE) {
            deadlines.remove(job);
        }
    }

    /** Ends it, unless it is being ended; but the end of an attempt only can become the end of the job. */
    void end(JobEntry job, Ending ending, long now) {
        if (job.ending == null) {
            job.ending = ending;
            job.endingAt = now;
            if (grace.isZero()) {
                kill(job);
            } else {
                decisions.accept(new Decision.Signal(job, StopSignal.TERMINATE));
                setDeadline(job, Deadline.after(now, grace));
            }
        } else if (!job.ending.isFinal() && ending.isFinal()) {
            job.ending = ending;
        }
    }

    /** The same without grace, also if it is being ended. */
    void endAtOnce(JobEntry job, Ending ending, long now) {
        if (job.ending == null) {
            job.endingAt = now;
        }
        if (job.ending == null || !job.ending.isFinal()) {
            job.ending = ending;
        }
        kill(job);
    }

    /** Acts on all deadlines that have come. */
    void expire(long now) {
        for (JobEntry job = deadlines.first(); job != null && job.deadline <= now; job = deadlines.first()) {
            Duration timeout = job.job().timeout();
            if (job.ending != null || timeout == null) {
                kill(job);
            } else {
                timeOut(job, timeout, now);
            }
        }
    }

    private void timeOut(JobEntry job, Duration timeout, long now) {
        long due = Deadline.after(job.state == State.RUNNING ? job.startedAt : now, timeout);
        if (due > now) {
            setDeadline(job, due);
        } else {
            boolean repeated =
                    Repetition.after(job, Outcome.TimedOut.ofJob(timeout), true).isPresent();
            end(job, Ending.jobTimeout(timeout, repeated), now);
        }
    }

    private void kill(JobEntry job) {
        forget(job);
        decisions.accept(new Decision.Signal(job, StopSignal.KILL));
    }

    private void setDeadline(JobEntry job, long at) {
        forget(job);
        job.deadline = at;
        deadlines.add(job);
    }
}
