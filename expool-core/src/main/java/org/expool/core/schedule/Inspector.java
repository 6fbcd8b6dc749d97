package org.expool.core.schedule;

import org.expool.Unfinished;
import org.jspecify.annotations.Nullable;

/** Inspects jobs that are unfinished. Stateless. */
final class Inspector {

    private Inspector() {}

    static Inspection.InspectedJob of(JobEntry job, @Nullable MemoryBudget memoryBudget, long now) {
        AttemptState running = job.state == JobEntry.State.RUNNING ? job.current : null;
        return new Inspection.InspectedJob(
                job,
                state(job),
                job.tries,
                running == null ? 0 : running.pid,
                running == null ? 0 : running.startedAt,
                running == null ? 0 : Math.max(0, now - running.startedAt),
                running == null || running.residentBytes == 0 ? null : Long.valueOf(running.residentBytes),
                memoryBudget == null ? null : memoryBudget.whyNot(job));
    }

    static Unfinished.State state(JobEntry job) {
        return switch (job.state) {
            case QUEUED -> Unfinished.State.QUEUED;
            case BLOCKED -> Unfinished.State.BLOCKED;
            case BACKING_OFF -> Unfinished.State.BACKING_OFF;
            case WAITING_FOR_TASK_START -> Unfinished.State.WAITING_FOR_TASK;
            case RUNNING_ON_START, LAUNCHING -> Unfinished.State.STARTING;
            case RUNNING -> job.isTerminating() ? Unfinished.State.ENDING : Unfinished.State.RUNNING;
            case RUNNING_CALLBACKS, DONE -> Unfinished.State.SETTLING;
        };
    }
}
