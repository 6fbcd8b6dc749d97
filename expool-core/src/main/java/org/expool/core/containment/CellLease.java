package org.expool.core.containment;

import org.expool.spi.Cell;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/**
 * The use of a cell by one request, until the exit is reported. After that the cell belongs to the next request, and no
 * action of this one may reach it. Thread-safe.
 */
final class CellLease {

    private final Cell cell;
    private final boolean limited;
    private boolean started;
    private boolean ended;
    private int actions;
    private boolean freezeRequested;
    private boolean frozen;
    private boolean freezing;

    /**
     * A lease of this cell.
     *
     * @param limited whether the kernel enforces the request's memory limit
     */
    CellLease(Cell cell, boolean limited) {
        this.cell = cell;
        this.limited = limited;
    }

    boolean isLimited() {
        return limited;
    }

    Cell cell() {
        return cell;
    }

    synchronized void started() {
        started = true;
    }

    synchronized boolean isStarted() {
        return started;
    }

    /** Whether the last action was to freeze it. */
    synchronized boolean isFrozen() {
        return frozen;
    }

    /** Runs an action on the cell unless the lease has ended; it cannot end meanwhile. */
    void run(Runnable action) {
        synchronized (this) {
            if (ended) {
                return;
            }
            actions++;
        }
        try {
            action.run();
        } finally {
            synchronized (this) {
                actions--;
                notifyAll();
            }
        }
    }

    /** Requests to freeze or thaw; returns whether the caller must apply it, as no other thread does. */
    synchronized boolean requestFreeze(boolean freeze) {
        freezeRequested = freeze;
        boolean idle = !freezing;
        freezing = true;
        return idle;
    }

    /** The next action, which counts as done from now on: true to freeze, false to thaw, null for none. */
    synchronized @Nullable Boolean nextFreeze() {
        freezing = frozen != freezeRequested;
        frozen = freezeRequested;
        return freezing ? freezeRequested : null;
    }

    /**
     * Ends the lease without waiting, if the cell is empty, not frozen, and no action runs; returns whether it did. The next
     * request must not enter a frozen cell.
     */
    synchronized boolean tryEnd() {
        if (actions == 0 && !frozen && cell.isEmpty()) {
            ended = true;
        }
        return ended;
    }

    /** Waits until no action runs and ends the lease. An interrupt does not shorten this, but is kept. */
    synchronized void awaitEnd() {
        Uninterruptibly.await(() -> {
            if (actions > 0) {
                wait();
            }
            return actions == 0;
        });
        ended = true;
    }
}
