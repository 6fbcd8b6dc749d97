package org.expool.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The source of the jobs of a batch: a file or a stream. */
interface JobSource {

    /** The number of jobs, if it is known before the end. */
    OptionalInt count();

    /**
     * Submits all jobs, or as many as possible until the submitter is closed.
     *
     * @param limit the longest time this may take, from the first job on
     * @return false if the limit was reached before all jobs were read
     */
    boolean submitTo(BatchSubmitter submitter, Optional<Duration> limit) throws InterruptedException;

    /** The number of jobs that were not submitted, as far as it is known. */
    int notSubmitted();

    /** The exit code of the first invalid job, or of the first one the pool cannot run; 0 if there was none. */
    int exitCode();
}
