package org.expool.cli.report;

import org.expool.ExecPool;
import org.expool.PoolListener;

/** Tells how the jobs of one pool end while they do, and sums up at the end. Thread-safe. */
public interface Report extends PoolListener {

    /** Sums up a pool whose jobs have all ended; it must not have been closed. */
    void end(ExecPool pool);
}
