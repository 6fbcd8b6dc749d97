package org.expool.spi;

/**
 * The processes of one pool. Thread-safe. A process belongs to the session from {@link #start} until its exit has been
 * reported; each request is answered by exactly one {@link LaunchEvents#notStarted}, or by one
 * {@link LaunchEvents#started} followed by one {@link LaunchEvents#exited}.
 */
public interface LaunchSession extends AutoCloseable {

    /**
     * Starts a process, on a thread of the session's own: returns at once and reports the outcome as an event. No
     * start waits for another that hangs (a program on a dead network file system) longer than it must.
     */
    void start(LaunchRequest request);

    /**
     * Sends a signal to the process and to those of its descendants that the launcher can reach: its process group,
     * or where there are none, its tree. Without effect once its exit has been reported.
     *
     * @param id the request's
     */
    void signal(long id, StopSignal signal);

    /** Ends the session's threads; called when no process is left, and ends the ones that are there nevertheless. */
    @Override
    void close();
}
