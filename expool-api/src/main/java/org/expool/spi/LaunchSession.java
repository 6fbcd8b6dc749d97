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
     * Starts a process on a thread of the session; returns at once and reports the outcome as an event. A start that hangs
     * (a program on a dead network file system) delays other starts as little as possible.
     */
    void start(LaunchRequest request);

    /**
     * Where the engine's thread waits for exits; null if threads of the session notice and report all of them. Always
     * the same result.
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
     * The CPU time used so far by a process and by those of its descendants that the launcher can reach, including
     * waited-for ones.
     *
     * @param id the request's
     * @return in nanoseconds; empty if unknown
     */
    default OptionalLong cpuNanos(long id) {
        return OptionalLong.empty();
    }

    /**
     * Freezes or thaws the processes that {@link #signal} would reach. Without effect once the exit has been reported.
     *
     * @param id the request's
     * @return whether the launcher can freeze
     */
    default boolean freeze(long id, boolean frozen) {
        return false;
    }

    /**
     * The folder of the control group that accounts for the memory of a request's processes.
     *
     * @param id the request's
     * @return null if there is none or the exit has been reported
     */
    default @Nullable Path memoryGroup(long id) {
        return null;
    }

    /**
     * How many of a request's processes the OOM killer has killed so far.
     *
     * @param id the request's
     * @return 0 if none, if unknown, or if the exit has been reported
     */
    default long oomKills(long id) {
        return 0;
    }

    /**
     * Whether the kernel enforces the memory limit of a running request, so that the pool need not.
     *
     * @param id the request's
     * @return false if it has none, or the exit has been reported
     */
    default boolean enforcesMemoryLimit(long id) {
        return false;
    }

    /**
     * Asks the kernel to reclaim memory that a request's processes have not used recently; returns at once. Without effect
     * once the exit has been reported.
     *
     * @param id the request's
     * @param bytes how much, above 0
     */
    default void reclaim(long id, long bytes) {}

    /** Kills and reports the remaining processes, and ends the session's threads; called after the last wait. Idempotent. */
    @Override
    void close();
}
