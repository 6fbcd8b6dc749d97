package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.expool.Outcome;
import org.expool.Outcome.Cancelled.By;
import org.expool.core.schedule.JobEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a pool: {@code (event, now) -> decisions}.
 *
 * <p>A job goes QUEUED -> ASKING (only with an onStart) -> LAUNCHING -> RUNNING -> SETTLING (only with callbacks or
 * captured output) -> DONE. Before it is queued it may be BLOCKED (by those it is to run after); from the queue it may
 * be PARKED (until the onStart of its task returns); between two attempts it may be BACKING_OFF. It holds a slot and its
 * resources from the first of ASKING, LAUNCHING until its process has ended. Jobs start by priority, and those of one
 * priority in the order of submission; one that restarts keeps its place. Ending a job is a decision recorded in
 * {@link AttemptState#ending} and acted on as soon as the state allows: a waiting job is finished at once, a running one is
 * signalled (SIGTERM, after the grace SIGKILL) and finished when its exit is reported, whatever it exits with.
 *
 * <p>Every event costs O(log n) in the number of waiting jobs, and what it ends; but one at which a chain by memory begins
 * goes over all that wait of a category ({@link Chains}). Owned by one thread.
 */
public final class Scheduler {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Round round;
    private final SamplingTimer sampling;
    private final JobLifecycle jobs;
    private final @Nullable MemoryBudget balance;
    private final boolean haltOnFailure;

    /** How jobs end that come after the pool has been closed; null before. */
    private @Nullable TerminationRequest closing;

    /** How the other jobs of the round end after the first failure, if that is to end them; null before. */
    private @Nullable TerminationRequest halting;

    private boolean halted;

    /** Whether the pool has been closed and its last round is over, so that nobody would end a task that came now. */
    private boolean ended;

    private List<Decision> decisions = new ArrayList<>();

    /** An idle machine. */
    public Scheduler(SchedulerSettings settings) {
        haltOnFailure = settings.haltOnFailure();
        round = new Round(settings.limits().wall());
        sampling = new SamplingTimer(settings.samplingInterval(), this::room);
        jobs = new JobLifecycle(settings, round, sampling, this::failed, this::decide);
        balance = jobs.balance();
    }

    private long room() {
        return jobs.attempts().room();
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
        do {
            halt(now);
            jobs.releaseDependents(now);
            halt(now);
            jobs.start(now);
            jobs.completeForsakenTasks(now);
        } while (jobs.hasDependents());
        if ((waitsForMachine() && sampling.isIdle()) || (balance != null && sampling.isStale(now) && !jobs.isIdle())) {
            sample(now);
        }
        if (round.isOver()) {
            decide(round.close(balance == null ? null : balance.roundEnded()));
            jobs.roundEnded();
            halting = null;
            halted = false;
            ended = closing != null;
        }
        List<Decision> decided = decisions;
        decisions = new ArrayList<>(4);
        return decided;
    }

    /** When {@link Event.Tick} is due if nothing happens before, or was; {@link #NEVER} if not at all. */
    public long nextDeadline() {
        return Math.min(jobs.deadline(), Math.min(round.deadline(), sampling.deadline()));
    }

    /** All jobs that have no outcome yet, for the case that the driver must give up. */
    public List<JobEntry> unfinished() {
        return jobs.unfinished();
    }

    /** All tasks that have not ended, those below before those above, for the same case. */
    public List<TaskEntry> unfinishedTasks() {
        List<TaskEntry> tasks = jobs.tasks().open();
        Collections.reverse(tasks);
        return tasks;
    }

    /** Those who wait for the end of the round, for the same case; who takes them ends it. */
    public List<Object> takeWaiters() {
        return round.close(null).waiters();
    }

    private void take(Event event, long now) {
        if (event instanceof Event.Submit submit) {
            submit(submit.job(), now);
        } else if (event instanceof Event.StartAnswered answer) {
            jobs.attempts().startAnswered(answer.job(), answer.refusal(), now);
        } else if (event instanceof Event.Started started) {
            started(started);
        } else if (event instanceof Event.NotStarted failed) {
            notStarted(failed, now);
        } else if (event instanceof Event.Exited exited) {
            exited(exited, now);
        } else if (event instanceof Event.Settled settled) {
            jobs.settled(settled.job(), now);
        } else if (event instanceof Event.MemorySampled measured) {
            jobs.attempts().measured(measured, now);
            sampling.ended(now, anyRuns(), waitsForMachine());
        } else if (event instanceof Event.Cancel cancel) {
            jobs.end(cancel.job(), TerminationRequest.cancel(By.HANDLE, cancel.reason()), now);
        } else if (event instanceof Event.CancelAll cancel) {
            jobs.endAll(TerminationRequest.cancel(By.POOL, cancel.reason()), cancel.atOnce(), now);
        } else if (event instanceof Event.Resize resize) {
            resize(resize, now);
        } else if (event instanceof Event.Pause pause) {
            jobs.workers().pause(pause.paused());
        } else if (event instanceof Event.CpuLayoutKnown divide) {
            jobs.workers().divide(divide.layout());
        } else if (event instanceof Event.JobProbed seen) {
            jobs.attempts().seen(seen.job(), seen.attempt(), seen.look(), now);
        } else if (event instanceof Event.Freeze freeze) {
            jobs.attempts().freeze(freeze.frozen(), now);
        } else if (event instanceof Event.Inspect inspect) {
            inspect(inspect, now);
        } else if (event instanceof Event.Join join) {
            join(join.waiter(), join.limit(), now);
        } else if (event instanceof Event.Close close) {
            closing = TerminationRequest.cancel(By.CLOSE, close.reason());
            jobs.endAll(closing, false, now);
            join(close.waiter(), null, now);
        } else if (event instanceof Event.HistoryLoaded learned) {
            if (balance != null) {
                balance.learned(learned.runs());
            }
        } else if (event instanceof Event.OomKilled struck) {
            jobs.attempts().struck(struck.job(), struck.pid(), now);
        } else if (event instanceof Event.Pressure) {
            sampling.hurry(now);
        } else {
            takeOfTasks(event, now);
        }
    }

    private void takeOfTasks(Event event, long now) {
        if (event instanceof Event.Admit admit) {
            admit(admit, now);
        } else if (event instanceof Event.Withdrawn withdrawn) {
            jobs.tasks().withdrawn(withdrawn.task(), now);
        } else if (event instanceof Event.CloseTask close) {
            jobs.tasks().close(close.task(), now);
        } else if (event instanceof Event.CancelTask cancel) {
            jobs.tasks().end(cancel.task(), TerminationRequest.cancel(By.TASK, cancel.reason()), now);
        } else if (event instanceof Event.TaskStartAnswered answer) {
            jobs.taskStartAnswered(answer.task(), answer.refusal(), now);
        } else if (event instanceof Event.TaskSettled settled) {
            jobs.tasks().settled(settled.task(), now);
        } else if (!(event instanceof Event.Tick)) {
            throw new IllegalStateException("the machine does not know " + event);
        }
    }

    private void submit(JobEntry job, long now) {
        jobs.dependencies().add(job);
        submit(job, jobs.dependencies().link(job), now);
    }

    /** Takes in a job that is known by name and linked to what it waits for, or can never start. */
    private void submit(JobEntry job, @Nullable Failure hindrance, long now) {
        TerminationRequest ending = tooLate();
        if (ending == null && hindrance != null) {
            job.failure = hindrance.inheritedBy(job.name());
            ending = TerminationRequest.notStarted(Outcome.NotStarted.Cause.PREREQUISITE, hindrance.hindrance());
        }
        jobs.submit(job, ending, now);
    }

    private @Nullable TerminationRequest tooLate() {
        TerminationRequest ending = closing != null ? closing : halting;
        if (ending == null) {
            ending = round.expiry();
            if (ending != null) {
                round.cut();
            }
        }
        return ending;
    }

    private void admit(Event.Admit event, long now) {
        if (ended) {
            decide(new Decision.Refused(event.waiter()));
            return;
        }
        Dependencies dependencies = jobs.dependencies();
        event.tasks().forEach(dependencies::add);
        event.jobs().forEach(dependencies::add);
        List<String> problems = dependencies.unknownNames(event.tasks(), event.jobs());
        List<@Nullable Failure> hindrances = new ArrayList<>();
        if (problems.isEmpty()) {
            event.tasks().forEach(dependencies::link);
            event.jobs().forEach(job -> hindrances.add(dependencies.link(job)));
            Set<WorkItem> seen = new HashSet<>();
            for (JobEntry job : event.jobs()) {
                String circle = dependencies.circle(job, seen);
                if (circle != null) {
                    problems.add(circle);
                }
            }
        }
        if (problems.isEmpty()) {
            event.tasks().forEach(jobs.tasks()::open);
            for (int i = 0; i < hindrances.size(); i++) {
                submit(event.jobs().get(i), hindrances.get(i), now);
            }
        } else {
            dependencies.withdraw(event.jobs());
            dependencies.withdraw(event.tasks());
            event.jobs().forEach(job -> jobs.tasks().refused(job, now));
            event.tasks().forEach(task -> jobs.tasks().refused(task, now));
        }
        decide(new Decision.Admitted(event.waiter(), problems));
    }

    private void join(Object waiter, @Nullable Duration limit, long now) {
        round.join(waiter, limit);
        jobs.tasks().joined(now);
    }

    private void resize(Event.Resize event, long now) {
        jobs.workers().resize(event.workers());
        if (event.postpone()) {
            jobs.attempts().postponeSurplus(event.workers(), now);
        }
    }

    private void inspect(Event.Inspect event, long now) {
        List<Inspection> found = new ArrayList<>();
        TaskEntry task = event.task();
        if (task != null) {
            task.unfinished.forEach(member -> found.add(Inspector.of(member, balance, now)));
        } else {
            jobs.tasks().open().stream()
                    .filter(each -> each.owner == null)
                    .forEach(each -> found.add(Inspector.of(each, balance, now)));
            jobs.unsettled().stream()
                    .filter(each -> each.owner == null)
                    .forEach(each -> found.add(Inspector.of(each, balance, now)));
        }
        decide(new Decision.Inspected(event.waiter(), found));
    }

    private void started(Event.Started event) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job != null) {
            jobs.attempts().started(job, event);
        }
    }

    private void notStarted(Event.NotStarted event, long now) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job != null) {
            jobs.attempts().notStarted(job, event.why(), now);
        }
    }

    private void exited(Event.Exited event, long now) {
        JobEntry job = expected(event.id(), State.RUNNING, event);
        if (job != null) {
            jobs.attempts().exited(job, event.exit(), now);
        }
    }

    /** A launcher that reports something twice, or out of order, is at fault; what it says then changes nothing. */
    private @Nullable JobEntry expected(long id, State state, Event event) {
        JobEntry job = jobs.attempts().active(id, state);
        if (job == null) {
            decide(new Decision.Complain("the launcher reported " + event + " for a job that is not " + state));
        }
        return job;
    }

    private void failed(JobEntry job) {
        if (haltOnFailure && halting == null) {
            halting = TerminationRequest.cancel(
                    By.HALT, "halted because '" + job.job().name() + "' did not succeed");
        }
    }

    /** Before anything else starts, so that nothing runs after the failure that was to be the last. */
    private void halt(long now) {
        if (halting != null && !halted) {
            halted = true;
            jobs.endAll(halting, false, now);
        }
    }

    private void expire(long now) {
        jobs.expire(now);
        if (round.deadline() <= now) {
            round.expire(now);
            TerminationRequest ending = round.expiry();
            if (ending != null && !jobs.unfinished().isEmpty()) {
                round.cut();
                jobs.endAll(ending, false, now);
            }
        }
        if (sampling.deadline() <= now) {
            sample(now);
        }
    }

    private void sample(long now) {
        sampling.begin(now);
        List<Long> pids = new ArrayList<>();
        for (JobEntry job : jobs.attempts().active()) {
            if (job.state == State.RUNNING) {
                pids.add(job.present().pid);
            }
        }
        if (pids.isEmpty() && balance == null) {
            sampling.ended(now, anyRuns(), waitsForMachine());
        } else {
            decide(new Decision.Sample(pids));
        }
    }

    private boolean anyRuns() {
        return !jobs.attempts().active().isEmpty();
    }

    private boolean waitsForMachine() {
        return jobs.workers().waitsForMachine();
    }

    private void decide(Decision decision) {
        decisions.add(decision);
    }
}
