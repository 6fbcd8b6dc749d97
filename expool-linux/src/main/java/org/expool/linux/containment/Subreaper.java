package org.expool.linux.containment;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Whether this process adopts the orphans among its descendants, instead of the init process (PR_SET_CHILD_SUBREAPER,
 * prctl(2), Linux 3.4). The kernel has one switch per process, so there is one instance; it is on while it has users, and
 * then restored. Thread-safe.
 */
final class Subreaper {

    /** The only instance, as the switch belongs to the process. */
    static final Subreaper OF_THIS_PROCESS = new Subreaper(Kernel::adoptsOrphans, Kernel::adoptOrphans);

    private final BooleanSupplier state;
    private final Predicate<Boolean> change;
    private int users;
    private boolean initial;

    /**
     * Without users.
     *
     * @param change sets the switch; returns false if refused
     */
    Subreaper(BooleanSupplier state, Predicate<Boolean> change) {
        this.state = state;
        this.change = change;
    }

    /**
     * Switches it on until it was {@linkplain #release released} as often as acquired; false if refused, and then not to be
     * released.
     */
    synchronized boolean acquire() {
        if (users == 0) {
            initial = state.getAsBoolean();
            if (!initial && !change.test(true)) {
                return false;
            }
        }
        users++;
        return true;
    }

    /** The last release restores the switch. */
    synchronized void release() {
        users--;
        if (users == 0 && !initial) {
            // A refusal cannot be handled here.
            boolean ignored = change.test(false);
        }
    }
}
