package org.expool.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * A hash of the scheduler's commands and their times: two runs with the same number gave, but for chance, the same
 * commands at the same times. Not thread-safe.
 */
final class CommandLog implements Commands {

    private static final long PRIME = 0x100000001b3L; // FNV-1a's (Fowler, Noll and Vo), applied to longs

    private final VirtualClock clock;
    private long hash = 0xcbf29ce484222325L;

    CommandLog(VirtualClock clock) {
        this.clock = clock;
    }

    long hash() {
        return hash;
    }

    private void add(String command, long... details) {
        mix(clock.now());
        mix(command.hashCode());
        for (long detail : details) {
            mix(detail);
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * PRIME;
    }

    @Override
    public void callOnStart(TaskEntry task) {
        add("callOnStart");
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        add("taskStarted");
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        add("taskFinished", snapshot.added(), snapshot.done());
    }

    @Override
    public void callOnStart(JobEntry job) {
        add("callOnStart", job.id());
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        CpuGrant cpus = job.cpus();
        add("launch", job.id(), slot, cpus == null ? 0 : cpus.cpus().hashCode());
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        add("started", job.id(), running);
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        add("probe", job.id(), attempt);
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        add("freeze", job.id(), frozen ? 1 : 0);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        add("signal", job.id(), signal.ordinal());
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        add("sampleMemory", pids.size());
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        add("reclaim", job.id(), bytes);
    }

    @Override
    public void recordRun(RecordedRun run) {
        add("recordRun", run.peakBytes());
    }

    @Override
    public void tell(Fact fact) {
        PoolEvent event = fact.make(0, Instant.EPOCH);
        add(event.getClass().getSimpleName(), event instanceof PoolEvent.JobEvent job ? job.id() : 0);
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        add("attemptEnded", job.id(), nextAt);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        add("finished", job.id(), end.outcome().kind().ordinal());
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        add("admitted", problems.size());
    }

    @Override
    public void refused(Object waiter) {
        add("refused");
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        add("inspected", found.jobs().size());
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        add("roundEnded", waiters.size(), complete ? 1 : 0);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        add("warn");
    }
}
