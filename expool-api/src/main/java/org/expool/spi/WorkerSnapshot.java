package org.expool.spi;

import java.time.Duration;
import java.util.List;

/**
 * The running workers of a pool at one time. Immutable and thread-safe.
 *
 * @param excessBytes how much memory of these workers has to be freed; not positive for none
 * @param workers those that may be terminated and are not ending, each with a unique number
 */
public record WorkerSnapshot(long excessBytes, List<Worker> workers) {

    /** Copies the list. */
    public WorkerSnapshot {
        workers = List.copyOf(workers);
    }

    /**
     * A worker.
     *
     * @param id its number
     * @param bytes its memory, not negative
     * @param expectedBytes its promise, made when it started, not negative
     * @param elapsed how long it has run: the work lost by terminating it
     */
    public record Worker(long id, long bytes, long expectedBytes, Duration elapsed) {

        /** Whether its memory exceeds its promise. */
        public boolean exceedsItsPromise() {
            return bytes > expectedBytes;
        }
    }
}
