package org.expool.spi;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.expool.Signal;
import org.jspecify.annotations.Nullable;

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
     * Where the engine's thread is to wait for what happens to this session's processes; null if the session has
     * threads of its own that notice and report all of it. Always the same answer.
     */
    default @Nullable EventWait eventWait() {
        return null;
    }

    /**
     * Sends a signal to the process and to those of its descendants that the launcher can reach: its process group,
     * or where there are none, its tree. Before its start has been reported the signal is kept, and sent as soon as
     * there is a process. Without effect once its exit has been reported.
     *
     * @param id the request's
     */
    void signal(long id, Signal signal);

    /**
     * The CPU time that a process and those of its descendants that the launcher can reach have used so far, waited-for
     * ones included.
     *
     * @param id the request's
     * @return in nanoseconds; empty where it cannot be told
     */
    default OptionalLong cpuNanos(long id) {
        return OptionalLong.empty();
    }

    /**
     * Lets the processes that {@link #signal} would reach stand still, or go on. Without effect once the exit has been
     * reported.
     *
     * @param id the request's
     * @return whether the launcher can do that
     */
    default boolean freeze(long id, boolean frozen) {
        return false;
    }

    /**
     * Where the kernel accounts for the memory of a request's processes.
     *
     * @param id the request's
     * @return the folder of a control group; null if there is none or its exit has been reported
     */
    default @Nullable Path memoryGroup(long id) {
        return null;
    }

    /**
     * How many of a request's processes the kernel has ended so far for want of memory.
     *
     * @param id the request's
     * @return 0 if none, nobody can tell, or its exit has been reported
     */
    default long oomKills(long id) {
        return 0;
    }

    /**
     * Whether the kernel keeps a running request within its own memory limit, so that nobody else has to.
     *
     * @param id the request's
     * @return false if it has none, or its exit has been reported
     */
    default boolean keepsMemoryLimit(long id) {
        return false;
    }

    /**
     * Asks the kernel to take memory back from a request's processes that they have not used of late, and returns at once.
     * Without effect once the exit has been reported.
     *
     * @param id the request's
     * @param bytes how much, above 0
     */
    default void reclaim(long id, long bytes) {}

    /**
     * Ends and reports the processes that are still there, and ends the session's threads; called when nobody waits
     * any more. Idempotent.
     */
    @Override
    void close();
}
