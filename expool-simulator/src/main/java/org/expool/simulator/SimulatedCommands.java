package org.expool.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.expool.MemoryAction;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.PoolListener;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the scheduler's commands on simulated processes, and keeps answers and facts. Events that follow from a
 * command come later, if only in the order of the virtual clock. Not thread-safe.
 */
final class SimulatedCommands implements Commands {

    private final VirtualClock clock;
    private final Consumer<Event> events;
    private final SimulatedProcesses processes;
    private final SimulatedMemory memory;
    final List<Boolean> rounds = new ArrayList<>();
    final List<MemoryTotals> totals = new ArrayList<>();
    final List<Inspection> inspections = new ArrayList<>();
    final List<MemoryAction> memoryActions = new ArrayList<>();
    private final PoolListener listener = new PoolListener() {
        @Override
        public void memoryChanged(MemoryAction action) {
            memoryActions.add(action);
        }
    };
    private long facts;

    SimulatedCommands(
            VirtualClock clock, Consumer<Event> events, SimulatedProcesses processes, SimulatedMemory memory) {
        this.clock = clock;
        this.events = events;
        this.processes = processes;
        this.memory = memory;
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        SimulatedTask task = (SimulatedTask) entry;
        String refusal = task.onStartThrows ? "its onStart threw" : null;
        clock.after(task.callbackTime, () -> events.accept(new Event.TaskStartAnswered(task, refusal)));
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {}

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        if (task.phase == SimulatedTask.Phase.RUNNING_CALLBACKS) {
            clock.after(task.callbackTime, () -> events.accept(new Event.TaskSettled(task)));
        }
    }

    @Override
    public void callOnStart(JobEntry entry) {
        SimulatedJob job = (SimulatedJob) entry;
        String refusal = job.behaviour.onStartThrows() ? "its onStart threw" : null;
        clock.after(job.behaviour.callbackTime(), () -> events.accept(new Event.StartAnswered(job, refusal)));
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        processes.launch((SimulatedJob) job, slot);
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {}

    @Override
    public void probe(JobEntry entry, int attempt) {
        SimulatedJob job = (SimulatedJob) entry;
        clock.after(
                Duration.ZERO, () -> events.accept(new Event.JobProbed(job, attempt, processes.probe(job, attempt))));
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        processes.freeze((SimulatedJob) job, frozen);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        processes.signal((SimulatedJob) job, signal);
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        clock.after(Duration.ZERO, () -> {
            processes
                    .childOomKilled()
                    .forEach(job -> events.accept(new Event.OomKilled(job, SimulatedProcesses.pid(job))));
            events.accept(memory.sample(pids));
        });
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        // simulated processes have no memory to reclaim
    }

    @Override
    public void recordRun(RecordedRun run) {}

    @Override
    public void tell(Fact fact) {
        listener.on(fact.make(++facts, Instant.EPOCH.plusNanos(clock.now())));
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {}

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SimulatedJob job = (SimulatedJob) entry;
        job.end = end;
        job.endedAt = clock.now();
        if (job.needsSettling()) {
            clock.after(job.behaviour.callbackTime(), () -> events.accept(new Event.Settled(job)));
        }
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {}

    @Override
    public void refused(Object waiter) {}

    @Override
    public void inspected(Object waiter, Inspection found) {
        inspections.add(found);
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals round) {
        rounds.add(complete);
        if (round != null) {
            totals.add(round);
        }
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {}
}
