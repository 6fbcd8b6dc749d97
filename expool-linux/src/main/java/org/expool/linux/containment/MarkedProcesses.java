package org.expool.linux.containment;

import java.util.List;

/**
 * The processes that bear a cell's mark, or are known to belong to it all the same, wherever they went. Immutable and thread-safe.
 *
 * @param census knows them
 * @param mark the cell's
 * @param slot the cell's number
 */
record MarkedProcesses(PidTracker census, Marker mark, int slot) {

    /** Those that have not ended. */
    List<Long> members() {
        return census.members(slot);
    }

    /** Sends signals to each; returns whether there was one. */
    boolean signal(int... numbers) {
        List<Long> members = members();
        members.forEach(pid -> Kernel.signal(pid, each -> census.isMember(each, slot), numbers));
        return !members.isEmpty();
    }
}
