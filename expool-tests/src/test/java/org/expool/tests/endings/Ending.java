package org.expool.tests.endings;

import java.util.function.Consumer;
import org.expool.JobResult;

/**
 * One way in which a job can end. Immutable and thread-safe.
 *
 * @param name for people
 * @param play causes it
 * @param truth asserts what must be reported of it
 */
record Ending(String name, Play play, Consumer<JobResult> truth) {

    /** Causes an ending. */
    interface Play {
        JobResult on(Stage stage) throws Exception;
    }
}
