package org.expool.core.schedule;

import org.expool.CpuDemand;
import org.expool.core.affinity.CpuAllocator;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.affinity.CpuReservation;
import org.jspecify.annotations.Nullable;

/**
 * Which CPUs jobs have for themselves, once it is known what there is.
 *
 * <p>The first job in the queue's order that waits for CPUs has some kept for it: those of which the fewest are in use.
 * Later jobs start on others; on these nobody does any more, so that it starts at the latest when all have ended that ran
 * when it began to wait. What is kept goes to another job when that one comes first.
 *
 * <p>Workers for whom the layout has no slot run anywhere: as many jobs without a demand of their own as there are more
 * workers than slots.
 */
final class CpuAssignments {

    private @Nullable CpuLayout layout;
    private @Nullable CpuAllocator allocator;

    /** The job that waits first, and what is kept for it; both null, or neither. */
    private @Nullable JobEntry waiting;

    private @Nullable CpuReservation kept;
    private int workers;
    private int unpinned;

    CpuAssignments(int workers) {
        this.workers = workers;
    }

    void resize(int newWorkers) {
        workers = newWorkers;
    }

    /** Says what there is, once; jobs that run already have none of it. */
    void divide(CpuLayout machine) {
        layout = machine;
        allocator = new CpuAllocator(machine);
    }

    /** Whether a job can have what it needs, with no better job waiting for CPUs; if not, CPUs are kept for it. */
    boolean fitsFirst(JobEntry job) {
        CpuDemand demand = demand(job);
        if (allocator == null || demand == null) {
            return true;
        }
        if (job == waiting && kept != null) {
            return allocator.fits(kept) || mayRunUnpinned(demand);
        }
        stopWaiting(true);
        if (allocator.fits(demand) || mayRunUnpinned(demand)) {
            return true;
        }
        kept = allocator.reserve(demand).orElse(null);
        waiting = kept == null ? null : job;
        return false;
    }

    /** Whether a job can have what it needs beside what is kept for a better one. */
    boolean fits(JobEntry job) {
        CpuDemand demand = demand(job);
        return allocator == null || demand == null || allocator.fits(demand) || mayRunUnpinned(demand);
    }

    /** What is kept for another job with the same needs is for this one, which was chosen before it. */
    void passOn(JobEntry job) {
        if (waiting != null && waiting.needs().equals(job.needs())) {
            waiting = job;
        }
    }

    private boolean mayRunUnpinned(CpuDemand demand) {
        return layout != null
                && demand instanceof CpuDemand.Share
                && unpinned < workers - layout.slots().size();
    }

    /** What the job asks for, of what is given to jobs for themselves; null if it runs anywhere. */
    private @Nullable CpuDemand demand(JobEntry job) {
        CpuDemand demand = job.needs().cpus();
        return demand != null && layout != null && layout.binds(demand) ? demand : null;
    }

    /** Gives a job what fits. */
    void give(JobEntry job) {
        CpuDemand demand = demand(job);
        if (allocator == null || demand == null) {
            return;
        }
        CpuReservation own = job == waiting ? kept : null;
        CpuGrant grant = (own == null ? allocator.allocate(demand) : allocator.allocate(own)).orElse(null);
        if (grant == null) {
            job.present().unpinned = true;
            unpinned++;
        }
        if (own != null) {
            stopWaiting(grant == null);
        }
        job.present().cpus = grant;
    }

    /** Takes back what a job has, if anything. */
    void takeBack(JobEntry job) {
        AttemptState attempt = job.present();
        if (attempt.unpinned) {
            attempt.unpinned = false;
            unpinned--;
        } else if (allocator != null && attempt.cpus != null) {
            allocator.release(attempt.cpus);
            attempt.cpus = null;
        }
    }

    private void stopWaiting(boolean emptyHanded) {
        if (allocator != null && kept != null && emptyHanded) {
            allocator.cancel(kept);
        }
        waiting = null;
        kept = null;
    }
}
