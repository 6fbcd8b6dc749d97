package org.expool.spi;

import org.expool.Outcome;

/**
 * What a launcher reports, from any of its threads; the calls return at once, but an exit may start the next process, by
 * {@link LaunchSession#start} on the thread that reports it, which holds no lock then that a start or a signal needs. Times are those of
 * {@link System#nanoTime}.
 */
public interface LaunchEvents {

    /**
     * A process runs.
     *
     * @param id the request's
     * @param pid its process
     * @param nanos taken just before the process was made
     */
    void started(long id, long pid, long nanos);

    /**
     * A request could not be carried out; no process is left of it.
     *
     * @param id the request's
     * @param why what is wrong and where: the missing program, the unwritable file
     */
    void notStarted(long id, Outcome.NotStarted why);

    /**
     * A process has ended, nothing that the launcher can reach of it is left running, and its launch steps have been released.
     *
     * @param id the request's
     */
    void exited(long id, ProcessExit exit);
}
