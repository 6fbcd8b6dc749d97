package org.expool.spi;

import java.util.Locale;

/** How sure it is that a cell holds all processes of its job, from the weakest on. */
public enum Guarantee {
    /** Those that are still related to the job's first process by birth; a daemon is not. */
    BASIC,
    /** Also those that left it, as long as they keep the variable that marks them, and do not multiply too fast. */
    GOOD,
    /** All of them, by the kernel: whatever a process does short of having others do it for it, it stays inside. */
    STRICT;

    /** The name in the output of {@code expool doctor}: {@code strict}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
