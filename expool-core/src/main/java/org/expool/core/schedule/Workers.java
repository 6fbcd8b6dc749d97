package org.expool.core.schedule;

import org.expool.core.affinity.CpuLayout;
import org.expool.core.resource.Grants;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * What a job occupies while it starts and runs: a slot, its resources, its CPUs and the memory promised to it; and what
 * keeps jobs from starting though a worker is free: a pause, a start delay. Part of the scheduler's state.
 *
 * <p>A job keeps its slot during its onStart, so that this comes right before the start. But one that takes longer than
 * {@link #ON_START_TIMEOUT} must not keep others from starting: its job gives back what it occupies and, when onStart
 * has returned, waits for the next slot.
 */
final class Workers {

    /** In nanoseconds. */
    static final long ON_START_TIMEOUT = 20_000_000;

    private final Slots slots;
    private final ResourcePool resources;
    private final @Nullable MemoryBudget memoryBudget;
    private final CpuAssignments cpus;
    private final StartDelayGate startDelay = new StartDelayGate();
    private final JobHeap runningOnStart = JobHeap.byDeadline();
    private boolean paused;
    private boolean frozen;
    private boolean waitsForHost;
    private long closedUntil = Deadline.NEVER;

    Workers(SchedulerSettings settings, @Nullable MemoryBudget memoryBudget) {
        this.memoryBudget = memoryBudget;
        slots = new Slots(settings.workers());
        resources = new ResourcePool(settings.resources());
        cpus = new CpuAssignments(settings.workers());
    }

    void resize(int workers) {
        slots.resize(workers);
        cpus.resize(workers);
        if (memoryBudget != null) {
            memoryBudget.resize(workers);
        }
    }

    void setCpuLayout(CpuLayout layout) {
        cpus.setLayout(layout);
    }

    int surplus() {
        return slots.surplus();
    }

    void pause(boolean pause) {
        paused = pause;
    }

    void freeze(boolean freeze) {
        frozen = freeze;
    }

    void liftStartDelay() {
        startDelay.lift();
    }

    /** When jobs may be able to start again; {@link Deadline#NEVER} if only an event changes that. */
    long deadline() {
        JobEntry slowest = runningOnStart.first();
        return Math.min(closedUntil, slowest == null ? Deadline.NEVER : slowest.deadline);
    }

    /** Takes the next job out of the queue that can start now; null if none can. It occupies nothing yet. */
    @Nullable
    JobEntry next(JobQueue queue, long now) {
        closedUntil = Deadline.NEVER;
        waitsForHost = false;
        if (paused || frozen || slots.free() == 0 || queue.isEmpty()) {
            return null;
        }
        if (startDelay.isClosed(now)) {
            closedUntil = startDelay.until();
            return null;
        }
        JobEntry next = queue.take(resources, cpus, slots.free(), now);
        if (next == null && memoryBudget != null) {
            closedUntil = memoryBudget.deadline();
            waitsForHost = memoryBudget.waitsForHost();
        }
        return next;
    }

    /** Whether jobs wait only for the host to have more memory. */
    boolean waitsForHost() {
        return waitsForHost;
    }

    void assign(JobEntry job, long now) {
        AttemptState attempt = job.present();
        attempt.slot = slots.take();
        if (memoryBudget != null) {
            memoryBudget.start(job, now);
        }
        attempt.grants = resources.take(job.job().resources());
        cpus.give(job);
        if (!job.job().command().isEmpty()) {
            startDelay.decided(job);
        }
    }

    /** Gives back what the job occupies, if anything. */
    void release(JobEntry job, long now) {
        AttemptState attempt = job.present();
        if (attempt.slot != AttemptState.NO_SLOT) {
            slots.giveBack(attempt.slot);
            attempt.slot = AttemptState.NO_SLOT;
            resources.release(attempt.grants);
            attempt.grants = Grants.NONE;
            if (memoryBudget != null) {
                memoryBudget.end(job, now);
            }
            cpus.takeBack(job);
            startDelay.notStarted(job);
        }
    }

    /** Whether a job that has a slot must not be launched now. */
    boolean mustWait(JobEntry job, long now) {
        return paused || frozen || startDelay.isClosed(job, now);
    }

    void onStartCalled(JobEntry job, long now) {
        job.deadline = now + ON_START_TIMEOUT;
        runningOnStart.add(job);
    }

    void answered(JobEntry job) {
        if (job.heapIndex != JobEntry.NONE) {
            runningOnStart.remove(job);
        }
    }

    /** Takes back what jobs occupy whose onStart takes too long. */
    void expire(long now) {
        for (JobEntry job = runningOnStart.first(); job != null && job.deadline <= now; job = runningOnStart.first()) {
            giveUp(job, now);
        }
    }

    /** The job's onStart still runs, but the job occupies nothing any more. */
    void giveUp(JobEntry job, long now) {
        answered(job);
        release(job, now);
    }

    /** The job occupies nothing any more, in whatever state an interrupted step has left it. */
    void discard(JobEntry job, long now) {
        runningOnStart.discard(job);
        if (job.current != null) {
            release(job, now);
        }
    }

    void started(JobEntry job, long at) {
        startDelay.started(job, at);
    }
}
