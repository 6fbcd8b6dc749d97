package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Outcome.Cancelled.By;
import org.expool.Shrink;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/** The effect of each kind of event; what follows from it is the rest of the scheduler's step. */
final class EventHandler implements Event.Handler {

    /** Places of the table that an inspection reads for each job that it may find. */
    private static final int PLACES = 16;

    private final Arrivals arrivals;
    private final JobLifecycle jobs;
    private final Round round;
    private final Commands commands;
    private final Focus focus;
    private long now;

    EventHandler(Arrivals arrivals, JobLifecycle jobs, Round round, Commands commands, Focus focus) {
        this.arrivals = arrivals;
        this.jobs = jobs;
        this.round = round;
        this.commands = commands;
        this.focus = focus;
    }

    /** Sets the time of the events that follow. */
    EventHandler at(long time) {
        now = time;
        return this;
    }

    @Override
    public void submit(Event.Submit event) {
        arrivals.submit(event.job(), now);
    }

    @Override
    public void admit(Event.Admit event) {
        arrivals.admit(event, now);
    }

    @Override
    public void withdrawn(Event.Withdrawn event) {
        jobs.tasks().withdrawn(event.task(), now);
    }

    @Override
    public void closeTask(Event.CloseTask event) {
        jobs.tasks().close(event.task(), now);
    }

    @Override
    public void cancelTask(Event.CancelTask event) {
        jobs.tasks().end(event.task(), TerminationRequest.cancel(By.TASK, event.reason()), now);
    }

    @Override
    public void taskStartAnswered(Event.TaskStartAnswered event) {
        jobs.taskStartAnswered(event.task(), event.refusal(), now);
    }

    @Override
    public void taskSettled(Event.TaskSettled event) {
        jobs.tasks().settled(event.task(), now);
    }

    @Override
    public void startAnswered(Event.StartAnswered event) {
        jobs.attempts().startAnswered(event.job(), event.refusal(), now);
    }

    @Override
    public void started(Event.Started event) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job != null) {
            jobs.attempts().started(job, event, now);
        }
    }

    @Override
    public void notStarted(Event.NotStarted event) {
        JobEntry job = expected(event.id(), State.LAUNCHING, event);
        if (job != null) {
            jobs.attempts().notStarted(job, event.why(), now);
        }
    }

    @Override
    public void exited(Event.Exited event) {
        JobEntry job = expected(event.id(), State.RUNNING, event);
        if (job != null) {
            jobs.attempts().exited(job, event.exit(), now);
        }
    }

    @Override
    public void processLost(Event.ProcessLost event) {
        JobEntry job = expected(event.id(), State.RUNNING, event);
        if (job != null) {
            jobs.attempts().lost(job, event.reason(), now);
        }
    }

    @Override
    public void settled(Event.Settled event) {
        jobs.settled(event.job(), now);
    }

    @Override
    public void memorySampled(Event.MemorySampled event) {
        jobs.sampling().sampled(event, now);
    }

    @Override
    public void historyLoaded(Event.HistoryLoaded event) {
        MemoryBudget memoryBudget = jobs.memoryBudget();
        if (memoryBudget != null) {
            memoryBudget.historyLoaded(event.runs());
        }
    }

    @Override
    public void pressure(Event.Pressure event) {
        jobs.sampling().hurry(now);
    }

    @Override
    public void oomKilled(Event.OomKilled event) {
        jobs.attempts().oomKilled(event.job(), event.pid(), now);
    }

    @Override
    public void cancel(Event.Cancel event) {
        jobs.end(event.job(), TerminationRequest.cancel(By.HANDLE, event.reason()), now);
    }

    @Override
    public void cancelAll(Event.CancelAll event) {
        jobs.endAll(TerminationRequest.cancel(By.POOL, event.reason()), event.atOnce(), now);
    }

    @Override
    public void resize(Event.Resize event) {
        jobs.workers().resize(event.workers());
        Shrink surplus = event.postpone() ? Shrink.POSTPONE : Shrink.FINISH;
        commands.tell((number, at) -> new PoolEvent.PoolResized(number, at, event.workers(), surplus));
        if (event.postpone()) {
            jobs.attempts().postponeSurplus(event.workers(), now);
        }
    }

    @Override
    public void jobProbed(Event.JobProbed event) {
        jobs.attempts().probed(event.job(), event.attempt(), event.probe(), now);
    }

    @Override
    public void freeze(Event.Freeze event) {
        commands.tell((number, at) ->
                event.frozen() ? new PoolEvent.PoolFrozen(number, at) : new PoolEvent.PoolThawed(number, at));
        jobs.attempts().freeze(event.frozen(), now);
    }

    @Override
    public void cpuLayoutKnown(Event.CpuLayoutKnown event) {
        jobs.workers().setCpuLayout(event.layout());
    }

    @Override
    public void pause(Event.Pause event) {
        commands.tell((number, at) ->
                event.paused() ? new PoolEvent.PoolPaused(number, at) : new PoolEvent.PoolResumed(number, at));
        jobs.workers().pause(event.paused());
    }

    @Override
    public void inspect(Event.Inspect event) {
        List<Inspection.InspectedJob> found = new ArrayList<>();
        long next = event.limit() == 0
                ? Deadline.NEVER
                : jobs.unsettled().read(event.after(), PLACES * event.limit(), job -> {
                    if (job.isIn(event.task())) {
                        found.add(Inspector.of(job, jobs.memoryBudget(), now));
                    }
                    return found.size() < event.limit();
                });
        commands.inspected(
                event.waiter(), new Inspection(found, next, jobs.counters().snapshot()));
    }

    @Override
    public void cleared() {
        jobs.counters().clearOutcomes();
    }

    @Override
    public void join(Event.Join event) {
        join(event.waiter(), event.limit());
    }

    @Override
    public void close(Event.Close event) {
        arrivals.close(event.reason(), now);
        join(event.waiter(), null);
    }

    @Override
    public void tick() {
        // the deadlines that have passed follow every event
    }

    private void join(Object waiter, @Nullable Duration limit) {
        round.join(waiter, limit);
        jobs.tasks().joined(now);
    }

    /** A launcher that reports something twice or out of order is faulty; such reports are ignored. */
    private @Nullable JobEntry expected(long id, State state, Event event) {
        JobEntry job = jobs.attempts().active(id, state);
        if (job != null) {
            focus.enter(job);
        } else if (!jobs.attempts().isAbandoned(id, !(event instanceof Event.Started))) {
            commands.warn("the launcher reported " + event + " for a job that is not " + state, null);
        }
        return job;
    }
}
