package org.expool.core.containment;

import org.expool.spi.Cell;
import org.jspecify.annotations.Nullable;

/**
 * A request and its cell, until the exit is reported; then the cell belongs to the next one, and nothing that was meant
 * for this one may reach it. Thread-safe.
 */
final class CellLease {

    private final Cell cell;
    private final boolean limited;
    private boolean started;
    private boolean gone;
    private int acting;
    private boolean wanted;
    private boolean frozen;
    private boolean settling;

    /**
     * Of this cell.
     *
     * @param limited whether the kernel keeps it within the request's own memory limit
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

    /** Whether it was last made to stand still. */
    synchronized boolean isFrozen() {
        return frozen;
    }

    /** Does something to the cell if that is still this request's; it stays so meanwhile. */
    void act(Runnable action) {
        synchronized (this) {
            if (gone) {
                return;
            }
            acting++;
        }
        try {
            action.run();
        } finally {
            synchronized (this) {
                acting--;
                notifyAll();
            }
        }
    }

    /** Says whether it is to stand still; returns whether the caller must have that settled, as nobody is about to. */
    synchronized boolean want(boolean standing) {
        wanted = standing;
        boolean idle = !settling;
        settling = true;
        return idle;
    }

    /** What is to be done next, which counts as done then: to freeze or to thaw; null if nothing. */
    synchronized @Nullable Boolean unsettled() {
        settling = frozen != wanted;
        frozen = wanted;
        return settling ? wanted : null;
    }

    /**
     * Gives the cell up, if it is empty, not frozen, and nobody acts on it, without waiting; returns whether it did.
     * The next one must not enter a frozen cell.
     */
    synchronized boolean leave() {
        if (acting == 0 && !frozen && cell.isEmpty()) {
            gone = true;
        }
        return gone;
    }

    /** Gives the cell up when nobody acts on it any more, without regard to interrupts, which are kept. */
    synchronized void leaveInTheEnd() {
        boolean interrupted = false;
        while (acting > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        gone = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
