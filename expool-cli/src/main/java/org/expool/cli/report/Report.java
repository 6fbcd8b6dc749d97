package org.expool.cli.report;

import org.expool.ExecPool;
import org.expool.PoolListener;

/** Reports the results of one pool as they arrive, and a summary at the end. Thread-safe. */
public interface Report extends PoolListener {

    /** No bound: there is a line for each job, however slowly it is read. */
    @Override
    default int buffer() {
        return Integer.MAX_VALUE;
    }

    /** Prints the summary of a pool whose jobs have all ended; the pool must still be open. */
    void end(ExecPool pool);
}
