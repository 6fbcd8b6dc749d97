package org.expool.spi;

import java.time.Duration;
import java.util.Map;
import org.expool.Signal;

/**
 * What holds the processes of one job at a time, and only them. It is used again for the next job of its slot once it is
 * empty. Thread-safe.
 *
 * <p>Use, for each attempt of a job: the request gets {@link #variables()} and the step of {@link #enter()};
 * {@link #signal} once the start was reported; when the launcher has reported the exit and the cell is not
 * {@link #isEmpty() empty}, {@link #kill} until it is; then {@link #statistics()}; then the slot is free.
 */
public interface Cell {

    /** Variables that each process of the cell must have; always the same map, empty if there are none. */
    Map<String, String> variables();

    /**
     * A step for the next request, which puts its process into this cell before its first instruction; statistics count
     * from there. The cell must be empty. Returns at once.
     */
    LaunchStep enter();

    /**
     * Sends a signal to each process in the cell, whatever its process group, and then has those that are stopped go
     * on, for a stopped process takes no signal but SIGKILL. May take some milliseconds.
     */
    void signal(Signal signal);

    /**
     * Ends everything in the cell, also what is frozen, stopped or just being born, and waits for it. Where a process
     * of the cell is a child of the caller's own process, somebody must collect it meanwhile: do not call this on the
     * thread that does.
     *
     * @param limit how long to wait; the first round is always done
     * @return whether it is empty; false if processes still end or hang in the kernel (state D), which no signal
     *     reaches: call it again later, and do not give the slot away before
     */
    boolean kill(Duration limit);

    /**
     * Stops all processes in the cell where they are, so that they use no CPU time, without their notice.
     *
     * @return false if this cell cannot, or some process does not stop within five seconds; then all go on
     */
    default boolean freeze() {
        return false;
    }

    /** Lets frozen processes go on; without effect where none is. */
    default void thaw() {}

    /**
     * Whether no process is in the cell; one that has ended and waits to be collected is not counted. A few
     * microseconds at the strict levels.
     */
    boolean isEmpty();

    /** What the processes in the cell used since the last {@link #enter()}, as far as the cell can tell. */
    CellStatistics statistics();
}
