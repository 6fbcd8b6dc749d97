package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.expool.Outcome;
import org.expool.Outcome.Cancelled.By;
import org.expool.Shrink;
import org.expool.core.dependency.CycleFinder;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * The decision part of a pool: a deterministic state machine, {@code (event, now) -> commands}. It reads no clock and uses no
 * thread, file or process; a pool's engine drives it with real ones, the simulator with virtual ones.
 *
 * <h2>States of a job</h2>
 *
 * <pre>{@code
 * BLOCKED ------+                                 +--> BACKING_OFF --+
 * (prerequisites)|                                |   (retry later)  |
 *               v                                 |                  v
 * submit --> QUEUED --> RUNNING_ON_START --> LAUNCHING --> RUNNING --> QUEUED (restarted, postponed)
 *             ^  |                                            |
 *             |  v                                            v
 *    WAITING_FOR_TASK_START                          RUNNING_CALLBACKS --> DONE
 *      (onStart of its task)                         (or output to collect)
 * }</pre>
 *
 * <p>A job occupies a slot, its resources, its CPUs and the memory promised to it from the first of RUNNING_ON_START and
 * LAUNCHING until its process has ended. Jobs start by priority, those of one priority in the order of submission (under a memory limit:
 * {@link MemoryBudget}); one that restarts keeps its place. What belongs to one attempt is in {@link AttemptState}, which is
 * made and dropped with it.
 *
 * <p>Terminating a job is a decision, recorded as {@link AttemptState#ending} and acted on as soon as the state allows: a
 * waiting job is finished at once; a running one is signalled (SIGTERM, after the grace SIGKILL) and finished when its exit is
 * reported, whatever it exits with. A process that was gone before the decision has ended by itself.
 *
 * <h2>Order of a step</h2>
 *
 * <ol>
 *   <li>The event itself ({@link Event.Handler}): it changes the state of what it names.
 *   <li>Admitted jobs are submitted.
 *   <li>All deadlines that have passed: of attempts, onStart callbacks, CPU budgets, queues, retries, tasks, the round, the
 *       next memory sample.
 *   <li>Until nothing changes: halt after a failure, release the jobs that waited for what has ended, start what can start,
 *       complete tasks that nothing can join any more. A failure comes before starts, so that nothing starts after it.
 *   <li>A memory sample, if nothing runs and starts wait for the host's memory.
 *   <li>The end of the round, if it is joined and everything is settled.
 * </ol>
 *
 * <h2>Faults</h2>
 *
 * <p>A step is atomic against faults: {@link Focus} knows which jobs and tasks it is about when something throws. These are
 * lost, with {@link org.expool.Outcome.Lost}; what had been decided before stands and was commanded in full; the rest of the
 * step follows. Loops over many jobs are guarded for each. A call that no job stands for is answered with the fault
 * ({@link Event#abandon}).
 *
 * <h2>Parts</h2>
 *
 * <p>{@link JobLifecycle} owns the queue and everything that waits, {@link AttemptLifecycle} what occupies a worker,
 * {@link TaskTree} the open tasks, {@link Workers} slots, resources and CPUs, {@link MemoryBudget} and
 * {@link MemoryPressureHandler} memory, {@link Terminator}, {@link CpuBudgets} and {@link QueueTimes} the clocks. Calls go
 * down this list; what a lower part needs of a higher one it declares as an interface of its own.
 *
 * <p>Every event costs O(log n) in the number of waiting jobs, and what it terminates; but one at which a chain by memory
 * begins goes over all waiting jobs of a category ({@link Chains}). Not thread-safe: calls must not overlap, and each must see
 * the effects of the one before; which thread makes them does not matter.
 */
public final class Scheduler {

    /** No deadline. */
    public static final long NEVER = Deadline.NEVER;

    /** Places that are read for each job that an inspection may find. */
    private static final int PLACES = 16;

    /** An admitted job that is about to be submitted, and what keeps it from ever starting, or null. */
    private record Arrival(JobEntry job, @Nullable Failure failedPrerequisite) {}

    private final Commands commands;
    private final Focus focus = new Focus();
    private final FaultRecovery recovery;
    private final Deque<Arrival> arriving = new ArrayDeque<>();
    private final EventHandler handler = new EventHandler();
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

    /**
     * An idle scheduler.
     *
     * @param commands carries out what is decided
     */
    public Scheduler(SchedulerSettings settings, Commands commands) {
        this.commands = commands;
        haltOnFailure = settings.haltOnFailure();
        round = new Round(settings.limits().wall());
        sampling = new SamplingTimer(settings.samplingInterval(), this::room);
        jobs = new JobLifecycle(settings, round, sampling, this::failed, commands, focus);
        recovery = new FaultRecovery(commands, focus, jobs, this::settle);
        balance = jobs.balance();
    }

    private long room() {
        return jobs.attempts().room();
    }

    /**
     * Takes in one event and all deadlines that have passed.
     *
     * <p>A fault costs the job, task or call that the step was about when it came, and nothing else: what had been decided
     * before stands and was commanded in full, the job ends as lost, the rest of the step follows.
     *
     * @param now not before that of earlier calls
     * @throws RuntimeException if no job can be found that it is about; then the driver must give up
     */
    public void handle(Event event, long now) {
        boolean accepted = false;
        try {
            focus.clear();
            JobEntry job = event.job();
            if (job != null) {
                focus.enter(job);
            }
            handler.now = now;
            event.accept(handler);
            accepted = true;
            settle(now);
        } catch (RuntimeException | StackOverflowError e) {
            recovery.recover(event, accepted, e, now);
        }
    }

    /** Does what is due by now, whatever the event was. */
    private void settle(long now) {
        focus.clear();
        recovery.loseTorn(now);
        for (Arrival next = arriving.poll(); next != null; next = arriving.poll()) {
            focus.enter(next.job());
            submit(next.job(), next.failedPrerequisite(), now);
            focus.leave();
        }
        expire(now);
        do {
            halt(now);
            jobs.releaseDependents(now);
            halt(now);
            jobs.start(now);
            jobs.completeUnreachableTasks(now);
            recovery.loseTorn(now);
        } while (jobs.hasDependents());
        if ((waitsForMachine() && sampling.isIdle()) || (balance != null && sampling.isStale(now) && !jobs.isIdle())) {
            sample(now);
        }
        if (round.isOver()) {
            endRound();
        }
    }

    private void endRound() {
        boolean complete = !round.isCutShort();
        commands.roundEnded(round.waiters(), complete, balance == null ? null : balance.roundEnded());
        round.close();
        jobs.roundEnded();
        halting = null;
        halted = false;
        ended = closing != null;
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
        List<Object> waiters = round.waiters();
        round.close();
        return waiters;
    }

    /** What each kind of event brings about. */
    private final class EventHandler implements Event.Handler {

        private long now;

        @Override
        public void submit(Event.Submit event) {
            JobEntry job = event.job();
            jobs.dependencies().add(job);
            Scheduler.this.submit(job, jobs.dependencies().link(job), now);
        }

        @Override
        public void admit(Event.Admit event) {
            Scheduler.this.admit(event, now);
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
            try {
                jobs.attempts().measured(event, now);
            } finally {
                sampling.ended(now, anyRuns(), waitsForMachine());
            }
        }

        @Override
        public void historyLoaded(Event.HistoryLoaded event) {
            if (balance != null) {
                balance.learned(event.runs());
            }
        }

        @Override
        public void pressure(Event.Pressure event) {
            sampling.hurry(now);
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
            jobs.attempts().seen(event.job(), event.attempt(), event.probe(), now);
        }

        @Override
        public void freeze(Event.Freeze event) {
            commands.tell((number, at) ->
                    event.frozen() ? new PoolEvent.PoolFrozen(number, at) : new PoolEvent.PoolThawed(number, at));
            jobs.attempts().freeze(event.frozen(), now);
        }

        @Override
        public void cpuLayoutKnown(Event.CpuLayoutKnown event) {
            jobs.workers().divide(event.layout());
        }

        @Override
        public void pause(Event.Pause event) {
            commands.tell((number, at) ->
                    event.paused() ? new PoolEvent.PoolPaused(number, at) : new PoolEvent.PoolResumed(number, at));
            jobs.workers().pause(event.paused());
        }

        @Override
        public void inspect(Event.Inspect event) {
            Scheduler.this.inspect(event, now);
        }

        @Override
        public void join(Event.Join event) {
            Scheduler.this.join(event.waiter(), event.limit(), now);
        }

        @Override
        public void close(Event.Close event) {
            closing = TerminationRequest.cancel(By.CLOSE, event.reason());
            jobs.endAll(closing, false, now);
            Scheduler.this.join(event.waiter(), null, now);
        }

        @Override
        public void tick() {
            // deadlines are looked at after every event
        }
    }

    /** Takes in a job that is known by name and linked to what it waits for, or can never start. */
    private void submit(JobEntry job, @Nullable Failure failedPrerequisite, long now) {
        TerminationRequest ending = tooLate();
        if (ending == null && failedPrerequisite != null) {
            job.failure = failedPrerequisite.inheritedBy(job.name());
            ending = TerminationRequest.notStarted(
                    Outcome.NotStarted.Cause.PREREQUISITE, failedPrerequisite.ofPrerequisite());
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
            commands.refused(event.waiter());
            return;
        }
        List<Arrival> arrivals = new ArrayList<>();
        List<String> problems;
        try {
            problems = register(event, arrivals);
            if (problems.isEmpty()) {
                commands.admitted(event.waiter(), problems);
            }
        } catch (RuntimeException | StackOverflowError e) {
            withdraw(event, now);
            throw e;
        }
        if (problems.isEmpty()) {
            event.tasks().forEach(jobs.tasks()::open);
            arriving.addAll(arrivals);
        } else {
            withdraw(event, now);
            commands.admitted(event.waiter(), problems);
        }
    }

    /** Makes all known by name and links them. Returns what is wrong, in words. */
    private List<String> register(Event.Admit event, List<Arrival> arrivals) {
        Dependencies dependencies = jobs.dependencies();
        event.tasks().forEach(dependencies::add);
        event.jobs().forEach(dependencies::add);
        List<String> problems = dependencies.unknownNames(event.tasks(), event.jobs());
        if (problems.isEmpty()) {
            event.tasks().forEach(dependencies::link);
            event.jobs().forEach(job -> arrivals.add(new Arrival(job, dependencies.link(job))));
            CycleFinder<WorkItem> finder = new CycleFinder<>(Dependencies::waiting);
            event.jobs().forEach(job -> problems.addAll(Dependencies.cycles(job, finder)));
        }
        return problems;
    }

    private void withdraw(Event.Admit event, long now) {
        Dependencies dependencies = jobs.dependencies();
        dependencies.withdraw(event.jobs());
        dependencies.withdraw(event.tasks());
        event.jobs().forEach(job -> jobs.tasks().refused(job, now));
        event.tasks().forEach(task -> jobs.tasks().refused(task, now));
    }

    private void join(Object waiter, @Nullable Duration limit, long now) {
        round.join(waiter, limit);
        jobs.tasks().joined(now);
    }

    private void inspect(Event.Inspect event, long now) {
        List<Inspection.OfJob> found = new ArrayList<>();
        long next = jobs.unsettled().read(event.after(), PLACES * event.limit(), job -> {
            if (job.isIn(event.task())) {
                found.add(Inspector.of(job, balance, now));
            }
            return found.size() < event.limit();
        });
        commands.inspected(event.waiter(), new Inspection(found, next));
    }

    /** A launcher that reports something twice, or out of order, is at fault; what it says then changes nothing. */
    private @Nullable JobEntry expected(long id, State state, Event event) {
        JobEntry job = jobs.attempts().active(id, state);
        if (job != null) {
            focus.enter(job);
        } else if (!jobs.attempts().isAbandoned(id, !(event instanceof Event.Started))) {
            commands.warn("the launcher reported " + event + " for a job that is not " + state, null);
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
        List<Long> pids = new ArrayList<>();
        for (JobEntry job : jobs.attempts().active()) {
            if (job.state == State.RUNNING) {
                pids.add(job.present().pid);
            }
        }
        if (pids.isEmpty() && balance == null) {
            sampling.begin(now);
            sampling.ended(now, anyRuns(), waitsForMachine());
        } else {
            commands.sampleMemory(pids);
            sampling.begin(now);
        }
    }

    private boolean anyRuns() {
        return !jobs.attempts().active().isEmpty();
    }

    private boolean waitsForMachine() {
        return jobs.workers().waitsForMachine();
    }
}
