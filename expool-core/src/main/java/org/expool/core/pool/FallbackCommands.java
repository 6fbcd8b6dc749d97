package org.expool.core.pool;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.JobProbe;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a command that could not be carried out: the least that keeps the scheduler going and answers every waiting
 * caller. Needs no provider, thread or file. As thread-safe as {@link PoolCommands}.
 */
final class FallbackCommands implements CallerAnswers {

    private final Consumer<Event> events;
    private final PoolCounters counters;
    private final ResultFactory results;
    private final PoolRuntime runtime;

    FallbackCommands(Consumer<Event> events, PoolCounters counters, ResultFactory results, PoolRuntime runtime) {
        this.runtime = runtime;
        this.events = events;
        this.counters = counters;
        this.results = results;
    }

    @Override
    public void callOnStart(TaskEntry task) {
        events.accept(new Event.TaskStartAnswered(task, "the onStart of " + task.task() + " could not be called"));
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {}

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SubmittedTask task = (SubmittedTask) entry;
        task.complete(results.summary(task, snapshot));
        if (task.needsSettling()) {
            events.accept(new Event.TaskSettled(task));
        }
    }

    @Override
    public void callOnStart(JobEntry job) {
        events.accept(new Event.StartAnswered(job, "its onStart could not be called"));
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        events.accept(new Event.NotStarted(
                job.id(), new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "the start failed unexpectedly")));
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {}

    @Override
    public void probe(JobEntry job, int attempt) {
        events.accept(new Event.JobProbed(job, attempt, JobProbe.UNKNOWN));
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {}

    @Override
    public void signal(JobEntry job, Signal signal) {
        if (signal == Signal.KILL) { // after the others, which could not be sent either
            events.accept(new Event.ProcessLost(job.id(), "its processes could not be killed"));
        }
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        events.accept(new Event.MemorySampled(Map.of(), null, 0));
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {}

    @Override
    public void recordRun(RecordedRun run) {}

    @Override
    public void tell(Fact fact) {}

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {}

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SubmittedJob job = (SubmittedJob) entry;
        if (job.result().isEmpty()) {
            JobResult result = results.bareResult(job, end);
            counters.ended(result, runtime.nanoTime());
            job.complete(result);
        }
        if (job.needsSettling()) {
            events.accept(new Event.Settled(job));
        }
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals totals) {
        waiters.forEach(waiter -> CallerAnswers.answer(waiter, complete));
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {}
}
