package org.expool.spi;

/**
 * Lets the engine's thread wait inside the launcher, where the kernel tells of ends: what follows an exit is then
 * decided by the very thread that noticed it, and no other has to be woken. It is for the ends that no thread of the
 * session's own notices and reports.
 */
public interface EventWait {

    /**
     * Waits until a process has ended that nobody else waits for, {@link #wake} is called or the time has passed; may return
     * early. These ends are reported on the calling thread before this returns. Called by one thread at a time.
     *
     * @param nanos how long at the most; {@link Long#MAX_VALUE} for as long as it takes
     */
    void await(long nanos);

    /** Makes the {@link #await} that is under way, or else the next one, return. Thread-safe. */
    void wake();
}
