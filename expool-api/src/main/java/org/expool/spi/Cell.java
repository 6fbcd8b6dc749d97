package org.expool.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Contains the processes of one job at a time, and no others. Reused for the next job of its slot once it is empty.
 * Thread-safe.
 *
 * <p>Use, for each attempt of a job: the request gets {@link #variables()} and the step of {@link #enter()}; {@link #signal}
 * once the start was reported; when the launcher has reported the exit and the cell is not {@link #isEmpty() empty}, {@link
 * #kill} until it is; then {@link #statistics()}; then the slot is free.
 */
public interface Cell {

    /** Variables that each process of the cell must have; always the same map, empty if there are none. */
    Map<String, String> variables();

    /**
     * Sets the kernel's memory limit for the next job, swap included: beyond it the kernel reclaims, and if that fails,
     * kills processes of the job, which {@link #statistics()} count. Called before {@link #enter()}; in force until the next
     * call.
     *
     * @param bytes above 0; {@link Long#MAX_VALUE} for no limit
     * @return whether the limit is in force; false if this cell cannot limit memory
     */
    default boolean limitMemory(long bytes) {
        return false;
    }

    /**
     * The folder of the control group that accounts for the memory of this cell.
     *
     * @return null if there is none
     */
    default @Nullable Path memoryGroup() {
        return null;
    }

    /**
     * Asks the kernel to reclaim memory that the processes in the cell have not used recently. May take seconds.
     *
     * @param bytes how much, above 0
     * @return false if this cell cannot reclaim
     */
    default boolean reclaim(long bytes) {
        return false;
    }

    /**
     * A step for the next request, which puts its process into this cell before its first instruction; statistics begin
     * there. The cell must be empty. Returns at once.
     */
    LaunchStep enter();

    /**
     * Sends a signal to each process in the cell, whatever its process group, followed by SIGCONT, as a stopped process
     * handles no signal but SIGKILL. May take some milliseconds.
     */
    void signal(Signal signal);

    /**
     * Kills all processes in the cell, also those that are frozen, stopped or being forked, and waits for their end. A
     * process of the cell that is a child of this process must be reaped meanwhile: do not call this on the thread that
     * reaps.
     *
     * @param limit the timeout; at least one round of kills is sent
     * @return whether the cell is empty; false if processes are still ending or hang in the kernel (state D), where no
     *     signal reaches them: call it again later, and do not reuse the slot before
     * @throws java.io.UncheckedIOException if the cell cannot be read, for instance without free descriptors
     */
    boolean kill(Duration limit);

    /**
     * Freezes all processes in the cell: they use no CPU time and cannot notice it. Does not wait: a process inside a system
     * call stops when it leaves it.
     *
     * @return false if this cell cannot freeze; then all continue
     */
    default boolean freeze() {
        return false;
    }

    /** Thaws frozen processes; without effect where none is frozen. */
    default void thaw() {}

    /**
     * Whether no process is in the cell; zombies do not count. Takes a few microseconds at the strict levels.
     *
     * @throws java.io.UncheckedIOException if the cell cannot be read, for instance without free descriptors; the caller
     *     must treat it as in use
     */
    boolean isEmpty();

    /** What the processes in the cell used since the last {@link #enter()}, as far as the cell measures it. */
    CellStatistics statistics();

    /**
     * The peak of {@link #statistics()} without the cached files of the processes that are still cached. May cost some
     * tenths of a millisecond, so it is called only where it matters.
     *
     * @return null if unknown
     */
    default @Nullable PeakMemory peakWithoutFiles() {
        return statistics().peakMemory();
    }
}
