package org.expool.core.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Warning;
import org.expool.core.schedule.JobEntry.State;

/**
 * Terminates jobs that have a process or are launching, at a time limit or on request, by the signals of their stop
 * sequence; the last one is SIGKILL. Warns them before, and probes CPU time and output when that is due. Part of the
 * scheduler's state.
 *
 * <p>A job's first deadline is set when its start is decided, so that no thread has to be woken when it has started. It
 * is never late, but may be early by the time the start took; then it is corrected when it comes. A job whose start is
 * not known even then has its whole time left. If its whole time is no longer than the time before the timeout at which
 * a warning is due, it is warned at once; the signal waits for its process.
 */
final class Terminator {

    private final JobHeap deadlines = JobHeap.byDeadline();
    private final TimeLimitTimer timeLimits;
    private final StopSequence defaultSequence;
    private final JobCounters counters;
    private final Commands commands;
    private final Focus focus;

    Terminator(TimeLimitTimer watch, StopSequence usual, JobCounters counters, Commands commands, Focus focus) {
        this.focus = focus;
        this.timeLimits = watch;
        this.defaultSequence = usual;
        this.counters = counters;
        this.commands = commands;
    }

    long deadline() {
        JobEntry job = deadlines.first();
        return job == null ? Deadline.NEVER : job.deadline;
    }

    /** Its start has been decided. */
    void launched(JobEntry job, long now) {
        job.present().startedAt = now;
        warnAndProbe(job, now);
        arm(job);
    }

    void started(JobEntry job) {
        if (!job.isTerminating()) {
            arm(job);
        }
    }

    /** Freezes or thaws it, and its clocks with it. A job that is being terminated is not frozen. */
    void freeze(JobEntry job, boolean frozen, long now) {
        AttemptState attempt = job.present();
        if (job.state == State.RUNNING && attempt.isFrozen() != frozen && !(frozen && attempt.termination != null)) {
            if (frozen) {
                attempt.freeze(now);
            } else {
                attempt.thaw(now);
            }
            commands.freeze(job, frozen);
            changed(job);
        }
    }

    /** Something that its limits depend on has changed. */
    void changed(JobEntry job) {
        if (!job.isTerminating() && (job.state == State.RUNNING || job.state == State.LAUNCHING)) {
            arm(job);
        }
    }

    /** Drops its deadline, in whatever state an interrupted step has left it. */
    void discard(JobEntry job) {
        deadlines.discard(job);
    }

    /** Its process has ended or will never start. */
    void forget(JobEntry job) {
        if (job.heapIndex != JobEntry.NONE) {
            deadlines.remove(job);
        }
    }

    /**
     * Terminates it, unless that is under way; but a request that ends only the attempt is replaced by one that ends
     * the job.
     */
    void end(JobEntry job, TerminationRequest termination, long now) {
        AttemptState attempt = job.present();
        if (attempt.termination == null) {
            counters.terminating(job, termination);
            attempt.terminationAt = now;
            freeze(job, false, now); // a frozen process takes no signal but SIGKILL
            sendNextSignal(job, now);
        } else if (!attempt.termination.isFinal() && termination.isFinal()) {
            counters.terminating(job, termination);
        }
    }

    /** The same without grace, also if it is being terminated. */
    void endAtOnce(JobEntry job, TerminationRequest termination, long now) {
        AttemptState attempt = job.present();
        if (attempt.termination == null) {
            attempt.terminationAt = now;
        }
        if (attempt.termination == null || !attempt.termination.isFinal()) {
            counters.terminating(job, termination);
        }
        signal(job, Signal.KILL);
        forget(job);
    }

    /** Handles all deadlines that have passed. */
    void expire(long now) {
        for (JobEntry job = deadlines.first(); job != null && job.deadline <= now; job = deadlines.first()) {
            focus.enter(job);
            if (job.isTerminating()) {
                sendNextSignal(job, now);
            } else {
                check(job, now);
            }
            focus.leave();
        }
    }

    /** Sends the next signal of its stop sequence, and those that follow it without a wait. */
    private void sendNextSignal(JobEntry job, long now) {
        StopSequence sequence =
                job.job().stop() == null ? defaultSequence : job.job().stop();
        StopSequence.Step step;
        do {
            step = sequence.steps().get(job.present().step++);
            signal(job, step.signal());
        } while (step.signal() != Signal.KILL && step.time().isZero());
        if (step.signal() == Signal.KILL) {
            forget(job);
        } else {
            setDeadline(job, Deadline.after(now, step.time()));
        }
    }

    private void signal(JobEntry job, Signal signal) {
        commands.signal(job, signal);
    }

    private void check(JobEntry job, long now) {
        AttemptState attempt = job.present();
        if (job.state != State.RUNNING) {
            attempt.startedAt = now; // its start is not known: it has its whole time left
            warnAndProbe(job, now);
            arm(job, now + TimeLimitTimer.CLOSEST_PROBE);
        } else if (timeLimits.timeout(job) <= now) {
            timeOut(
                    job,
                    Outcome.TimedOut.ofJob(
                            Clock.WALL, requireNonNull(timeLimits.limit(job)), timeLimits.ranFor(attempt, now)),
                    now);
        } else {
            warnAndProbe(job, now);
            arm(job);
        }
    }

    private void warnAndProbe(JobEntry job, long now) {
        AttemptState attempt = job.present();
        Warning warning = job.job().warning();
        if (warning != null && timeLimits.warning(job) <= now) {
            attempt.warned = true;
            signal(job, warning.signal());
        }
        if (timeLimits.probeAt(job) <= now) {
            commands.probe(job, job.tries);
            attempt.probing = true;
        }
    }

    /** A probe has returned; ignored if the probed attempt has ended. */
    void probed(JobEntry job, int probedAttempt, JobProbe probe, long now) {
        AttemptState attempt = job.current;
        if (attempt == null || job.tries != probedAttempt) {
            return;
        }
        attempt.probing = false;
        timeLimits.probed(attempt, probe, now);
        if (job.state != State.RUNNING || attempt.termination != null) {
            return;
        }
        Duration silence = timeLimits.silence(job);
        Duration cpu = job.job().limits().cpu();
        if (cpu != null && attempt.probedCpu >= Deadline.nanos(cpu)) {
            timeOut(job, Outcome.TimedOut.ofJob(Clock.CPU, cpu, Duration.ofNanos(attempt.probedCpu)), now);
        } else if (silence != null && timeLimits.silentFor(attempt, now) >= Deadline.nanos(silence)) {
            Duration measured = Duration.ofNanos(timeLimits.silentFor(attempt, now));
            timeOut(job, timeLimits.silent(job, measured), now);
        } else {
            arm(job);
        }
    }

    private void timeOut(JobEntry job, Outcome outcome, long now) {
        boolean repeated = RetryDecision.after(job, outcome, true).isPresent();
        end(job, TerminationRequest.jobTimeout(outcome, repeated), now);
    }

    private void arm(JobEntry job) {
        arm(job, Long.MIN_VALUE);
    }

    private void arm(JobEntry job, long notBefore) {
        long next = Math.max(notBefore, timeLimits.next(job));
        if (next == Deadline.NEVER) {
            forget(job);
        } else if (next != job.deadline || job.heapIndex == JobEntry.NONE) {
            setDeadline(job, next);
        }
    }

    private void setDeadline(JobEntry job, long at) {
        forget(job);
        job.deadline = at;
        deadlines.add(job);
    }
}
