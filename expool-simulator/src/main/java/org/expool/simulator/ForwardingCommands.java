package org.expool.simulator;

import java.util.Collection;
import java.util.List;
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
 * Passes every command on. Subclasses change, drop or observe some, to simulate a faulty scheduler or to watch one. As
 * thread-safe as its target.
 */
public class ForwardingCommands implements Commands {

    private final Commands target;

    /** Passes commands on to this target. */
    public ForwardingCommands(Commands target) {
        this.target = target;
    }

    @Override
    public void callOnStart(TaskEntry task) {
        target.callOnStart(task);
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        target.taskStarted(task, snapshot);
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        target.taskFinished(task, snapshot);
    }

    @Override
    public void callOnStart(JobEntry job) {
        target.callOnStart(job);
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        target.launch(job, slot, promisedBytes, limit);
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        target.started(job, attempt, pid, at, running);
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        target.probe(job, attempt);
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        target.freeze(job, frozen);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        target.signal(job, signal);
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        target.sampleMemory(pids);
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        target.reclaim(job, bytes);
    }

    @Override
    public void recordRun(RecordedRun run) {
        target.recordRun(run);
    }

    @Override
    public void tell(Fact fact) {
        target.tell(fact);
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        target.attemptEnded(job, end, nextAt);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
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
        target.roundEnded(waiters, complete, memory);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        target.warn(message, fault);
    }
}
