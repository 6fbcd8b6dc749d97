package org.expool.linux.containment;

/** By what the processes in a pool's cells are told from all others; thread-safe. */
interface Membership {

    /** The number of the cell that the process belongs to; -1 if to none, or if that is not to be seen. */
    int slotOf(long pid);

    /** Whether the process is in this cell and has not ended. */
    boolean isMember(long pid, int slot);

    /** Whether nothing is left of a process that once belonged to a cell. */
    boolean isOver(long pid);

    /** A job is about to be started in the cell; what was in it before has ended. */
    default void entering(int slot) {}

    /** The launcher has made its first process. */
    default void started(int slot, long pid) {}

    /** The launcher has collected that, or there was none. */
    default void ended(int slot) {}
}
