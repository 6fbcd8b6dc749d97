package org.expool.spi;

import java.util.Locale;

/** How certainly a cell contains all processes of its job, from the weakest on. */
public enum Guarantee {
    /** The current descendants of the job's first process; a daemon is none. */
    BASIC,
    /** Also daemons, as long as they keep the environment variable that marks them, and do not fork too fast. */
    GOOD,
    /** All of them, by the kernel: no process can leave, except through processes outside. */
    STRICT;

    /** The name in the output of {@code expool doctor}: {@code strict}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
