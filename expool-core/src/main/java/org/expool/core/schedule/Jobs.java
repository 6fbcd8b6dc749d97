package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.schedule.JobEntry.State;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** The way of each job from its submission to its end; see {@link Scheduler} for the states. */
final class Jobs {

    private final Consumer<Decision> decisions;
    private final Round round;
    private final Sampling sampling;
    private final Endings endings;
    private final Workers workers;
    private final Chains chains;
    private final Dependencies dependencies = new Dependencies();
    private final TaskTree tasks;
    private final ReadyQueue queue = new ReadyQueue();
    private final JobHeap backingOff = JobHeap.byDeadline();

    /** Those that hold a slot or whose onStart is running, by number. */
    private final Map<Long, JobEntry> active = new HashMap<>();

    /** Those that wait for something else than a slot: others, an onStart, a time, or the end of their callbacks. */
    private final Set<JobEntry> aside = new LinkedHashSet<>();

    /** Members that are over and whose dependents are to hear of it. */
    private final Deque<Member> overs = new ArrayDeque<>();

    private final Consumer<JobEntry> failures;
    private int running;
    private int blocked;

    Jobs(
            SchedulerSettings settings,
            Round round,
            Sampling sampling,
            Consumer<JobEntry> failures,
            Consumer<Decision> decisions) {
        this.decisions = decisions;
        this.round = round;
        this.sampling = sampling;
        this.failures = failures;
        endings = new Endings(settings.grace(), decisions);
        workers = new Workers(settings);
        chains = new Chains(settings.chaining(), settings.unchained());
        tasks = new TaskTree(round, this::end, this::over, decisions);
    }

    Dependencies dependencies() {
        return dependencies;
    }

    TaskTree tasks() {
        return tasks;
    }

    Workers workers() {
        return workers;
    }

    Collection<JobEntry> active() {
        return active.values();
    }

    long deadline() {
        JobEntry next = backingOff.first();
        long retry = next == null ? Scheduler.NEVER : next.deadline;
        return Math.min(Math.min(endings.deadline(), tasks.deadline()), Math.min(workers.deadline(), retry));
    }

    boolean isIdle() {
        return queue.isEmpty() && active.isEmpty() && aside.isEmpty();
    }

    /** All that have no outcome. */
    List<JobEntry> unfinished() {
        List<JobEntry> all = new ArrayList<>(active.values());
        queue.forEach(all::add);
        aside.stream().filter(job -> job.state != State.SETTLING).forEach(all::add);
        return all;
    }

    /** All that are not through with, in the order of submission. */
    List<JobEntry> unsettled() {
        List<JobEntry> all = new ArrayList<>(active.values());
        queue.forEach(all::add);
        all.addAll(aside);
        all.sort(Comparator.comparingLong(JobEntry::id));
        return all;
    }

    /** A new job, which is known by name. */
    void submit(JobEntry job, @Nullable Ending tooLate, long now) {
        round.submitted(now);
        TaskEntry task = job.owner;
        if (task != null) {
            task.arrived();
            task.add(job);
        }
        Ending ending = tooLate != null ? tooLate : task == null ? null : task.ending;
        if (ending != null) {
            finish(job, ending.waiting(), now, now, Usage.unknown());
        } else if (job.waits > 0) {
            putAside(job, State.BLOCKED);
            blocked++;
            chains.add(job);
        } else {
            enqueue(job);
        }
    }

    private void enqueue(JobEntry job) {
        job.state = State.QUEUED;
        queue.add(job);
        chains.add(job);
    }

    private void putAside(JobEntry job, State state) {
        job.state = state;
        aside.add(job);
    }

    /** Starts what can be started, until something is over by that for which better jobs may have waited. */
    void start(long now) {
        while (!hasDependents()) {
            JobEntry job = workers.next(queue, now);
            if (job == null) {
                return;
            }
            TaskEntry awaited = tasks.start(job, now);
            if (awaited != null) {
                awaited.parked.add(job);
                putAside(job, State.PARKED);
            } else {
                begin(job, now);
            }
        }
    }

    private void begin(JobEntry job, long now) {
        chains.remove(job);
        workers.assign(job);
        active.put(job.id(), job);
        if (!job.asked) {
            job.tries++;
        }
        if (job.asked || job.job().onStart() == null) {
            launch(job, now);
        } else {
            job.state = State.ASKING;
            workers.asks(job, now);
            decisions.accept(new Decision.AskStart(job));
        }
    }

    void startAnswered(JobEntry job, @Nullable String refusal, long now) {
        workers.answered(job);
        Ending ending = job.ending;
        if (ending != null || refusal != null) {
            release(job);
            Outcome outcome = ending != null ? ending.waiting() : new Outcome.NotStarted(refusal);
            finish(job, outcome, now, now, Usage.unknown());
        } else {
            job.asked = true;
            if (workers.isHeld(job, now)) {
                workers.release(job);
            }
            if (job.slot == JobEntry.NONE) {
                active.remove(job.id());
                enqueue(job);
            } else {
                launch(job, now);
            }
        }
    }

    void taskStartAnswered(TaskEntry task, @Nullable String refusal, long now) {
        for (JobEntry job : tasks.startAnswered(task, refusal, now)) {
            aside.remove(job);
            enqueue(job);
        }
    }

    private void launch(JobEntry job, long now) {
        if (job.job().command().isEmpty()) {
            job.attempts++;
            job.started = true;
            job.startedAt = now;
            release(job);
            finish(job, new Outcome.Succeeded(), now, now, Usage.unknown());
        } else {
            job.state = State.LAUNCHING;
            decisions.accept(new Decision.Launch(job, job.slot));
            sampling.started(now);
            endings.launched(job, now);
        }
    }

    void started(JobEntry job, long pid, long at) {
        job.state = State.RUNNING;
        job.attempts++;
        job.started = true;
        job.pid = pid;
        job.startedAt = at;
        workers.started(job, at);
        running++;
        decisions.accept(new Decision.Announce(job, job.tries, pid, at, running));
        endings.started(job);
    }

    void notStarted(JobEntry job, String reason, long now) {
        release(job);
        Ending ending = job.ending;
        boolean ended = ending != null && ending.then() != Ending.Then.POSTPONED;
        attemptOver(job, ended ? ending.waiting() : new Outcome.NotStarted(reason), now, now, Usage.unknown());
    }

    void exited(JobEntry job, ProcessExit exit, long now) {
        running--;
        job.wall = exit.nanos() - job.startedAt;
        release(job);
        // A process that was gone before its end was decided has ended by itself, whatever was sent after it.
        Ending ending = exit.nanos() < job.endingAt ? null : job.ending;
        Usage usage = Sampling.usage(exit.usage(), job.sampledPeak);
        if (ending != null && ending.then() == Ending.Then.POSTPONED) {
            job.postponed++;
            again(job, ending.running(), exit.nanos(), now, usage, 0);
        } else {
            attemptOver(job, ending != null ? ending.running() : outcome(exit), exit.nanos(), now, usage);
        }
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

    private void attemptOver(JobEntry job, Outcome outcome, long at, long now, Usage usage) {
        boolean byTimeout = outcome instanceof Outcome.TimedOut timedOut && timedOut.isOwn();
        boolean mayRepeat = job.ending == null || !job.ending.isFinal();
        OptionalLong wait = mayRepeat ? Repetition.after(job, outcome, byTimeout) : OptionalLong.empty();
        if (wait.isPresent()) {
            if (byTimeout && Repetition.isRestart(job)) {
                job.restarts++;
            }
            again(job, outcome, at, now, usage, wait.getAsLong());
        } else {
            finish(job, outcome, at, now, usage);
            if (byTimeout && !job.job().restartOnTimeout()) {
                chain(
                        job,
                        Outcome.Chained.Cause.TIME,
                        "timeout of " + seconds(job.job().timeout()),
                        now);
            }
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    /** The attempt has ended, and another follows. */
    private void again(JobEntry job, Outcome outcome, long at, long now, Usage usage, long wait) {
        decisions.accept(new Decision.AttemptEnded(job, job.conclude(outcome, at, usage), now + wait));
        job.forgetAttempt();
        if (wait == 0) {
            enqueue(job);
        } else {
            job.deadline = now + wait;
            backingOff.add(job);
            putAside(job, State.BACKING_OFF);
            chains.add(job);
        }
    }

    private void chain(JobEntry violator, Outcome.Chained.Cause cause, String limit, long now) {
        if (!chains.concerns(violator.job())) {
            return;
        }
        Ending ending = Ending.chained(violator, cause, limit);
        chains.takeWaiting(violator).forEach(job -> end(job, ending, now));
        for (JobEntry job : List.copyOf(active.values())) {
            if (chains.isRelative(job, violator)) {
                end(job, ending, now);
            }
        }
    }

    /** Gives back what a job held while it was being started or ran. */
    private void release(JobEntry job) {
        endings.forget(job);
        active.remove(job.id());
        workers.release(job);
    }

    private void finish(JobEntry job, Outcome outcome, long at, long now, Usage usage) {
        chains.remove(job);
        job.prerequisites = null;
        job.over = true;
        if (!(outcome instanceof Outcome.Succeeded) && job.failure == null) {
            job.failure = Failure.of(job.name(), outcome.reason());
        }
        if (job.needsSettling()) {
            putAside(job, State.SETTLING);
        } else {
            job.state = State.DONE;
        }
        decisions.accept(new Decision.Finish(job, job.conclude(outcome, at, usage)));
        over(job);
        if (job.failure != null) {
            failures.accept(job);
        }
        if (job.state == State.DONE) {
            ended(job, now);
        }
    }

    void settled(JobEntry job, long now) {
        aside.remove(job);
        job.state = State.DONE;
        ended(job, now);
    }

    private void ended(JobEntry job, long now) {
        round.settled();
        tasks.ended(job, now);
    }

    private void over(Member member) {
        dependencies.over(member);
        if (!member.dependents().isEmpty()) {
            overs.add(member);
        }
    }

    /** Whether there are some that have waited for what is over, and are to be released. */
    boolean hasDependents() {
        return !overs.isEmpty();
    }

    /** Lets those go on, or end, that have waited for what is over. */
    void releaseDependents(long now) {
        for (Member member = overs.poll(); member != null; member = overs.poll()) {
            for (JobEntry job : member.dependents()) {
                if (job.state == State.BLOCKED) {
                    prerequisiteOver(job, member, now);
                }
            }
            member.forgetDependents();
        }
    }

    private void prerequisiteOver(JobEntry job, Member member, long now) {
        if (member.failure != null) {
            blocked--;
            aside.remove(job);
            job.failure = member.failure.inheritedBy(job.name());
            finish(job, new Outcome.NotStarted(member.failure.hindrance()), now, now, Usage.unknown());
        } else if (--job.waits == 0) {
            blocked--;
            job.prerequisites = null;
            aside.remove(job);
            enqueue(job);
        }
    }

    /** Ends tasks that nobody can add to any more; see {@link TaskTree}. */
    void completeForsakenTasks(long now) {
        while (!hasDependents() && tasks.completeForsaken(blocked, now)) {
            // the end of one may bring something that could add to the others
        }
    }

    /** Ends a job in whatever state it is; nothing if it has its outcome. */
    void end(JobEntry job, Ending ending, long now) {
        switch (job.state) {
            case QUEUED -> {
                queue.remove(job);
                finish(job, ending.waiting(), now, now, Usage.unknown());
            }
            case BACKING_OFF -> {
                backingOff.remove(job);
                aside.remove(job);
                finish(job, ending.waiting(), now, now, Usage.unknown());
            }
            case BLOCKED, PARKED -> {
                blocked -= job.state == State.BLOCKED ? 1 : 0;
                aside.remove(job);
                finish(job, ending.waiting(), now, now, Usage.unknown());
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

    void endAll(Ending ending, boolean atOnce, long now) {
        workers.liftHold();
        for (JobEntry job = queue.takeAny(); job != null; job = queue.takeAny()) {
            finish(job, ending.waiting(), now, now, Usage.unknown());
        }
        List.copyOf(aside).forEach(job -> end(job, ending, now));
        for (JobEntry job : List.copyOf(active.values())) {
            if (atOnce && (job.state == State.LAUNCHING || job.state == State.RUNNING)) {
                endings.endAtOnce(job, ending, now);
            } else {
                end(job, ending, now);
            }
        }
    }

    /** Ends the newest of the running jobs that are too many, to start them again later. */
    void postponeSurplus(int count, long now) {
        List<JobEntry> holders = new ArrayList<>(active.values());
        holders.removeIf(job -> job.slot == JobEntry.NONE);
        long leaving = holders.stream().filter(job -> job.ending != null).count();
        holders.removeIf(job -> job.ending != null);
        holders.sort(Comparator.comparingLong((JobEntry job) -> job.state == State.RUNNING ? job.startedAt : now)
                .thenComparingLong(JobEntry::id)
                .reversed());
        long surplus = Math.min(workers.surplus() - leaving, holders.size());
        for (int i = 0; i < surplus; i++) {
            JobEntry job = holders.get(i);
            if (job.state == State.ASKING) {
                workers.giveUp(job);
            } else {
                endings.end(job, Ending.postpone(count), now);
            }
        }
    }

    /** Acts on all times that have come. */
    void expire(long now) {
        endings.expire(now);
        workers.expire(now);
        for (JobEntry job = backingOff.first(); job != null && job.deadline <= now; job = backingOff.first()) {
            backingOff.remove(job);
            aside.remove(job);
            enqueue(job);
        }
        tasks.expire(now);
    }

    /** The job of this number, if it is in this state. */
    @Nullable
    JobEntry active(long id, State state) {
        JobEntry job = active.get(id);
        return job == null || job.state != state ? null : job;
    }

    void roundEnded() {
        dependencies.roundEnded();
    }
}
