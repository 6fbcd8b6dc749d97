package org.expool.spi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one pool. Where the system allows it, a guard kills everything in them if this JVM is killed, and carries out
 * {@link #removeAtEnd}. Thread-safe.
 */
public interface ContainmentSession extends AutoCloseable {

    /**
     * The cell of a worker: one for each slot, created at the first call, the same at each call, and used by one job after the
     * other. The first call may take a millisecond.
     *
     * @param slot from 0
     * @throws StartRefusedException if the cell cannot be created
     */
    Cell cell(int slot);

    /**
     * Sets the kernel's memory limit for all cells together, swap included, as {@link Cell#limitMemory} does for one.
     *
     * @param bytes above 0; {@link Long#MAX_VALUE} for no limit
     * @return whether the limit is in force; false if these cells cannot limit memory
     */
    default boolean limitMemory(long bytes) {
        return false;
    }

    /**
     * Starts to watch the memory of all cells together; where the kernel can, it also throttles processes beyond the amount.
     * To be closed by the caller, also after the session.
     *
     * @param bytes above 0
     * @param rising called on a thread of the watch when memory approaches the amount or rises further; must return at once
     * @return null if the kernel cannot notify; then only samples tell
     */
    default @Nullable PressureWatch watchMemory(long bytes, Runnable rising) {
        return null;
    }

    /** Whether {@link Cell#freeze} can work. */
    default boolean canFreeze() {
        return false;
    }

    /** Whether {@link Cell#reclaim} can work. */
    default boolean canReclaim() {
        return false;
    }

    /**
     * Requests that a temporary file or folder is removed, with its content, if this JVM ends without closing the session.
     * Closing does not remove it: the caller does.
     *
     * @param path absolute
     */
    void removeAtEnd(Path path);

    /**
     * Kills what is left in the cells and removes the cells; called after the launcher's session was closed. Processes that
     * do not end within some seconds (they hang in the kernel) are left to the guard. Idempotent.
     */
    @Override
    void close();
}
