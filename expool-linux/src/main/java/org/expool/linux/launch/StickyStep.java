package org.expool.linux.launch;

import org.expool.spi.LaunchStep;

/**
 * A step of the launcher by posix_spawn that changes its spawning thread and leaves it so: the thread of a worker whose jobs
 * all want the same pays once. Two steps that are equal want the same. Before a job that wants something else the launcher
 * has the thread {@link #restore}. All calls come on the spawning thread.
 */
public interface StickyStep extends LaunchStep {

    /** Changes the thread back. */
    void restore();
}
