package org.expool.core.schedule;

import java.util.BitSet;

/** The pool's workers as numbers from 0; the lowest free one is given first, so that few are ever touched. */
final class Slots {

    private final BitSet taken = new BitSet();
    private int workers;
    private int count;

    Slots(int workers) {
        this.workers = workers;
    }

    /** With fewer workers, those beyond stay taken until they are given back. */
    void resize(int newWorkers) {
        workers = newWorkers;
    }

    int free() {
        return Math.max(0, workers - count);
    }

    /** How many are taken beyond the number of workers. */
    int surplus() {
        return Math.max(0, count - workers);
    }

    int take() {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        count++;
        return slot;
    }

    void giveBack(int slot) {
        taken.clear(slot);
        count--;
    }
}
