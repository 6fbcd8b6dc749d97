package org.expool.core.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.PoolEvent;
import org.expool.event.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * Leads each job from its submission to its end, except for its {@link AttemptLifecycle}; see {@link Scheduler} for the
 * states. Part of the scheduler's state.
 */
final class JobLifecycle implements AttemptLifecycle.JobActions {

    private final Commands commands;
    private final Round round;
    private final QueueTimes queueTimes;
    private final Workers workers;
    private final Chains chains;
    private final Dependencies dependencies = new Dependencies();
    private final TaskTree tasks;
    private final AttemptLifecycle attempts;
    private final @Nullable MemoryBudget memoryBudget;
    private final JobQueue queue;
    private final JobHeap backingOff = JobHeap.byDeadline();

    /**
     * Jobs that wait for something other than a worker: prerequisites, an onStart, a time, or the end of their
     * callbacks.
     */
    private final Set<JobEntry> aside = new LinkedHashSet<>();

    private final JobTable unsettled = new JobTable();
    private final JobCounters counters = new JobCounters();

    /** Completed jobs and tasks whose dependents have not been released yet. */
    private final Deque<WorkItem> completedItems = new ArrayDeque<>();

    private final Consumer<JobEntry> failures;
    private final Focus focus;
    private int blocked;

    JobLifecycle(SchedulerSettings settings, Round round, Consumer<JobEntry> failures, Commands commands, Focus focus) {
        this.focus = focus;
        this.commands = commands;
        this.round = round;
        this.failures = failures;
        queueTimes = new QueueTimes(settings.limits().queue());
        memoryBudget =
                settings.memory() == null ? null : new MemoryBudget(settings.memory(), settings.workers(), commands);
        queue = memoryBudget == null ? new ReadyQueue() : new BalancedQueue(memoryBudget);
        workers = new Workers(settings, memoryBudget);
        chains = new Chains(settings.chaining(), settings.unchained(), this::end);
        tasks = new TaskTree(round, this::end, this::taskCompleted, commands, focus);
        attempts = new AttemptLifecycle(
                settings, this, counters, this::overspent, workers, chains, memoryBudget, commands, focus);
    }

    Dependencies dependencies() {
        return dependencies;
    }

    TaskTree tasks() {
        return tasks;
    }

    AttemptLifecycle attempts() {
        return attempts;
    }

    @Nullable
    MemoryBudget memoryBudget() {
        return memoryBudget;
    }

    MemorySampling sampling() {
        return attempts.sampling();
    }

    Workers workers() {
        return workers;
    }

    long deadline() {
        JobEntry next = backingOff.first();
        long retry = next == null ? Deadline.NEVER : next.deadline;
        return Math.min(Math.min(attempts.deadline(), tasks.deadline()), Math.min(queueTimes.deadline(), retry));
    }

    boolean isIdle() {
        return queue.isEmpty() && attempts.active().isEmpty() && aside.isEmpty();
    }

    /** All that have no outcome, even those that an interrupted step has lost sight of. */
    List<JobEntry> unfinished() {
        List<JobEntry> all = new ArrayList<>();
        unsettled.read(0, Integer.MAX_VALUE, job -> {
            if (job.state != State.RUNNING_CALLBACKS && job.state != State.DONE) {
                all.add(job);
            }
            return true;
        });
        return all;
    }

    /** Whether any has no outcome. */
    boolean hasUnfinished() {
        return !queue.isEmpty()
                || !attempts.active().isEmpty()
                || aside.stream().anyMatch(job -> job.state != State.RUNNING_CALLBACKS);
    }

    JobTable unsettled() {
        return unsettled;
    }

    JobCounters counters() {
        return counters;
    }

    /** A new job, which is known by name. */
    void submit(JobEntry job, @Nullable TerminationRequest tooLate, long now) {
        round.submitted(now);
        TaskEntry task = job.owner;
        if (task != null) {
            task.arrived();
            task.add(job);
        }
        TerminationRequest termination = tooLate != null ? tooLate : task == null ? null : task.termination;
        if (memoryBudget != null) {
            String refusal = memoryBudget.refusal(job);
            termination = termination == null && refusal != null
                    ? TerminationRequest.notStarted(Outcome.NotStarted.Cause.MEMORY, refusal)
                    : termination;
        }
        queueTimes.add(job, now);
        unsettled.add(job);
        counters.submitted(job);
        commands.tell((number, at) -> new PoolEvent.JobSubmitted(number, at, job.id(), job.job()));
        if (termination != null) {
            finishWithoutProcess(job, termination.waiting(), now);
        } else if (job.pendingPrerequisites > 0) {
            putAside(job, State.BLOCKED, queued(job, new WaitReason.Prerequisites(job.pendingPrerequisites)));
            blocked++;
            chains.add(job);
        } else {
            enqueue(job);
        }
    }

    /** It waits for a worker again. */
    @Override
    public void requeue(JobEntry job) {
        commands.tell(queued(job, WaitReason.FreeWorker.FREE_WORKER));
        enqueue(job);
    }

    private void enqueue(JobEntry job) {
        counters.move(job, State.QUEUED);
        queue.add(job);
        chains.add(job);
    }

    /** It waits for the time of its next attempt. */
    @Override
    public void backOff(JobEntry job, long wait, long now) {
        job.deadline = now + wait;
        backingOff.add(job);
        putAside(
                job,
                State.BACKING_OFF,
                (number, at) -> queued(job, new WaitReason.NextAttempt(at.plusNanos(wait)))
                        .make(number, at));
        chains.add(job);
    }

    private void putAside(JobEntry job, State state, Fact why) {
        counters.move(job, state);
        aside.add(job);
        commands.tell(why);
    }

    private static Fact queued(JobEntry job, WaitReason why) {
        return Fact.of(job, why, PoolEvent.JobQueued::new);
    }

    /** Starts what can be started, until that completes something for which better jobs may have waited. */
    void start(long now) {
        while (!hasDependents()) {
            JobEntry job = workers.next(queue, now);
            if (job == null) {
                return;
            }
            focus.enter(job);
            TaskEntry awaited = tasks.start(job, now);
            if (awaited != null) {
                awaited.parked.add(job);
                putAside(job, State.WAITING_FOR_TASK_START, queued(job, new WaitReason.TaskStart(awaited.name())));
            } else {
                chains.remove(job);
                queueTimes.remove(job);
                attempts.begin(job, now);
            }
            focus.leave();
        }
    }

    void taskStartAnswered(TaskEntry task, @Nullable String refusal, long now) {
        for (JobEntry job : tasks.startAnswered(task, refusal, now)) {
            aside.remove(job);
            requeue(job);
        }
    }

    @Override
    public void finish(JobEntry job, Outcome outcome, long at, long now, Usage usage) {
        focus.enter(job);
        chains.remove(job);
        queueTimes.remove(job);
        job.prerequisites = null;
        job.completed = true;
        if (!(outcome instanceof Outcome.Succeeded) && job.failure == null) {
            job.failure = Failure.of(job.name(), outcome.reason());
        }
        commands.finished(job, job.attemptEnd(outcome, at, usage));
        counters.finished(job, outcome, job.needsSettling() ? State.RUNNING_CALLBACKS : State.DONE);
        if (job.state == State.RUNNING_CALLBACKS) {
            aside.add(job);
        }
        completed(job);
        if (job.failure != null) {
            failures.accept(job);
        }
        if (job.state == State.DONE) {
            ended(job, now);
        }
        focus.leave();
    }

    /**
     * A fault has interrupted a step about this job: the job is lost, in whatever state it is. What the step decided
     * before stands.
     */
    void lose(JobEntry job, Outcome lost, long now) {
        if (job.state == State.DONE || job.state == State.RUNNING_CALLBACKS) {
            outcomeKnown(job, now);
            return;
        }
        if (queue.contains(job)) {
            queue.remove(job);
        }
        chains.discard(job);
        backingOff.discard(job);
        aside.remove(job);
        attempts.discard(job, now);
        TaskEntry task = job.owner;
        if (task != null) {
            task.parked.remove(job);
            if (!task.unfinished.contains(job)) { // it had not been added yet
                task.arrived();
                task.add(job);
            }
        }
        finishWithoutProcess(job, lost, now);
    }

    /** Does what follows a job's outcome, unless the interrupted step has done so. */
    private void outcomeKnown(JobEntry job, long now) {
        if (!job.dependents().isEmpty() && !completedItems.contains(job)) {
            completedItems.add(job);
        }
        if (job.state == State.DONE) {
            unsettled.remove(job);
            if (job.owner != null && job.owner.unfinished.contains(job)) {
                tasks.ended(job, now);
            }
        }
    }

    /** Recomputes the running counts, after an interrupted step. */
    void recount() {
        attempts.recount();
        tasks.recount();
        blocked = (int) aside.stream().filter(job -> job.state == State.BLOCKED).count();
        round.recount(unsettled().size() + tasks.open().size());
        counters.recount(unsettled);
    }

    void settled(JobEntry job, long now) {
        aside.remove(job);
        counters.move(job, State.DONE);
        ended(job, now);
    }

    private void ended(JobEntry job, long now) {
        unsettled.remove(job);
        round.settled();
        tasks.ended(job, now);
    }

    private void taskCompleted(TaskEntry task) {
        attempts.completed(task);
        completed(task);
    }

    private void completed(WorkItem member) {
        dependencies.completed(member);
        if (!member.dependents().isEmpty()) {
            completedItems.add(member);
        }
    }

    boolean hasDependents() {
        return !completedItems.isEmpty();
    }

    /** Requeues or ends the jobs that have waited for what has completed. */
    void releaseDependents(long now) {
        for (WorkItem member = completedItems.poll(); member != null; member = completedItems.poll()) {
            WorkItem ended = member;
            for (JobEntry job : member.dependents()) {
                if (job.state == State.BLOCKED) {
                    focus.guard(job, () -> prerequisiteCompleted(job, ended, now));
                }
            }
            member.forgetDependents();
        }
    }

    private void prerequisiteCompleted(JobEntry job, WorkItem member, long now) {
        if (member.failure != null) {
            blocked--;
            aside.remove(job);
            job.failure = member.failure.inheritedBy(job.name());
            finishWithoutProcess(
                    job,
                    new Outcome.NotStarted(Outcome.NotStarted.Cause.PREREQUISITE, member.failure.ofPrerequisite()),
                    now);
        } else if (--job.pendingPrerequisites == 0) {
            blocked--;
            job.prerequisites = null;
            aside.remove(job);
            requeue(job);
        }
    }

    /** Completes tasks to which no member can be added any more; see {@link TaskTree}. */
    void completeUnreachableTasks(long now) {
        while (!hasDependents() && tasks.completeUnreachable(blocked, now)) {
            // the end of one may start callbacks that add to the others
        }
    }

    /** Ends a job in whatever state it is; no effect if it has its outcome. */
    void end(JobEntry job, TerminationRequest termination, long now) {
        focus.guard(job, () -> terminate(job, termination, now));
    }

    private void terminate(JobEntry job, TerminationRequest termination, long now) {
        switch (job.state) {
            case QUEUED -> {
                queue.remove(job);
                finishWithoutProcess(job, termination.waiting(), now);
            }
            case BACKING_OFF -> {
                backingOff.remove(job);
                aside.remove(job);
                finishWithoutProcess(job, termination.waiting(), now);
            }
            case BLOCKED, WAITING_FOR_TASK_START -> {
                blocked -= job.state == State.BLOCKED ? 1 : 0;
                aside.remove(job);
                finishWithoutProcess(job, termination.waiting(), now);
            }
            case RUNNING_ON_START, LAUNCHING, RUNNING -> attempts.end(job, termination, false, now);
            case RUNNING_CALLBACKS, DONE -> {}
        }
    }

    void endAll(TerminationRequest termination, boolean atOnce, long now) {
        workers.liftStartDelay();
        for (JobEntry job = queue.takeAny(); job != null; job = queue.takeAny()) {
            JobEntry waiting = job;
            focus.guard(waiting, () -> finishWithoutProcess(waiting, termination.waiting(), now));
        }
        List.copyOf(aside).forEach(job -> end(job, termination, now));
        for (JobEntry job : List.copyOf(attempts.active())) {
            attempts.end(job, termination, atOnce, now);
        }
    }

    /** Acts on all times that have come. */
    void expire(long now) {
        attempts.expire(now);
        for (JobEntry job = queueTimes.overdue(now); job != null; job = queueTimes.overdue(now)) {
            TerminationRequest termination = queueTimes.termination(job, now);
            queueTimes.remove(job);
            end(job, termination, now);
        }
        for (JobEntry job = backingOff.first(); job != null && job.deadline <= now; job = backingOff.first()) {
            backingOff.remove(job);
            aside.remove(job);
            requeue(job);
        }
        tasks.expire(now);
    }

    /** The CPU time of a task, or of the round where it is null, is used up. */
    private void overspent(@Nullable TaskEntry task, Outcome outcome, long now) {
        if (task != null) {
            tasks.end(task, TerminationRequest.taskTimeout(outcome), now);
        } else {
            TerminationRequest termination = TerminationRequest.roundTimeout(outcome);
            round.expire(termination);
            round.cut();
            endAll(termination, false, now);
        }
    }

    void roundEnded() {
        attempts.roundEnded();
        dependencies.roundEnded();
    }
}
