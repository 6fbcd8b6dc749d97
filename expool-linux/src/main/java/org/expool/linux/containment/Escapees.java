package org.expool.linux.containment;

import java.util.function.LongPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchStep;

/**
 * What has left a control group, as root and the owner of the groups can: it takes the mark along. Thread-safe.
 */
final class Escapees implements EscapeTracker {

    private final MarkedProcesses marked;
    private final SlotEpoch tenancy;
    private final Runnable sweeper;
    private volatile boolean due;

    /**
     * None.
     *
     * @param marked those of the cell
     * @param sweeper told when a job is over
     */
    Escapees(MarkedProcesses marked, SlotEpoch tenancy, Runnable sweeper) {
        this.marked = marked;
        this.tenancy = tenancy;
        this.sweeper = sweeper;
    }

    @Override
    public LaunchStep watch(LaunchStep entering) {
        return tenancy.begin(entering, this::jobOver);
    }

    private void jobOver() {
        due = true;
        sweeper.run();
    }

    @Override
    public boolean kill() {
        return marked.signal(LibC.SIGKILL);
    }

    /** Ends what is left of jobs that are over; returns whether to look again. */
    boolean sweep() {
        if (!due) {
            return false;
        }
        due = false;
        boolean again = true; // also where the look fails
        try {
            again = endPast();
        } finally {
            due |= again;
        }
        return again;
    }

    private boolean endPast() {
        LongPredicate meant = pid -> marked.mark().isMember(pid) && tenancy.standing(pid) == SlotEpoch.Standing.PAST;
        boolean again = false;
        for (long pid : marked.members()) {
            SlotEpoch.Standing standing = tenancy.standing(pid);
            if (standing == SlotEpoch.Standing.PAST) {
                Kernel.signal(pid, meant, LibC.SIGKILL);
            }
            again |= standing != SlotEpoch.Standing.PRESENT;
        }
        return again;
    }
}
