package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Usage;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.event.Reason;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/**
 * The present attempts: from the choice of a job to the end of its process, and what follows from that. Part of the
 * scheduler's state.
 */
final class AttemptLifecycle implements MemoryPressureHandler.AttemptActions {

    /** What happens to a job after one of its attempts. */
    interface JobActions {
        /** It has its outcome. */
        void finish(JobEntry job, Outcome outcome, long at, long now, Usage usage);

        /** The same, where no process of it has just ended. */
        default void finishWithoutProcess(JobEntry job, Outcome outcome, long now) {
            finish(job, outcome, now, now, Usage.unknown());
        }

        /** It waits for a worker again. */
        void requeue(JobEntry job);

        /** It waits so many nanoseconds for its next attempt. */
        void backOff(JobEntry job, long wait, long now);
    }

    private final JobActions jobs;
    private final JobCounters counters;
    private final Workers workers;
    private final Chains chains;
    private final MemorySampling sampling;
    private final @Nullable MemoryBudget memoryBudget;
    private final @Nullable MemoryPressureHandler memoryPressure;
    private final Medians medians = new Medians();
    private final Terminator terminator;
    private final CpuBudgets cpuBudgets;
    private final Commands commands;
    private final Focus focus;

    /** Jobs lost by a fault whose processes have not ended. */
    private final Set<Long> abandoned = new HashSet<>();

    /** Jobs that occupy a slot or whose onStart is running, by number. */
    private final Map<Long, JobEntry> active = new HashMap<>();

    private int running;
    private boolean frozen;

    AttemptLifecycle(
            SchedulerSettings settings,
            JobActions jobs,
            JobCounters counters,
            CpuBudgets.Overspent overspent,
            Workers workers,
            Chains chains,
            @Nullable MemoryBudget memoryBudget,
            Commands commands,
            Focus focus) {
        this.focus = focus;
        this.jobs = jobs;
        this.counters = counters;
        this.workers = workers;
        this.chains = chains;
        this.memoryBudget = memoryBudget;
        this.commands = commands;
        TimeLimitTimer watch =
                new TimeLimitTimer(settings.cpus(), settings.limits().silence(), medians);
        cpuBudgets = new CpuBudgets(settings.cpus(), settings.limits().cpu(), overspent, commands, focus);
        terminator = new Terminator(watch, StopSequence.graceful(settings.grace()), counters, commands, focus);
        memoryPressure = memoryBudget == null ? null : new MemoryPressureHandler(memoryBudget, this, commands);
        sampling = new MemorySampling(settings, this, workers, memoryBudget, memoryPressure, commands);
    }

    MemorySampling sampling() {
        return sampling;
    }

    long deadline() {
        return Math.min(cpuBudgets.deadline(), Math.min(terminator.deadline(), workers.deadline()));
    }

    @Override
    public Collection<JobEntry> active() {
        return active.values();
    }

    /** Handles all deadlines that have passed. */
    void expire(long now) {
        terminator.expire(now);
        workers.expire(now);
        cpuBudgets.expire(active.values(), now);
    }

    /** Terminates a job that has a process or is about to, with or without grace. */
    @Override
    public void end(JobEntry job, TerminationRequest termination, boolean atOnce, long now) {
        focus.guard(job, () -> terminate(job, termination, atOnce, now));
    }

    private void terminate(JobEntry job, TerminationRequest termination, boolean atOnce, long now) {
        if (job.state == State.RUNNING_ON_START) {
            if (!job.isTerminating()) {
                counters.terminating(job, termination);
            }
        } else if (atOnce) {
            terminator.endAtOnce(job, termination, now);
        } else {
            terminator.end(job, termination, now);
        }
    }

    /** Begins an attempt of a job that can start. */
    void begin(JobEntry job, long now) {
        job.current = new AttemptState();
        workers.assign(job, now);
        active.put(job.id(), job);
        if (!job.onStartAgreed) {
            job.tries++;
        }
        if (job.onStartAgreed || job.job().onStart() == null) {
            launch(job, now);
        } else {
            counters.move(job, State.RUNNING_ON_START);
            workers.onStartCalled(job, now);
            commands.callOnStart(job);
        }
    }

    void startAnswered(JobEntry job, @Nullable String refusal, long now) {
        if (job.state != State.RUNNING_ON_START) {
            return; // a fault has cost the job meanwhile
        }
        workers.answered(job);
        AttemptState attempt = job.present();
        TerminationRequest termination = attempt.termination;
        Outcome outcome = termination != null ? termination.waiting() : refusal == null ? null : refused(refusal);
        if (outcome != null) {
            release(job, now);
            jobs.finishWithoutProcess(job, outcome, now);
        } else {
            job.onStartAgreed = true;
            if (workers.mustWait(job, now)) {
                workers.release(job, now);
            }
            if (attempt.slot == AttemptState.NO_SLOT) {
                active.remove(job.id());
                jobs.requeue(job); // it occupies nothing, and begins anew later
            } else {
                launch(job, now);
            }
        }
    }

    private void launch(JobEntry job, long now) {
        if (job.job().command().isEmpty()) {
            job.present().started = true;
            job.present().startedAt = now;
            release(job, now);
            jobs.finishWithoutProcess(job, new Outcome.Succeeded(), now);
        } else {
            counters.move(job, State.LAUNCHING);
            MemoryState memory = job.memory;
            commands.launch(
                    job,
                    job.present().slot,
                    memory == null ? 0 : memory.promisedBytes(),
                    memory == null || memory.limit == MemoryState.NONE ? null : MemorySize.ofBytes(memory.limit));
            sampling.launched(now);
            terminator.launched(job, now);
            cpuBudgets.launched(job, active.values(), now);
        }
    }

    void started(JobEntry job, Event.Started event, long now) {
        long at = event.at();
        counters.move(job, State.RUNNING);
        AttemptState attempt = job.present();
        attempt.started = true;
        attempt.pid = event.pid();
        attempt.limitEnforced = event.limitEnforced();
        attempt.startedAt = at;
        workers.started(job, at);
        running++;
        commands.started(job, job.tries, event.pid(), at, running);
        terminator.started(job);
        if (frozen) {
            freezeOnRequest(job, now);
        }
    }

    /** Freezes all running jobs and starts none, or thaws them. */
    void freeze(boolean freeze, long now) {
        frozen = freeze;
        workers.freeze(freeze);
        active.values().forEach(job -> focus.guard(job, () -> freezeOnRequest(job, now)));
    }

    private void freezeOnRequest(JobEntry job, long now) {
        boolean before = job.present().isFrozen();
        terminator.freeze(job, mustBeFrozen(job), now);
        boolean after = job.present().isFrozen();
        if (before != after) {
            Fact.OfJob<Reason> event = after ? PoolEvent.JobFrozen::new : PoolEvent.JobThawed::new;
            commands.tell(Fact.of(job, new Reason.ByRequest(), event));
        }
    }

    /** Freezes a job because memory is short, or thaws it. */
    @Override
    public void freeze(JobEntry job, boolean freeze, long now) {
        job.present().frozenForMemory = freeze;
        focus.guard(job, () -> terminator.freeze(job, mustBeFrozen(job), now));
    }

    private boolean mustBeFrozen(JobEntry job) {
        return frozen || job.present().frozenForMemory;
    }

    /** The kernel has killed processes of a job at its own limit; those of an earlier attempt do not count. */
    void oomKilled(JobEntry job, long pid, long now) {
        boolean runs = job.state == State.RUNNING && job.present().pid == pid;
        if (runs && !job.isTerminating() && job.memory != null) {
            Outcome.MemoryExceeded exceeded = MemoryLimits.oomKilled(job.memory, null);
            terminator.end(job, MemoryLimits.termination(job, exceeded), now);
        }
    }

    void probed(JobEntry job, int attempt, JobProbe probe, long now) {
        terminator.probed(job, attempt, probe, now);
        cpuBudgets.settle(active.values(), now);
    }

    private static Outcome refused(String reason) {
        return new Outcome.NotStarted(Outcome.NotStarted.Cause.CALLBACK, reason);
    }

    void notStarted(JobEntry job, Outcome.NotStarted why, long now) {
        release(job, now);
        TerminationRequest termination = job.present().termination;
        Outcome outcome = termination != null && termination.then() != TerminationRequest.Then.POSTPONED
                ? termination.waiting()
                : why;
        attemptEnded(job, outcome, now, now, Usage.unknown());
    }

    void exited(JobEntry job, ProcessExit exit, long now) {
        running--;
        AttemptState attempt = job.present();
        attempt.wall = exit.nanos() - attempt.startedAt;
        release(job, now);
        // A process that was gone before its end was decided has ended by itself, whatever was sent after it.
        TerminationRequest termination = exit.nanos() < attempt.terminationAt ? null : attempt.termination;
        Usage usage = SamplingTimer.usage(exit.usage(), attempt.sampledPeak);
        if (job.memory != null) {
            job.memory.ended(usage);
        }
        if (attempt.termination == null && memoryPressure != null) {
            termination = memoryPressure.oomKilled(job, exit, usage);
            counters.terminating(job, termination);
        }
        if (termination != null && termination.then() == TerminationRequest.Then.POSTPONED) {
            job.postponed++;
            learn(job, usage, false);
            scheduleNextAttempt(job, termination.running(), exit.nanos(), now, usage, 0);
        } else {
            Outcome outcome = termination != null
                    ? MemoryLimits.withPeak(termination.running(), usage.peakMemory())
                    : ExitClassifier.of(job, exit, usage);
            learn(job, usage, outcome instanceof Outcome.Succeeded);
            attemptEnded(job, outcome, exit.nanos(), now, usage);
        }
        cpuBudgets.ended(job, CpuBudgets.used(attempt, usage), active.values(), now);
    }

    /** Its process can no longer be reached, and its exit will not be reported. */
    void lost(JobEntry job, String reason, long now) {
        AttemptState attempt = job.present();
        counters.terminating(job, TerminationRequest.lost(reason));
        attempt.terminationAt = now;
        exited(job, ProcessExit.unknown(now), now);
    }

    private void attemptEnded(JobEntry job, Outcome outcome, long at, long now, Usage usage) {
        boolean byTimeout = outcome instanceof Outcome.TimedOut timedOut && timedOut.isOfOneJob();
        TerminationRequest termination = job.present().termination;
        boolean mayRepeat = termination == null || !termination.isFinal();
        OptionalLong wait = mayRepeat ? RetryDecision.after(job, outcome, byTimeout) : OptionalLong.empty();
        if (wait.isPresent()) {
            if (byTimeout && RetryDecision.isRestart(job)) {
                job.restarts++;
            }
            if (outcome instanceof Outcome.MemoryExceeded exceeded) {
                recordReason(job, MemoryLimits.raise(job, exceeded), PoolEvent.MemoryLimitRaised::new);
            }
            scheduleNextAttempt(job, outcome, at, now, usage, wait.getAsLong());
        } else {
            focus.guard(job, () -> jobs.finish(job, outcome, at, now, usage));
            if (job.current == null) { // else a fault came before its outcome was reported
                chains.ended(job, outcome, active.values(), now);
            }
        }
    }

    /** The attempt has ended, and another follows. */
    private void scheduleNextAttempt(JobEntry job, Outcome outcome, long at, long now, Usage usage, long wait) {
        commands.attemptEnded(job, job.attemptEnd(outcome, at, usage), now + wait);
        if (memoryBudget != null && isForMemory(outcome, job.present().termination)) {
            memoryBudget.wasted(job.present().unfrozen());
        }
        job.onStartAgreed = false;
        if (wait == 0) {
            jobs.requeue(job);
        } else {
            jobs.backOff(job, wait, now);
        }
    }

    private static boolean isForMemory(Outcome outcome, @Nullable TerminationRequest termination) {
        return outcome instanceof Outcome.MemoryExceeded || termination != null && termination.forMemory();
    }

    /** What was done with a job because memory was short. */
    @Override
    public <W extends MemoryReason> void recordReason(JobEntry job, W why, Fact.OfJob<? super W> event) {
        if (job.memory != null) {
            job.memory.reasons.add(why);
        }
        commands.tell(Fact.of(job, why, event));
    }

    /** A run has ended; limits of other jobs may depend on successful runs of their category. */
    private void learn(JobEntry job, Usage usage, boolean success) {
        AttemptState attempt = job.present();
        long ran = attempt.unfrozen();
        if (memoryBudget != null) {
            memoryBudget.learn(job, usage, ran, success);
        }
        String category = job.job().category();
        if (success && category != null) {
            medians.succeeded(category, ran);
            for (JobEntry other : active.values()) {
                if (other.job().limits().relative() != null
                        && category.equals(other.job().category())) {
                    terminator.changed(other);
                }
            }
        }
    }

    /** Terminates the newest surplus jobs, to start them again later. */
    void postponeSurplus(int count, long now) {
        List<JobEntry> occupants = new ArrayList<>(active.values());
        occupants.removeIf(job -> job.present().slot == AttemptState.NO_SLOT);
        long leaving = occupants.stream().filter(JobEntry::isTerminating).count();
        occupants.removeIf(JobEntry::isTerminating);
        occupants.sort(
                Comparator.comparingLong((JobEntry job) -> job.state == State.RUNNING ? job.present().startedAt : now)
                        .thenComparingLong(JobEntry::id)
                        .reversed());
        long surplus = Math.min(workers.surplus() - leaving, occupants.size());
        for (int i = 0; i < surplus; i++) {
            JobEntry job = occupants.get(i);
            if (job.state == State.RUNNING_ON_START) {
                workers.giveUp(job, now);
            } else {
                Reason why = new Reason.FewerWorkers(count);
                commands.tell(Fact.of(job, why, PoolEvent.JobPostponed::new));
                end(job, TerminationRequest.postpone(why.text()), false, now);
            }
        }
    }

    /** Releases what a job occupied while it was being started or ran. */
    private void release(JobEntry job, long now) {
        terminator.forget(job);
        active.remove(job.id());
        workers.release(job, now);
    }

    /** Drops its attempt, in whatever state an interrupted step has left it; kills its process, if any. */
    void discard(JobEntry job, long now) {
        boolean mayRun = job.state == State.LAUNCHING || job.state == State.RUNNING;
        terminator.discard(job);
        active.remove(job.id());
        workers.discard(job, now);
        if (mayRun) {
            abandoned.add(job.id());
            commands.signal(job, Signal.KILL);
        }
    }

    /**
     * Whether an event about the process of this job must be ignored because a fault has cost the job.
     *
     * @param last whether it is the last such event
     */
    boolean isAbandoned(long id, boolean last) {
        return last ? abandoned.remove(id) : abandoned.contains(id);
    }

    /** Recomputes the running counts, after an interrupted step. */
    void recount() {
        running = (int) active.values().stream()
                .filter(job -> job.state == State.RUNNING)
                .count();
    }

    /** The job of this number, if it is in this state. */
    @Nullable
    JobEntry active(long id, State state) {
        JobEntry job = active.get(id);
        return job == null || job.state != state ? null : job;
    }

    /** A task has completed. */
    void completed(TaskEntry task) {
        cpuBudgets.completed(task);
    }

    void roundEnded() {
        cpuBudgets.roundEnded();
    }
}
