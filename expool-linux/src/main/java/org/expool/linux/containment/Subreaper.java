package org.expool.linux.containment;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Whether this process adopts the orphans among its descendants, which else the init process does
 * (PR_SET_CHILD_SUBREAPER, prctl(2), Linux 3.4). The kernel has one such switch per process, so there is one of these; it is
 * on while somebody uses it, and then put back as it was. Thread-safe.
 */
final class Subreaper {

    /** The only one, as what it switches is the process's. */
    static final Subreaper OF_THIS_PROCESS = new Subreaper(Kernel::adoptsOrphans, Kernel::adoptOrphans);

    private final BooleanSupplier state;
    private final Predicate<Boolean> change;
    private int users;
    private boolean before;

    /**
     * Nobody uses it.
     *
     * @param change returns false if refused
     */
    Subreaper(BooleanSupplier state, Predicate<Boolean> change) {
        this.state = state;
        this.change = change;
    }

    /** On from now until as many have {@linkplain #release released} it; false, and nothing to be released, if refused. */
    synchronized boolean acquire() {
        if (users == 0) {
            before = state.getAsBoolean();
            if (!before && !change.test(true)) {
                return false;
            }
        }
        users++;
        return true;
    }

    /** The last one puts it back. */
    synchronized void release() {
        users--;
        if (users == 0 && !before) {
            // As with the refusal of an earlier one, there is nothing that could be done about it.
            boolean ignored = change.test(false);
        }
    }
}
