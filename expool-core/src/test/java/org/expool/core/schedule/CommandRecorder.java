package org.expool.core.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/** Turns the commands of a scheduler into values, for tests. */
record CommandRecorder(Consumer<Recorded> recorded) implements Commands {

    @Override
    public void callOnStart(TaskEntry task) {
        recorded.accept(new Recorded.CallTaskOnStart(task));
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        recorded.accept(new Recorded.TaskStarted(task, snapshot));
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        recorded.accept(new Recorded.TaskFinished(task, snapshot));
    }

    @Override
    public void callOnStart(JobEntry job) {
        recorded.accept(new Recorded.CallOnStart(job));
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        recorded.accept(new Recorded.Launch(job, slot, promisedBytes, limit));
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        recorded.accept(new Recorded.Started(job, attempt, pid, at, running));
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        recorded.accept(new Recorded.Probe(job, attempt));
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        recorded.accept(new Recorded.Freeze(job, frozen));
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        recorded.accept(new Recorded.Signal(job, signal));
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        recorded.accept(new Recorded.SampleMemory(pids));
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        recorded.accept(new Recorded.Reclaim(job, bytes));
    }

    @Override
    public void recordRun(RecordedRun run) {
        recorded.accept(new Recorded.RecordRun(run));
    }

    @Override
    public void tell(Fact fact) {
        PoolEvent event = fact.make(0, Instant.EPOCH);
        if (event instanceof PoolEvent.ActionEvent action && action.why() instanceof MemoryReason) {
            recorded.accept(new Recorded.MemoryChanged(action));
        }
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        recorded.accept(new Recorded.AttemptEnded(job, end, nextAt));
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        recorded.accept(new Recorded.Finished(job, end));
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        recorded.accept(new Recorded.Admitted(waiter, problems));
    }

    @Override
    public void refused(Object waiter) {
        recorded.accept(new Recorded.Refused(waiter));
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        recorded.accept(new Recorded.Inspected(waiter, found));
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        recorded.accept(new Recorded.RoundEnded(waiters, complete, memory));
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        recorded.accept(new Recorded.Warn(message, fault));
    }
}
