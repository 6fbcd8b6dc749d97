package org.expool.core.schedule;

import java.util.Collections;
import java.util.List;
import org.expool.PoolCounts;

/**
 * The decision part of a pool: a deterministic state machine, {@code (event, now) -> commands}. It reads no clock and
 * uses no thread, file or process; a pool's engine drives it with real ones, the simulator with virtual ones.
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
 * <p>A job occupies a slot, its resources, its CPUs and the memory promised to it from the first of RUNNING_ON_START
 * and LAUNCHING until its process has ended. Jobs start by priority, those of one priority in the order of submission
 * (under a memory limit: {@link MemoryBudget}); one that restarts keeps its place. What belongs to one attempt is in
 * {@link AttemptState}, which is made and dropped with it.
 *
 * <p>Terminating a job is a decision, recorded as {@link AttemptState#termination} and acted on as soon as the state
 * allows: a waiting job is finished at once; a running one is signalled (SIGTERM, after the grace SIGKILL) and finished
 * when its exit is reported, whatever it exits with. A process that was gone before the decision has ended by itself.
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
 *   <li>A memory sample, if starts wait only for the host's memory and none is planned; or, where memory is balanced and a job
 *       is unfinished, if the last one is older than the sampling interval.
 *   <li>The end of the round, if it is joined and everything is settled.
 * </ol>
 *
 * <h2>Faults</h2>
 *
 * <p>A step is atomic against faults: {@link Focus} knows which jobs and tasks it is about when something throws. These
 * are lost, with {@link org.expool.Outcome.Lost}; what had been decided before stands and was commanded in full; the
 * rest of the step follows. Loops over many jobs are guarded for each. A call that no job stands for is answered with
 * the fault ({@link Event#abandon}).
 *
 * <h2>Why</h2>
 *
 * <p>Commands are carried out in the middle of the step and not collected for its end: a command reads the state of its
 * job (attempt, slot, CPUs, promise), which a later decision of the same step may change, so a list would need a copy
 * of it for each command. And when something throws, only what is in focus can be half decided.
 *
 * <p>A fault does not undo the step: a launch or a signal cannot be taken back, and undoing the rest needs a log of
 * every change or a copy of the state, which is as long as the queue. {@link Focus} costs two list operations for each
 * job instead, and {@link FaultRecovery} loses what was in it. The alternatives: docs/adr/0017-commands-and-facts.md.
 *
 * <h2>Parts</h2>
 *
 * <p>{@link EventHandler} says what each event brings about, {@link Arrivals} takes in jobs, {@link JobLifecycle} owns
 * the queue and everything that waits, {@link AttemptLifecycle} what occupies a worker, {@link TaskTree} the open
 * tasks, {@link Workers} slots, resources and CPUs, {@link MemoryBudget}, {@link MemorySampling} and
 * {@link MemoryPressureHandler} memory, {@link Terminator}, {@link CpuBudgets} and {@link QueueTimes} the clocks. Calls
 * go down this list; what a lower part needs of a higher one it declares as an interface.
 *
 * <p>Every event costs O(log n) in the number of waiting jobs, and what it terminates; but one at which a chain by
 * memory begins goes over all waiting jobs of a category ({@link Chains}). Not thread-safe: calls must not overlap, and
 * each must see the effects of the one before; which thread makes them does not matter.
 */
public final class Scheduler {

    /** No deadline. */
    public static final long NEVER = Deadline.NEVER;

    private final Commands commands;
    private final Focus focus = new Focus();
    private final Round round;
    private final JobLifecycle jobs;
    private final Arrivals arrivals;
    private final EventHandler handler;
    private final FaultRecovery recovery;

    /**
     * An idle scheduler.
     *
     * @param commands carries out what is decided
     */
    public Scheduler(SchedulerSettings settings, Commands commands) {
        this.commands = commands;
        round = new Round(settings.limits().wall());
        jobs = new JobLifecycle(settings, round, this::failed, commands, focus);
        arrivals = new Arrivals(settings, jobs, round, commands, focus);
        handler = new EventHandler(arrivals, jobs, round, commands, focus);
        recovery = new FaultRecovery(commands, focus, jobs, this::settle);
    }

    private void failed(JobEntry job) {
        arrivals.failed(job);
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
            event.accept(handler.at(now));
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
        arrivals.submitArrivals(now);
        expire(now);
        do {
            do {
                arrivals.halt(now);
                jobs.releaseDependents(now);
                arrivals.halt(now);
            } while (recovery.loseTorn(now));
            jobs.start(now);
            jobs.completeUnreachableTasks(now);
        } while (recovery.loseTorn(now) || jobs.hasDependents());
        jobs.sampling().refresh(!jobs.isIdle(), now);
        if (round.hasEnded()) {
            endRound();
        }
    }

    private void endRound() {
        MemoryBudget memoryBudget = jobs.memoryBudget();
        commands.roundEnded(
                round.waiters(), !round.isCutShort(), memoryBudget == null ? null : memoryBudget.roundEnded());
        round.close();
        jobs.roundEnded();
        arrivals.roundEnded();
    }

    /** When {@link Event.Tick} is due if nothing happens before, or was; {@link #NEVER} if not at all. */
    public long nextDeadline() {
        return Math.min(
                jobs.deadline(), Math.min(round.deadline(), jobs.sampling().deadline()));
    }

    /** How many jobs are in each state, after the last event. */
    public PoolCounts counts() {
        return jobs.counters().snapshot();
    }

    /** The states counted anew, by going over all jobs; without outcomes. */
    public PoolCounts recount() {
        JobCounters anew = new JobCounters();
        anew.recount(jobs.unsettled());
        return anew.snapshot();
    }

    /** All jobs that have no outcome yet, for the case that the driver must give up. */
    public List<JobEntry> unfinished() {
        List<JobEntry> all = jobs.unfinished();
        arrivals.arriving().forEach(all::add);
        return all;
    }

    /** Whether the job that an event is about is known from it or an earlier one, for the same case. */
    public boolean hasTaken(Event event) {
        JobEntry job = event.job();
        return job != null && (job.completed || jobs.unsettled().contains(job));
    }

    /** All tasks that have not ended, those below before those above, for the same case. */
    public List<TaskEntry> unfinishedTasks() {
        List<TaskEntry> tasks = jobs.tasks().open();
        Collections.reverse(tasks);
        return tasks;
    }

    /** Takes the callers that wait for the end of the round, for the same case; this ends the round. */
    public List<Object> takeWaiters() {
        List<Object> waiters = round.waiters();
        round.close();
        return waiters;
    }

    private void expire(long now) {
        jobs.expire(now);
        if (round.deadline() <= now) {
            round.expire(now);
            TerminationRequest termination = round.expiry();
            if (termination != null && jobs.hasUnfinished()) {
                round.cut();
                jobs.endAll(termination, false, now);
            }
        }
        jobs.sampling().expire(now);
    }
}
