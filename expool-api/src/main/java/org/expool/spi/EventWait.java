package org.expool.spi;

/**
 * Lets the engine's thread wait inside the launcher, where the kernel tells of ends: what follows an exit is then
 * decided by the very thread that noticed it, and no other has to be woken.
 */
public interface EventWait {

    /**
     * Waits until a process has ended, {@link #wake} is called or the time has passed; may return early. Ends are
     * reported on the calling thread before this returns. Called by one thread at a time.
     *
     * @param nanos how long at the most; {@link Long#MAX_VALUE} for as long as it takes
     */
    void await(long nanos);

    /** Makes the {@link #await} that is under way, or else the next one, return. Thread-safe. */
    void wake();
}
