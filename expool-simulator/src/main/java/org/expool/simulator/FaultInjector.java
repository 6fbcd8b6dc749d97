package org.expool.simulator;

import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.expool.MemorySize;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.RoundMemory;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Makes the scheduler faulty: now and then it throws instead of passing a command on, like a fault of the scheduler
 * itself. Answers to calls, and warnings about faults, are always passed on. Not thread-safe.
 */
public final class FaultInjector implements Commands {

    private final Commands target;
    private final SplittableRandom random;
    private final int oneIn;

    /**
     * With faults that depend on the seed alone.
     *
     * @param oneIn one command of so many is replaced by a fault
     */
    public FaultInjector(Commands target, long seed, int oneIn) {
        this.target = target;
        this.random = new SplittableRandom(seed);
        this.oneIn = oneIn;
    }

    private void perhaps(String command) {
        if (random.nextInt(oneIn) == 0) {
            throw new InjectedFaultException(command);
        }
    }

    @Override
    public void callOnStart(TaskEntry task) {
        perhaps("callOnStart");
        target.callOnStart(task);
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        perhaps("taskStarted");
        target.taskStarted(task, snapshot);
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        perhaps("taskFinished");
        target.taskFinished(task, snapshot);
    }

    @Override
    public void callOnStart(JobEntry job) {
        perhaps("callOnStart");
        target.callOnStart(job);
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        perhaps("launch");
        target.launch(job, slot, promisedBytes, limit);
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        perhaps("started");
        target.started(job, attempt, pid, at, running);
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        perhaps("probe");
        target.probe(job, attempt);
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        perhaps("freeze");
        target.freeze(job, frozen);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        perhaps("signal");
        target.signal(job, signal);
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        perhaps("sampleMemory");
        target.sampleMemory(pids);
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        perhaps("reclaim");
        target.reclaim(job, bytes);
    }

    @Override
    public void recordRun(RecordedRun run) {
        perhaps("recordRun");
        target.recordRun(run);
    }

    @Override
    public void tell(Fact fact) {
        target.tell(fact);
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        perhaps("attemptEnded");
        target.attemptEnded(job, end, nextAt);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        perhaps("finished");
        target.finished(job, end);
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        target.admitted(waiter, problems);
    }

    @Override
    public void refused(Object waiter) {
        target.refused(waiter);
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        target.inspected(waiter, found);
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable RoundMemory memory) {
        perhaps("roundEnded");
        target.roundEnded(waiters, complete, memory);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        target.warn(message, fault);
    }
}
