package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.schedule.JobEntry.State;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a pool: {@code (event, now) -> decisions}.
 *
 * <p>A job goes QUEUED -> ASKING (only with an onStart) -> LAUNCHING -> RUNNING -> SETTLING (only with callbacks or
 * captured output) -> DONE. It holds a slot from the first of ASKING, LAUNCHING until its process has ended. Jobs start in the
 * order of submission; one that restarts keeps its place. Ending a job is a decision recorded in
 * {@link JobEntry#ending} and acted on as soon as the state allows: a queued job is finished at once, a running one is
 * signalled (SIGTERM, after the grace SIGKILL) and finished when its exit is reported, whatever it exits with.
 *
 * <p>Every event costs O(log n) in the number of waiting jobs. Owned by one thread.
 */
public final class Scheduler {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Endings endings;
    private final Slots slots;
    private final StartHold hold = new StartHold();
    private final Round round;
    private final Sampling sampling;
    private final JobHeap queue = new JobHeap(Comparator.comparingLong(JobEntry::id));
    private final Map<Long, JobEntry> active = new HashMap<>();
    private int running;

    /** How jobs end that come after the pool has been closed; null before. */
    private @Nullable Ending closing;

    private final boolean haltOnFailure;

    /** How the other jobs of the round end after the first failure, if that is to end them; null before. */
    private @Nullable Ending halting;

    private boolean halted;
    private List<Decision> decisions = new ArrayList<>();

    /** An idle machine. */
    public Scheduler(SchedulerSettings settings) {
        haltOnFailure = settings.haltOnFailure();
        endings = new Endings(settings.grace(), this::decide);
        slots = new Slots(settings.workers());
        round = new Round(settings.timeout());
        sampling = new Sampling(settings.samplingInterval());
    }

    /**
     * Takes in one event and all deadlines that have passed.
     *
     * @param now not before that of earlier calls
     * @return what to do, in this order
     */
    public List<Decision> handle(Event event, long now) {
        take(event, now);
        expire(now);
        halt(now);
        startWaiting(now);
        if (round.isOver()) {
            decide(round.close());
            halting = null;
            halted = false;
        }
        List<Decision> decided = decisions;
        decisions = new ArrayList<>(4);
        return decided;
    }

    /** When {@link Event.Tick} is due if nothing happens before, or was; {@link #NEVER} if not at all. */
    public long nextDeadline() {
        long next = Math.min(endings.deadline(), Math.min(round.deadline(), sampling.deadline()));
        return slots.isFree() && !queue.isEmpty() ? Math.min(next, hold.until()) : next;
    }

    /** All jobs that have no outcome yet, for the case that the driver must give up. */
    public List<JobEntry> unfinished() {
        List<JobEntry> jobs = new ArrayList<>(active.values());
        for (JobEntry job = queue.removeFirst(); job != null; job = queue.removeFirst()) {
            jobs.add(job);
        }
        return jobs;
    }

    /** Those who wait for the end of the round, for the same case. */
    public List<Object> waiters() {
        return round.close().waiters();
    }

    private void take(Event event, long now) {
        if (event instanceof Event.Submit submit) {
            submit(submit.job(), now);
        } else if (event instanceof Event.StartAnswered answer) {
            startAnswered(answer.job(), answer.refusal(), now);
        } else if (event instanceof Event.Started started) {
            started(started);
        } else if (event instanceof Event.NotStarted failed) {
            notStarted(failed, now);
        } else if (event instanceof Event.Exited exited) {
            exited(exited);
        } else if (event instanceof Event.Settled settled) {
            settle(settled.job());
        } else if (event instanceof Event.Sampled sampled) {
            sampled(sampled.residentBytes(), now);
        } else if (event instanceof Event.Cancel cancel) {
            end(cancel.job(), Ending.cancel(cancel.reason()), now);
        } else if (event instanceof Event.CancelAll cancel) {
            endAll(Ending.cancel(cancel.reason()), now);
        } else if (event instanceof Event.Close close) {
            closing = Ending.cancel(close.reason());
            endAll(closing, now);
            round.join(close.waiter(), null);
        } else if (event instanceof Event.Resize resize) {
            slots.resize(resize.workers());
        } else if (event instanceof Event.Join join) {
            round.join(join.waiter(), join.limit());
        }
    }

    private void submit(JobEntry job, long now) {
        round.submitted(now);
        Ending tooLate = round.expiry();
        if (closing != null) {
            finish(job, closing.waiting(), now, Usage.unknown());
        } else if (halting != null) {
            finish(job, halting.waiting(), now, Usage.unknown());
        } else if (tooLate != null) {
            round.cut();
            finish(job, tooLate.waiting(), now, Usage.unknown());
        } else {
            queue.add(job);
        }
    }

    private void startWaiting(long now) {
        while (slots.isFree() && !hold.holds(now)) {
            JobEntry job = queue.removeFirst();
            if (job == null) {
                return;
            }
            job.slot = slots.take();
            active.put(job.id(), job);
            if (!job.job().command().isEmpty()) {
                hold.decided(job);
            }
            if (job.job().onStart() == null) {
                launch(job, now);
            } else {
                job.state = State.ASKING;
                decide(new Decision.AskStart(job, job.attempts + 1));
            }
        }
    }

    private void startAnswered(JobEntry job, @Nullable String refusal, long now) {
        Ending ending = job.ending;
        if (ending != null) {
            release(job);
            finish(job, ending.waiting(), now, Usage.unknown());
        } else if (refusal != null) {
            release(job);
            finish(job, new Outcome.NotStarted(refusal), now, Usage.unknown());
        } else {
            launch(job, now);
        }
    }

    private void launch(JobEntry job, long now) {
        if (job.job().command().isEmpty()) {
            job.attempts = 1;
            job.startedAt = now;
            release(job);
            finish(job, new Outcome.Succeeded(), now, Usage.unknown());
        } else {
            job.state = State.LAUNCHING;
            decide(new Decision.Launch(job, job.slot));
            sampling.started(now);
            endings.launched(job, now);
        }
    }

    private void started(Event.Started event) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job == null) {
            return;
        }
        job.state = State.RUNNING;
        job.attempts++;
        job.pid = event.pid();
        job.startedAt = event.at();
        hold.started(job, event.at());
        running++;
        decide(new Decision.Announce(job, job.attempts, event.pid(), event.at(), running));
        endings.started(job);
    }

    private void notStarted(Event.NotStarted event, long now) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job == null) {
            return;
        }
        release(job);
        Ending ending = job.ending;
        Outcome outcome = ending != null ? ending.waiting() : new Outcome.NotStarted(event.reason());
        finish(job, outcome, now, Usage.unknown());
    }

    private void exited(Event.Exited event) {
        JobEntry job = expected(event.id(), State.RUNNING, event);
        if (job == null) {
            return;
        }
        ProcessExit exit = event.exit();
        running--;
        job.wall = exit.nanos() - job.startedAt;
        release(job);
        // A process that was gone before its end was decided has ended by itself, whatever was sent after it.
        Ending ending = exit.nanos() < job.endingAt ? null : job.ending;
        if (ending != null && ending.restarts()) {
            requeue(job);
        } else {
            Outcome outcome = ending != null ? ending.running() : outcome(exit);
            finish(job, outcome, exit.nanos(), Sampling.usage(exit.usage(), job.sampledPeak));
        }
    }

    /** A launcher that reports something twice, or out of order, is at fault; what it says then changes nothing. */
    private @Nullable JobEntry expected(long id, State state, Event event) {
        JobEntry job = active.get(id);
        if (job == null || job.state != state) {
            decide(new Decision.Complain("the launcher reported " + event + " for a job that is not " + state));
            return null;
        }
        return job;
    }

    private static Outcome outcome(ProcessExit exit) {
        if (exit.signal() != 0) {
            return new Outcome.Signalled(exit.signal());
        }
        if (exit.exitCode() < 0) {
            return new Outcome.Lost("its exit status was collected by something else in this process");
        }
        return exit.exitCode() == 0 ? new Outcome.Succeeded() : new Outcome.Failed(exit.exitCode());
    }

    private void requeue(JobEntry job) {
        job.state = State.QUEUED;
        job.ending = null;
        job.sampledPeak = 0;
        queue.add(job);
    }

    /** Gives back what a job held while it was being started or ran. */
    private void release(JobEntry job) {
        endings.forget(job);
        active.remove(job.id());
        slots.giveBack(job.slot);
        hold.notStarted(job);
    }

    private void finish(JobEntry job, Outcome outcome, long at, Usage usage) {
        if (haltOnFailure && halting == null && !(outcome instanceof Outcome.Succeeded)) {
            halting = Ending.cancel("halted because '" + job.job().name() + "' did not succeed");
        }
        job.state = job.needsSettling() ? State.SETTLING : State.DONE;
        decide(new Decision.Finish(job, job.conclude(outcome, at, usage)));
        if (job.state == State.DONE) {
            round.settled();
        }
    }

    /** Before anything else starts, so that nothing runs after the failure that was to be the last. */
    private void halt(long now) {
        if (halting != null && !halted) {
            halted = true;
            endAll(halting, now);
        }
    }

    private void settle(JobEntry job) {
        job.state = State.DONE;
        round.settled();
    }

    private void sampled(Map<Long, Long> residentBytes, long now) {
        for (JobEntry job : active.values()) {
            Long bytes = job.state == State.RUNNING ? residentBytes.get(job.pid) : null;
            if (bytes != null) {
                job.sampledPeak = Math.max(job.sampledPeak, bytes);
            }
        }
        sampling.ended(now, !active.isEmpty());
    }

    private void end(JobEntry job, Ending ending, long now) {
        switch (job.state) {
            case QUEUED -> {
                queue.remove(job);
                finish(job, ending.waiting(), now, Usage.unknown());
            }
            case ASKING -> {
                if (job.ending == null) {
                    job.ending = ending;
                }
            }
            case LAUNCHING, RUNNING -> endings.end(job, ending, now);
            case SETTLING, DONE -> {}
        }
    }

    private void endAll(Ending ending, long now) {
        hold.lift();
        for (JobEntry job = queue.removeFirst(); job != null; job = queue.removeFirst()) {
            finish(job, ending.waiting(), now, Usage.unknown());
        }
        for (JobEntry job : active.values()) {
            end(job, ending, now);
        }
    }

    private void expire(long now) {
        endings.expire(now);
        if (round.deadline() <= now) {
            round.expire();
            Ending ending = round.expiry();
            if (ending != null && !(queue.isEmpty() && active.isEmpty())) {
                round.cut();
                endAll(ending, now);
            }
        }
        if (sampling.deadline() <= now) {
            sample(now);
        }
    }

    private void sample(long now) {
        sampling.begin();
        List<Long> pids = new ArrayList<>();
        for (JobEntry job : active.values()) {
            if (job.state == State.RUNNING) {
                pids.add(job.pid);
            }
        }
        if (pids.isEmpty()) {
            sampling.ended(now, !active.isEmpty());
        } else {
            decide(new Decision.Sample(pids));
        }
    }

    private void decide(Decision decision) {
        decisions.add(decision);
    }
}
