package org.expool.core.containment;

import org.expool.spi.Cell;

/**
 * A request and its cell, until the exit is reported; then the cell belongs to the next one, and nothing that was meant
 * for this one may reach it. Thread-safe.
 */
final class Held {

    private final Cell cell;
    private boolean started;
    private boolean gone;
    private int acting;

    Held(Cell cell) {
        this.cell = cell;
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

    /** Gives the cell up, if it is empty and nobody acts on it, without waiting; returns whether it did. */
    synchronized boolean leave() {
        if (acting == 0 && cell.isEmpty()) {
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
