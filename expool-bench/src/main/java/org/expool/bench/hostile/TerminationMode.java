package org.expool.bench.hostile;

import java.util.Locale;

/** The ways in which hostile jobs are terminated. */
enum TerminationMode {
    /** By the timeout of each. */
    TIMEOUT,
    /** By cancelling all. */
    CANCEL,
    /** By closing the pool. */
    CLOSE,
    /** By SIGKILL of the pool's JVM. */
    KILL;

    /** Its name in tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
