package org.expool.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.expool.cli.batch.Batch;

/** The jobs of a file, all known from the start and valid. Used by one thread. */
final class ListedJobs implements JobSource {

    private final Batch batch;
    private boolean submitted;

    ListedJobs(Batch batch) {
        this.batch = batch;
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(batch.jobs().size());
    }

    @Override
    public boolean submitTo(BatchSubmitter submitter, Optional<Duration> limit) {
        submitted = submitter.submitAll(batch);
        return true;
    }

    @Override
    public int notSubmitted() {
        return submitted ? 0 : batch.jobs().size();
    }

    @Override
    public int exitCode() {
        return ExitCode.OK;
    }
}
