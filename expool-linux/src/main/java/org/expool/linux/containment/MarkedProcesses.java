package org.expool.linux.containment;

import java.util.List;

/**
 * The processes that have a cell's mark, or are known to belong to it otherwise, in whatever group they are. Immutable and
 * thread-safe.
 *
 * @param pidTracker finds them
 * @param mark the cell's
 * @param slot the cell's number
 */
record MarkedProcesses(PidTracker pidTracker, Marker mark, int slot) {

    /** Those that have not ended. */
    List<Long> members() {
        return pidTracker.members(slot);
    }

    /** Sends signals to each; returns whether there was one. */
    boolean signal(int... numbers) {
        List<Long> members = members();
        members.forEach(pid -> Kernel.signal(pid, each -> pidTracker.isMember(each, slot), numbers));
        return !members.isEmpty();
    }
}
