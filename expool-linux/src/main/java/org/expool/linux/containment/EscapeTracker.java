package org.expool.linux.containment;

import org.expool.spi.LaunchStep;

/** Tracks processes that have left their enclosure; thread-safe. */
interface EscapeTracker {

    /** For an enclosure that processes cannot leave. */
    EscapeTracker NONE = new EscapeTracker() {
        @Override
        public LaunchStep track(LaunchStep entering) {
            return entering;
        }

        @Override
        public boolean kill() {
            return false;
        }
    };

    /** The same step, which also records the job in the cell. */
    LaunchStep track(LaunchStep entering);

    /** Sends SIGKILL to all that escaped from this enclosure; returns whether there was one. */
    boolean kill();
}
