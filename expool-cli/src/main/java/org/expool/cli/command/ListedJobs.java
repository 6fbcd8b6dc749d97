package org.expool.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.expool.cli.batch.Batch;

/** The jobs of a file, which are all there from the beginning and without a fault. Used by one thread. */
final class ListedJobs implements JobSource {

    private final Batch batch;
    private boolean letIn;

    ListedJobs(Batch batch) {
        this.batch = batch;
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(batch.jobs().size());
    }

    @Override
    public boolean submitTo(BatchSubmitter gate, Optional<Duration> limit) {
        letIn = gate.submitAll(batch);
        return true;
    }

    @Override
    public int left() {
        return letIn ? 0 : batch.jobs().size();
    }

    @Override
    public int flaw() {
        return ExitCode.OK;
    }
}
