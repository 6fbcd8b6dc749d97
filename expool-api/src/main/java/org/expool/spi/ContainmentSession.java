package org.expool.spi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one pool, and what sees to them when this JVM is killed: where the system allows, everything in them is
 * then ended all the same, and {@link #removeAtEnd} is heeded. Thread-safe.
 */
public interface ContainmentSession extends AutoCloseable {

    /**
     * The cell of a worker: one for each slot, made when it is first asked for, the same at each call, and used by one
     * job after the other. May take a millisecond at the first call.
     *
     * @param slot from 0
     * @throws LaunchStepException if the cell cannot be made; what it would refuse is the start
     */
    Cell cell(int slot);

    /**
     * Has the kernel keep all cells together within an amount of memory, swap included, as {@link Cell#limitMemory} does for
     * one.
     *
     * @param bytes above 0; {@link Long#MAX_VALUE} for no limit
     * @return whether the kernel does; false if these cells cannot
     */
    default boolean limitMemory(long bytes) {
        return false;
    }

    /**
     * Begins to wait for all cells together to hold ever more of an amount of memory; where the kernel can, it also slows
     * down what takes more than that. To be closed by the caller, if need be after the session.
     *
     * @param bytes above 0
     * @param rising called on a thread of the watch's own when they come near the amount, and on from there; must return at
     *     once
     * @return null if nobody says so; then looks must do
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
     * Has a temporary file or folder removed, with all that is in it, should this JVM end without closing the session.
     * Closing it leaves them alone: then whoever made them removes them.
     *
     * @param path absolute
     */
    void removeAtEnd(Path path);

    /**
     * Ends what is left in the cells and removes the cells; called when the launcher's session is closed. What does not
     * end within some seconds (it hangs in the kernel) is left to be ended and removed behind our back. Idempotent.
     */
    @Override
    void close();
}
