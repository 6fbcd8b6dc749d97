package org.expool.core.schedule;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Passes every command on. Subclasses replace, drop or observe commands, one by one or all in {@link #pass}. As
 * thread-safe as its targets.
 */
public class ForwardingCommands implements Commands {

    private final Commands[] targets;

    /** Passes commands on to these targets, in order. */
    public ForwardingCommands(Commands... targets) {
        this.targets = targets.clone();
    }

    /**
     * Passes one command on.
     *
     * @param name of the command
     * @param command calls its method of a target
     */
    protected void pass(String name, Consumer<Commands> command) {
        for (Commands target : targets) {
            command.accept(target);
        }
    }

    @Override
    public void callOnStart(TaskEntry task) {
        pass("callOnStart", to -> to.callOnStart(task));
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        pass("taskStarted", to -> to.taskStarted(task, snapshot));
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        pass("taskFinished", to -> to.taskFinished(task, snapshot));
    }

    @Override
    public void callOnStart(JobEntry job) {
        pass("callOnStart", to -> to.callOnStart(job));
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        pass("launch", to -> to.launch(job, slot, promisedBytes, limit));
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        pass("started", to -> to.started(job, attempt, pid, at, running));
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        pass("probe", to -> to.probe(job, attempt));
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        pass("freeze", to -> to.freeze(job, frozen));
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        pass("signal", to -> to.signal(job, signal));
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        pass("sampleMemory", to -> to.sampleMemory(pids));
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        pass("reclaim", to -> to.reclaim(job, bytes));
    }

    @Override
    public void recordRun(RecordedRun run) {
        pass("recordRun", to -> to.recordRun(run));
    }

    @Override
    public void tell(Fact fact) {
        pass("tell", to -> to.tell(fact));
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        pass("attemptEnded", to -> to.attemptEnded(job, end, nextAt));
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        pass("finished", to -> to.finished(job, end));
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        pass("admitted", to -> to.admitted(waiter, problems));
    }

    @Override
    public void refused(Object waiter) {
        pass("refused", to -> to.refused(waiter));
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        pass("inspected", to -> to.inspected(waiter, found));
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        pass("roundEnded", to -> to.roundEnded(waiters, complete, memory));
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        pass("warn", to -> to.warn(message, fault));
    }
}
