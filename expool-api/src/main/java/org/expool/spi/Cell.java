package org.expool.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.jspecify.annotations.Nullable;

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
     * Has the kernel keep the next job within an amount of memory: what it holds beyond, swap included, is refused, and if
     * nothing can be taken back, the kernel ends it, which {@link #statistics()} then tell. Called before {@link #enter()};
     * holds until it is called again.
     *
     * @param bytes above 0; {@link Long#MAX_VALUE} for no limit
     * @return whether the kernel does; false if this cell cannot
     */
    default boolean limitMemory(long bytes) {
        return false;
    }

    /**
     * Where the kernel accounts for the memory of this cell: the folder of a control group.
     *
     * @return null if it does not
     */
    default @Nullable Path memoryGroup() {
        return null;
    }

    /**
     * Asks the kernel to take memory back that the processes in the cell have not used of late. May take seconds.
     *
     * @param bytes how much, above 0
     * @return false if this cell cannot
     */
    default boolean reclaim(long bytes) {
        return false;
    }

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
     * @throws java.io.UncheckedIOException if the cell cannot be looked into, as without descriptors
     */
    boolean kill(Duration limit);

    /**
     * Has all processes in the cell stop where they are, so that they use no CPU time, without their notice. Does not wait
     * for it: one that is in a call of the kernel stops when it leaves it.
     *
     * @return false if this cell cannot; then all go on
     */
    default boolean freeze() {
        return false;
    }

    /** Lets frozen processes go on; without effect where none is. */
    default void thaw() {}

    /**
     * Whether no process is in the cell; one that has ended and waits to be collected is not counted. A few
     * microseconds at the strict levels.
     *
     * @throws java.io.UncheckedIOException if the cell cannot be looked into, as without descriptors; the caller takes it to
     *     be in use
     */
    boolean isEmpty();

    /** What the processes in the cell used since the last {@link #enter()}, as far as the cell can tell. */
    CellStatistics statistics();

    /**
     * The peak of {@link #statistics()} less the files that the processes brought into the cache and that are still there. May
     * cost some tenths of a millisecond, so it is asked for only where it matters.
     *
     * @return null if the cell cannot tell
     */
    default @Nullable PeakMemory peakWithoutFiles() {
        return statistics().peakMemory();
    }
}
