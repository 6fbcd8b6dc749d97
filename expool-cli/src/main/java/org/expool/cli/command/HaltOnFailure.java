package org.expool.cli.command;

import org.expool.JobResult;
import org.expool.PoolListener;
import org.jspecify.annotations.Nullable;

/** Stops the work at the first job that does not succeed. Thread-safe. */
final class HaltOnFailure implements PoolListener {

    private volatile @Nullable BatchSubmitter gate;
    private boolean halted;

    /** Says what to stop, before the first job. */
    void halts(BatchSubmitter work) {
        this.gate = work;
    }

    @Override
    public void finished(JobResult result) {
        BatchSubmitter work = gate;
        if (work != null && result.unsuccessful() && !halted) {
            halted = true;
            work.stop("halted because '" + result.job().name() + "' did not succeed");
        }
    }
}
