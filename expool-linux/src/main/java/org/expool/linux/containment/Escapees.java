package org.expool.linux.containment;

import java.util.function.LongPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchStep;

/**
 * The processes that have left a control group, as root and the owner of the groups can; they are found by their mark.
 * Thread-safe.
 */
final class Escapees implements EscapeTracker {

    private final MarkedProcesses marked;
    private final SlotEpoch epoch;
    private final Runnable onJobEnd;
    private volatile boolean due;

    /**
     * No escapees yet.
     *
     * @param marked the marked processes of the cell
     * @param onJobEnd called when a job has ended
     */
    Escapees(MarkedProcesses marked, SlotEpoch epoch, Runnable onJobEnd) {
        this.marked = marked;
        this.epoch = epoch;
        this.onJobEnd = onJobEnd;
    }

    @Override
    public LaunchStep track(LaunchStep entering) {
        return epoch.begin(entering, this::jobEnded);
    }

    private void jobEnded() {
        due = true;
        onJobEnd.run();
    }

    @Override
    public boolean kill() {
        return marked.signal(LibC.SIGKILL);
    }

    /** Kills the escapees of ended jobs; returns whether to scan again. */
    boolean reap() {
        if (!due) {
            return false;
        }
        due = false;
        boolean again = true; // also if the scan fails
        try {
            again = killPast();
        } finally {
            due |= again;
        }
        return again;
    }

    private boolean killPast() {
        LongPredicate meant = pid -> marked.mark().isMember(pid) && epoch.age(pid) == SlotEpoch.ProcessAge.PAST;
        boolean again = false;
        for (long pid : marked.members()) {
            SlotEpoch.ProcessAge age = epoch.age(pid);
            if (age == SlotEpoch.ProcessAge.PAST) {
                Kernel.signal(pid, meant, LibC.SIGKILL);
            }
            again |= age != SlotEpoch.ProcessAge.PRESENT;
        }
        return again;
    }
}
