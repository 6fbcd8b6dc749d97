package org.expool.tests.endings;

import java.util.function.Consumer;
import org.expool.JobResult;

/**
 * One way in which a job can end. Immutable and thread-safe.
 *
 * @param name for people
 * @param play brings it about
 * @param truth asserts what must be told of it
 */
record Ending(String name, Play play, Consumer<JobResult> truth) {

    /** Brings an ending about. */
    interface Play {
        JobResult on(Stage stage) throws Exception;
    }
}
