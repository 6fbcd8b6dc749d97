package org.expool.core.schedule;

import org.expool.CpuDemand;
import org.expool.core.affinity.CpuAllocator;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.affinity.CpuReservation;
import org.jspecify.annotations.Nullable;

/**
 * Which CPUs are reserved for which job, once the layout is known.
 *
 * <p>CPUs are kept for the first job in the queue's order that waits for some: the set with the fewest in use. No later
 * job starts on these, so the first one starts at the latest when all jobs have ended that ran when it began to wait.
 * If another job becomes the first, they are kept for that one.
 *
 * <p>If there are more workers than slots in the layout, as many jobs without a demand run unpinned.
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

    /** Sets the layout, once; jobs that run already have none of its CPUs. */
    void setLayout(CpuLayout known) {
        layout = known;
        allocator = new CpuAllocator(known);
    }

    /** Whether the first job that may need CPUs can have them; if not, they are kept for it. */
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

    /** Whether a later job can have what it needs beside what is kept for the first. */
    boolean fits(JobEntry job) {
        CpuDemand demand = demand(job);
        return allocator == null || demand == null || allocator.fits(demand) || mayRunUnpinned(demand);
    }

    /** Passes what is kept for a job with the same needs to this one, which was chosen before it. */
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

    /** The CPUs that must be reserved for the job; null if it runs on any CPU. */
    private @Nullable CpuDemand demand(JobEntry job) {
        CpuDemand demand = job.needs().cpus();
        return demand != null && layout != null && layout.binds(demand) ? demand : null;
    }

    /** Reserves what the job asks for, or marks it unpinned. */
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

    /** Releases what a job has, if anything. */
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
