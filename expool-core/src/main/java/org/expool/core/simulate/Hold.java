package org.expool.core.simulate;

import java.time.Duration;

/**
 * How much memory a simulated process holds from a time on. Immutable and thread-safe.
 *
 * @param after how long it has run by then, not negative; while it is frozen it does not run
 * @param mebibytes not negative
 */
public record Hold(Duration after, int mebibytes) {

    static final long MIB = 1L << 20;

    long bytes() {
        return mebibytes * MIB;
    }
}
