package org.expool.simulator.trace;

import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the scheduler's commands on the processes of a replay, which has no tasks, callbacks or time limits. Not
 * thread-safe.
 */
final class ReplayCommands implements Commands {

    private final Replay replay;
    private final ReplaySampling sampling;

    ReplayCommands(Replay replay, ReplaySampling sampling) {
        this.replay = replay;
        this.sampling = sampling;
    }

    @Override
    public void callOnStart(TaskEntry task) {}

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {}

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {}

    @Override
    public void callOnStart(JobEntry job) {}

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        replay.start((ReplayJob) job, promisedBytes);
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {}

    @Override
    public void probe(JobEntry job, int attempt) {}

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        replay.freeze((ReplayJob) job, frozen);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        replay.signal((ReplayJob) job, signal);
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        sampling.requested();
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {}

    @Override
    public void recordRun(RecordedRun run) {}

    @Override
    public void tell(Fact fact) {}

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        replay.ended((ReplayJob) job, end, ReplayStep.Kind.POSTPONE);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        replay.ended((ReplayJob) job, end, ReplayStep.Kind.END);
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {}

    @Override
    public void refused(Object waiter) {}

    @Override
    public void inspected(Object waiter, Inspection found) {}

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {}

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        throw new IllegalStateException(message, fault);
    }
}
