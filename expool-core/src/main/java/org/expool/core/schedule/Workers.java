package org.expool.core.schedule;

import org.expool.core.affinity.CpuLayout;
import org.expool.core.resource.Grants;
import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/**
 * What a job holds while it starts and runs: a slot, its resources, its CPUs and the memory promised to it; and what keeps
 * jobs from starting though there is room: a pause, a start delay.
 *
 * <p>An onStart holds its job's slot, so that it comes right before the start. But one that takes longer than {@link
 * #ON_START_TIMEOUT} must not keep others from starting: its job gives back what it holds and, when onStart has returned, waits for
 * the next slot.
 */
final class Workers {

    /** In nanoseconds. */
    static final long ON_START_TIMEOUT = 20_000_000;

    private final Slots slots;
    private final ResourcePool resources;
    private final @Nullable MemoryBudget balance;
    private final CpuAssignments cpus;
    private final StartDelayGate startDelay = new StartDelayGate();
    private final JobHeap asking = JobHeap.byDeadline();
    private boolean paused;
    private boolean frozen;
    private boolean waitsForMachine;
    private long closedUntil = Deadline.NEVER;

    Workers(SchedulerSettings settings, @Nullable MemoryBudget balance) {
        this.balance = balance;
        slots = new Slots(settings.workers());
        resources = new ResourcePool(settings.resources());
        cpus = new CpuAssignments(settings.workers());
    }

    void resize(int workers) {
        slots.resize(workers);
        cpus.resize(workers);
        if (balance != null) {
            balance.resize(workers);
        }
    }

    void divide(CpuLayout machine) {
        cpus.divide(machine);
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

    /** When to look again; {@link Deadline#NEVER} if nothing but an event changes anything. */
    long deadline() {
        JobEntry impatient = asking.first();
        return Math.min(closedUntil, impatient == null ? Deadline.NEVER : impatient.deadline);
    }

    /** Takes the next job out of the queue that can start now; null if none can. It holds nothing yet. */
    @Nullable
    JobEntry next(JobQueue queue, long now) {
        closedUntil = Deadline.NEVER;
        waitsForMachine = false;
        if (paused || frozen || slots.free() == 0 || queue.isEmpty()) {
            return null;
        }
        if (startDelay.isClosed(now)) {
            closedUntil = startDelay.until();
            return null;
        }
        JobEntry next = queue.take(resources, cpus, slots.free(), now);
        if (next == null && balance != null) {
            closedUntil = balance.deadline();
            waitsForMachine = balance.waitsForMachine();
        }
        return next;
    }

    /** Whether a job waits only for the machine to have more memory. */
    boolean waitsForMachine() {
        return waitsForMachine;
    }

    void assign(JobEntry job, long now) {
        AttemptState attempt = job.present();
        attempt.slot = slots.take();
        if (balance != null) {
            balance.start(job, now);
        }
        attempt.grants = resources.take(job.job().resources());
        cpus.give(job);
        if (!job.job().command().isEmpty()) {
            startDelay.decided(job);
        }
    }

    /** Gives back what the job holds, if anything. */
    void release(JobEntry job, long now) {
        AttemptState attempt = job.present();
        if (attempt.slot != AttemptState.NO_SLOT) {
            slots.giveBack(attempt.slot);
            attempt.slot = AttemptState.NO_SLOT;
            resources.release(attempt.grants);
            attempt.grants = Grants.NONE;
            if (balance != null) {
                balance.end(job, now);
            }
            cpus.takeBack(job);
            startDelay.notStarted(job);
        }
    }

    /** Whether a job that holds a slot must not be launched now. */
    boolean mustWait(JobEntry job, long now) {
        return paused || frozen || startDelay.isClosed(job, now);
    }

    void asks(JobEntry job, long now) {
        job.deadline = now + ON_START_TIMEOUT;
        asking.add(job);
    }

    void answered(JobEntry job) {
        if (job.heapIndex != JobEntry.NONE) {
            asking.remove(job);
        }
    }

    /** Lets jobs whose onStart takes too long give back what they hold. */
    void expire(long now) {
        for (JobEntry job = asking.first(); job != null && job.deadline <= now; job = asking.first()) {
            giveUp(job, now);
        }
    }

    /** The job's onStart goes on, but it no longer holds anything. */
    void giveUp(JobEntry job, long now) {
        answered(job);
        release(job, now);
    }

    /** It holds nothing any more, whatever an interrupted step has left of it. */
    void discard(JobEntry job, long now) {
        asking.discard(job);
        if (job.current != null) {
            release(job, now);
        }
    }

    void started(JobEntry job, long at) {
        startDelay.started(job, at);
    }
}
