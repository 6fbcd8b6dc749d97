package org.expool.spi;

import org.expool.Outcome;

/**
 * Receives what a launcher reports, from any of its threads. The calls return at once, but an exit may start the next
 * process by {@link LaunchSession#start} on the reporting thread, which must not hold a lock that a start or a signal needs.
 * Times are those of {@link System#nanoTime}.
 */
public interface LaunchEvents {

    /**
     * A process was started.
     *
     * @param id the request's
     * @param pid its process
     * @param nanos the time just before the spawn
     */
    void started(long id, long pid, long nanos);

    /**
     * A request was refused; no process of it is left.
     *
     * @param id the request's
     * @param why what is wrong and where: the missing program, the unwritable file
     */
    void notStarted(long id, Outcome.NotStarted why);

    /**
     * A process has ended, its descendants within the launcher's reach have ended, and its launch steps have been released.
     *
     * @param id the request's
     */
    void exited(long id, ProcessExit exit);
}
