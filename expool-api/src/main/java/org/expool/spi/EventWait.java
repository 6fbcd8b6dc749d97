package org.expool.spi;

/**
 * Lets the engine's thread wait inside the launcher, where the kernel reports exits: the thread that notices an exit then
 * also handles it, and no other has to be woken. For exits that no thread of the session notices and reports.
 */
public interface EventWait {

    /**
     * Waits until a process has ended that no other thread waits for, {@link #wake} is called or the time has passed; may
     * return early. These exits are reported on the calling thread before this returns. Called by one thread at a time.
     *
     * @param nanos the timeout; {@link Long#MAX_VALUE} for none
     */
    void await(long nanos);

    /** Makes the current {@link #await}, or else the next one, return. Thread-safe. */
    void wake();
}
