package org.expool.core.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.expool.spi.EventWait;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many senders and one receiver that sleeps while it is empty; others may take letters as well. A sender wakes
 * the receiver only if it sleeps: under load nobody makes a system call.
 *
 * <p>No wake-up is lost: the receiver says where it sleeps before it looks for the last time, and a sender adds before
 * it looks whether the receiver sleeps (Dekker's pattern; the place and the queue are volatile).
 */
final class Mailbox<T> {

    private final ConcurrentLinkedQueue<T> letters = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile boolean nudged;
    private volatile @Nullable Thread receiver;

    /** Where the receiver sleeps, while it does. */
    private volatile @Nullable EventWait sleeping;

    /** Returns false if the mailbox has been closed and the letter will not be read. */
    boolean send(T letter) {
        if (!leave(letter)) {
            return false;
        }
        wake();
        return true;
    }

    /** Adds a letter that can wait until the receiver looks for another reason. */
    boolean leave(T letter) {
        letters.add(letter);
        return !(closed && letters.remove(letter));
    }

    /** Makes the receiver look again. */
    void wake() {
        EventWait place = sleeping;
        if (place != null && Thread.currentThread() != receiver) {
            place.wake();
        }
    }

    @Nullable
    T poll() {
        return letters.poll();
    }

    /** Sleeps until there is a letter or the time has come; may return early. By the one receiver. */
    void await(EventWait place, long nanos) {
        receiver = Thread.currentThread();
        sleeping = place;
        if (letters.isEmpty() && !closed && !nudged) {
            place.await(nanos);
        }
        sleeping = null;
        nudged = false;
    }

    /** Ends the sleep that is under way, or else the next one, though there may be no letter. */
    void nudge() {
        nudged = true;
        wake();
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    /** From now on letters are refused and the receiver no longer sleeps; those that are there can still be read. */
    void close() {
        closed = true;
        wake();
    }

    boolean isClosed() {
        return closed;
    }
}
