package org.expool.spi;

import java.time.Duration;
import java.util.List;

/**
 * The running workers of a pool at one moment. Immutable and thread-safe.
 *
 * @param excessBytes how much has to be freed of what these workers hold, and no other process does; not positive for
 *     nothing
 * @param workers those that may be ended and are not ending, each with a number of its own
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
     * @param bytes what it holds, not negative
     * @param expectedBytes what was promised to it when it started, not negative
     * @param elapsed how long it has run: the work that is lost with it
     */
    public record Worker(long id, long bytes, long expectedBytes, Duration elapsed) {

        /** Whether it holds more than was promised to it. */
        public boolean exceedsItsPromise() {
            return bytes > expectedBytes;
        }
    }
}
