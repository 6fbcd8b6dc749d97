package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
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
 * Keeps faults of providers and of user code away from the scheduler: a command that throws is logged and replaced by
 * its {@linkplain FallbackCommands fallback}, so that it fails alone and the pool goes on. As thread-safe as what it
 * guards.
 */
final class GuardedCommands implements Commands {

    private static final Logger LOG = System.getLogger(GuardedCommands.class.getName());

    private final Commands guarded;
    private final Commands fallback;

    GuardedCommands(Commands guarded, Commands fallback) {
        this.guarded = guarded;
        this.fallback = fallback;
    }

    private void run(String name, Consumer<Commands> command) {
        try {
            command.accept(guarded);
        } catch (RuntimeException | Error e) {
            UserCodeErrors.log(LOG, "the pool could not carry out '" + name + "'", e);
            replace(name, command);
        }
    }

    private void replace(String name, Consumer<Commands> command) {
        try {
            command.accept(fallback);
        } catch (RuntimeException | Error e) { // the scheduler must go on all the same
            UserCodeErrors.log(LOG, "the fallback of '" + name + "' failed too", e);
        }
    }

    @Override
    public void callOnStart(TaskEntry task) {
        run("callOnStart", to -> to.callOnStart(task));
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        run("taskStarted", to -> to.taskStarted(task, snapshot));
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        run("taskFinished", to -> to.taskFinished(task, snapshot));
    }

    @Override
    public void callOnStart(JobEntry job) {
        run("callOnStart", to -> to.callOnStart(job));
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        run("launch", to -> to.launch(job, slot, promisedBytes, limit));
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        run("started", to -> to.started(job, attempt, pid, at, running));
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        run("probe", to -> to.probe(job, attempt));
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        run("freeze", to -> to.freeze(job, frozen));
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        run("signal", to -> to.signal(job, signal));
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        run("sampleMemory", to -> to.sampleMemory(pids));
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        run("reclaim", to -> to.reclaim(job, bytes));
    }

    @Override
    public void recordRun(RecordedRun run) {
        run("recordRun", to -> to.recordRun(run));
    }

    @Override
    public void tell(Fact fact) {
        run("tell", to -> to.tell(fact));
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        run("attemptEnded", to -> to.attemptEnded(job, end, nextAt));
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        run("finished", to -> to.finished(job, end));
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        run("admitted", to -> to.admitted(waiter, problems));
    }

    @Override
    public void refused(Object waiter) {
        run("refused", to -> to.refused(waiter));
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        run("inspected", to -> to.inspected(waiter, found));
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable RoundMemory memory) {
        run("roundEnded", to -> to.roundEnded(waiters, complete, memory));
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        run("warn", to -> to.warn(message, fault));
    }
}
