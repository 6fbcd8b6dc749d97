package org.expool.core.schedule;

import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/** A command that a scheduler gave, for tests. Immutable. */
sealed interface Recorded {

    record CallTaskOnStart(TaskEntry task) implements Recorded {}

    record TaskStarted(TaskEntry task, TaskSnapshot snapshot) implements Recorded {}

    record TaskFinished(TaskEntry task, TaskSnapshot snapshot) implements Recorded {}

    record CallOnStart(JobEntry job) implements Recorded {}

    record Launch(
            JobEntry job,
            int slot,
            long promisedBytes,
            @Nullable MemorySize limit) implements Recorded {}

    record Started(JobEntry job, int attempt, long pid, long at, int running) implements Recorded {}

    record Probe(JobEntry job, int attempt) implements Recorded {}

    record Freeze(JobEntry job, boolean frozen) implements Recorded {}

    record Signal(JobEntry job, org.expool.Signal signal) implements Recorded {}

    record SampleMemory(Collection<Long> pids) implements Recorded {}

    record Reclaim(JobEntry job, long bytes) implements Recorded {}

    record RecordRun(RecordedRun run) implements Recorded {}

    record MemoryChanged(PoolEvent.ActionEvent fact) implements Recorded {}

    record AttemptEnded(JobEntry job, AttemptEnd end, long nextAt) implements Recorded {}

    record Finished(JobEntry job, AttemptEnd end) implements Recorded {}

    record Admitted(Object waiter, List<String> problems) implements Recorded {}

    record Refused(Object waiter) implements Recorded {}

    record Inspected(Object waiter, Inspection found) implements Recorded {}

    record RoundEnded(
            List<Object> waiters,
            boolean complete,
            @Nullable MemoryTotals memory) implements Recorded {}

    record Warn(String message, @Nullable Throwable fault) implements Recorded {}
}
