package org.expool.cli.command;

import org.expool.JobResult;
import org.expool.PoolListener;
import org.jspecify.annotations.Nullable;

/** Stops a batch at the first job that does not succeed. Thread-safe. */
final class HaltOnFailure implements PoolListener {

    private volatile @Nullable BatchSubmitter batch;
    private boolean halted;

    /** Sets the batch to stop, before its first job. */
    void stops(BatchSubmitter submitter) {
        this.batch = submitter;
    }

    @Override
    public void finished(JobResult result) {
        BatchSubmitter submitter = batch;
        if (submitter != null && result.unsuccessful() && !halted) {
            halted = true;
            submitter.stop("halted because '" + result.job().name() + "' did not succeed");
        }
    }
}
