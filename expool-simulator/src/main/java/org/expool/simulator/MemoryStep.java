package org.expool.simulator;

import java.time.Duration;
import org.expool.MemoryKind;

/**
 * How much memory a simulated process uses from a time on. Immutable and thread-safe.
 *
 * @param after its running time at this step, without the time for which it was frozen; not negative
 * @param mebibytes the memory of its whole tree, not negative
 * @param ofChild how much of that belongs to its child
 */
public record MemoryStep(Duration after, int mebibytes, int ofChild) {

    static final long MIB = 1L << 20;

    /** Without a child. */
    public MemoryStep(Duration after, int mebibytes) {
        this(after, mebibytes, 0);
    }

    long bytes() {
        return mebibytes * MIB;
    }

    /** The part that counts. */
    long bytes(MemoryKind kind) {
        int ofFirst = mebibytes - ofChild;
        return switch (kind) {
            case PROCESS -> ofFirst * MIB;
            case HEAVIEST_OF_TREE -> Math.max(ofFirst, ofChild) * MIB;
            case TREE -> bytes();
        };
    }
}
