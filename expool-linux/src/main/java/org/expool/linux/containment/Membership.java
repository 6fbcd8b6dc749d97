package org.expool.linux.containment;

/** Decides which processes belong to a pool's cells; thread-safe. */
interface Membership {

    /** The slot of the cell that the process belongs to; -1 if to none, or if unknown. */
    int slotOf(long pid);

    /** Whether the process is in this cell and has not ended. */
    boolean isMember(long pid, int slot);

    /** Whether a process that once belonged to a cell is gone, also as a zombie. */
    boolean isGone(long pid);

    /** A job is about to be started in the cell; its earlier processes have ended. */
    default void entering(int slot) {}

    /** The launcher has spawned its first process. */
    default void started(int slot, long pid) {}

    /** The launcher has reaped that process, or there was none. */
    default void ended(int slot) {}
}
