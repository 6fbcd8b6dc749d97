package org.expool.simulator;

import java.time.Duration;
import org.expool.MemoryKind;

/**
 * How much memory a simulated process holds from a time on. Immutable and thread-safe.
 *
 * @param after how long it has run by then, not negative; while it is frozen it does not run
 * @param mebibytes all of its tree, not negative
 * @param ofChild how much of that a process holds which the first has started
 */
public record MemoryStep(Duration after, int mebibytes, int ofChild) {

    static final long MIB = 1L << 20;

    /** Of a process without others. */
    public MemoryStep(Duration after, int mebibytes) {
        this(after, mebibytes, 0);
    }

    long bytes() {
        return mebibytes * MIB;
    }

    /** What of that counts. */
    long bytes(MemoryKind kind) {
        int ofFirst = mebibytes - ofChild;
        return switch (kind) {
            case PROCESS -> ofFirst * MIB;
            case HEAVIEST_OF_TREE -> Math.max(ofFirst, ofChild) * MIB;
            case TREE -> bytes();
        };
    }
}
