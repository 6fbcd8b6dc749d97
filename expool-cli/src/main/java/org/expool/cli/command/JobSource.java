package org.expool.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the jobs of a batch come from. */
interface JobSource {

    /** How many there will be, if that is known. */
    OptionalInt count();

    /**
     * Submits all jobs, or as many as the gate lets in.
     *
     * @param limit how long this may take from the first job on
     * @return false if that time ran out before all jobs were there
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean submitTo(BatchSubmitter gate, Optional<Duration> limit) throws InterruptedException;

    /** How many jobs the gate did not let in, as far as that is known. */
    int left();

    /** The exit code if something that should have been a job was none, or could not be one here; else 0. */
    int flaw();
}
