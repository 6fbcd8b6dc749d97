package org.expool.linux.containment;

import org.expool.spi.LaunchStep;

/** Where processes are that have left their enclosure; thread-safe. */
interface EscapeTracker {

    /** Of an enclosure that nobody leaves. */
    EscapeTracker NOWHERE = new EscapeTracker() {
        @Override
        public LaunchStep watch(LaunchStep entering) {
            return entering;
        }

        @Override
        public boolean kill() {
            return false;
        }
    };

    /** The same step, with an eye on which job is in. */
    LaunchStep watch(LaunchStep entering);

    /** Sends SIGKILL to all that came from this enclosure; returns whether there was one. */
    boolean kill();
}
