package org.expool.core.schedule;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.schedule.JobEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time that the jobs of a task, or of a round, may use together. As for a single job nothing is polled: all
 * running jobs are probed when the budget can be used up at the earliest, were every CPU busy for it.
 */
final class CpuBudgets {

    /** Of a task, or of the round where that is null. */
    private static final class Budget {
        private final @Nullable TaskEntry task;
        private final Duration limit;

        /** By attempts that have ended, in nanoseconds. */
        private long used;

        private long probeAt = Deadline.NEVER;
        private boolean probing;

        Budget(@Nullable TaskEntry task, Duration limit) {
            this.task = task;
            this.limit = limit;
        }

        boolean covers(JobEntry job) {
            return job.isIn(task);
        }

        long sum(Collection<JobEntry> active) {
            return used
                    + active.stream()
                            .filter(this::covers)
                            .mapToLong(job -> job.present().probedCpu)
                            .sum();
        }
    }

    /** A budget is used up. */
    interface Overspent {
        void end(@Nullable TaskEntry task, Outcome outcome, long now);
    }

    private final int cpus;
    private final @Nullable Duration ofRound;
    private final Overspent overspent;
    private final Commands commands;
    private final Focus focus;
    private final Map<@Nullable TaskEntry, Budget> budgets = new LinkedHashMap<>();

    CpuBudgets(int cpus, @Nullable Duration ofRound, Overspent overspent, Commands commands, Focus focus) {
        this.focus = focus;
        this.cpus = cpus;
        this.ofRound = ofRound;
        this.overspent = overspent;
        this.commands = commands;
    }

    long deadline() {
        long next = Deadline.NEVER;
        for (Budget budget : budgets.values()) {
            next = Math.min(next, budget.probeAt);
        }
        return next;
    }

    /** A job begins to use CPU time. */
    void launched(JobEntry job, Collection<JobEntry> active, long now) {
        if (ofRound != null) {
            open(null, ofRound, active, now);
        }
        for (TaskEntry task = job.owner; task != null; task = task.owner) {
            Duration limit = task.task().limits().cpu();
            if (limit != null) {
                open(task, limit, active, now);
            }
        }
    }

    private void open(@Nullable TaskEntry task, Duration limit, Collection<JobEntry> active, long now) {
        Budget budget = budgets.computeIfAbsent(task, key -> new Budget(key, limit));
        if (budget.probeAt == Deadline.NEVER && !budget.probing) {
            plan(budget, budget.sum(active), now);
        }
    }

    private void plan(Budget budget, long sum, long now) {
        budget.probeAt = usedUpAt(budget, sum, now);
    }

    /** When it can be used up at the earliest, at least the shortest time from now. */
    private long usedUpAt(Budget budget, long sum, long now) {
        return now + Math.max(TimeLimitTimer.CLOSEST_PROBE, (Deadline.nanos(budget.limit) - sum) / cpus);
    }

    /** Probes the jobs of budgets that are due. */
    void expire(Collection<JobEntry> active, long now) {
        for (Budget budget : budgets.values()) {
            if (budget.probeAt <= now) {
                budget.probeAt = Deadline.NEVER;
                budget.probing = true;
                active.stream()
                        .filter(job -> isProbedFor(budget, job) && !job.present().probing)
                        .forEach(this::probe);
            }
        }
        settle(active, now);
    }

    private static boolean isProbedFor(Budget budget, JobEntry job) {
        return job.state == State.RUNNING && budget.covers(job);
    }

    private void probe(JobEntry job) {
        focus.guard(job, () -> {
            commands.probe(job, job.tries);
            job.present().probing = true;
        });
    }

    /** What an ended attempt has used, in nanoseconds; its last probe, if its usage is unknown. */
    static long used(AttemptState attempt, Usage usage) {
        return usage.user() == null || usage.system() == null
                ? attempt.probedCpu
                : usage.user().plus(usage.system()).toNanos();
    }

    /** An attempt has ended, and its job's outcome is decided: a budget that is used up now does not change that. */
    void ended(JobEntry job, long used, Collection<JobEntry> active, long now) {
        for (Budget budget : budgets.values()) {
            if (budget.covers(job)) {
                budget.used += used;
                if (budget.probeAt
                        != Deadline.NEVER) { // planned, perhaps by a probe that came too late to see this use
                    budget.probeAt = Math.min(budget.probeAt, usedUpAt(budget, budget.sum(active), now));
                }
            }
        }
        settle(active, now);
    }

    /** Ends what belongs to used-up budgets, and plans the next probe of others that have none under way. */
    void settle(Collection<JobEntry> active, long now) {
        for (Budget budget : List.copyOf(budgets.values())) {
            long sum = budget.sum(active);
            if (sum >= Deadline.nanos(budget.limit)) {
                budgets.remove(budget.task);
                overspent.end(budget.task, outcome(budget, sum), now);
            } else if (budget.probing
                    && active.stream().noneMatch(job -> isProbedFor(budget, job) && job.present().probing)) {
                budget.probing = false;
                if (active.stream().anyMatch(budget::covers)) {
                    plan(budget, sum, now);
                }
            }
        }
    }

    private static Outcome outcome(Budget budget, long sum) {
        Duration measured = Duration.ofNanos(sum);
        Outcome.TimedOut.Clock cpu = Outcome.TimedOut.Clock.CPU;
        return budget.task == null
                ? Outcome.TimedOut.ofPool(cpu, budget.limit, measured)
                : Outcome.TimedOut.ofTask(budget.task.name(), cpu, budget.limit, measured);
    }

    /** A task has completed: no job of it will start. */
    void completed(TaskEntry task) {
        budgets.remove(task);
    }

    /** A round is over, and all tasks with it. */
    void roundEnded() {
        budgets.clear();
    }
}
