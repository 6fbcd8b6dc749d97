package org.expool.core.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.expool.Outcome;

/**
 * Goes on after a fault of the scheduler: the jobs and tasks in {@link Focus} are lost; earlier decisions of the step
 * stand; the rest of the step follows. Part of the scheduler's state.
 */
final class FaultRecovery {

    /** In one step; after that the scheduler, and with it the pool, gives up. */
    private static final int MOST_FAULTS = 100;

    private final Commands commands;
    private final Focus focus;
    private final JobLifecycle jobs;
    private final LongConsumer settle;

    /** What faults have cost and is not lost yet: losing can be interrupted by the next fault. */
    private final Set<WorkItem> costs = new LinkedHashSet<>();

    /**
     * Without a fault so far.
     *
     * @param settle does the rest of a step; its argument is the time
     */
    FaultRecovery(Commands commands, Focus focus, JobLifecycle jobs, LongConsumer settle) {
        this.commands = commands;
        this.focus = focus;
        this.jobs = jobs;
        this.settle = settle;
    }

    /**
     * A step has thrown.
     *
     * @param accepted whether the event itself had been handled
     * @throws IllegalStateException if faults do not end
     */
    void recover(Event event, boolean accepted, Throwable first, long now) {
        costs.addAll(focus.take());
        if (!accepted && costs.isEmpty()) { // then it costs the call
            event.abandon(commands, lost(first), now);
        }
        Throwable fault = first;
        boolean settled = false;
        for (int faults = 0; !settled; faults++) {
            costs.addAll(focus.take());
            if (faults == MOST_FAULTS) {
                throw new IllegalStateException("the scheduler cannot continue after " + event, fault);
            }
            try {
                commands.warn("the scheduler failed at " + event + "; it continues without " + costs, fault);
                lose(lost(fault), now);
                settle.accept(now);
                settled = true;
            } catch (RuntimeException | StackOverflowError e) {
                fault = e;
            }
        }
    }

    /** Loses the jobs and tasks of faults that a guard has kept. Returns whether there was one. */
    boolean loseTorn(long now) {
        boolean any = false;
        for (Throwable fault = focus.fault(); fault != null; fault = focus.fault()) {
            any = true;
            costs.addAll(focus.takeTorn());
            commands.warn("the scheduler failed; it continues without " + costs, fault);
            lose(lost(fault), now);
        }
        return any;
    }

    private static Outcome lost(Throwable fault) {
        return new Outcome.Lost("the scheduler failed: " + fault);
    }

    /** Jobs first: a task must not search the queue for one that the interrupted step has taken out. */
    private void lose(Outcome lost, long now) {
        for (WorkItem item : List.copyOf(costs)) {
            if (item instanceof JobEntry job) {
                jobs.lose(job, lost, now);
                costs.remove(item);
            }
        }
        for (WorkItem item : List.copyOf(costs)) {
            jobs.tasks().lose((TaskEntry) item, TerminationRequest.lost(lost.reason()), now);
            costs.remove(item);
        }
        jobs.recount();
    }
}
