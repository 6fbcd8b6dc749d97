package org.expool.core.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many senders and one receiver that sleeps while it is empty. A sender wakes the receiver only if it
 * sleeps: under load nobody makes a system call.
 *
 * <p>No wake-up is lost: the receiver says that it sleeps before it looks for the last time, and a sender adds before
 * it looks whether the receiver sleeps (Dekker's pattern; both fields are volatile).
 */
final class Mailbox<T> {

    private final ConcurrentLinkedQueue<T> letters = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread sleeper;
    private volatile boolean closed;

    /** Returns false if the mailbox has been closed and the letter will not be read. */
    boolean send(T letter) {
        letters.add(letter);
        if (closed && letters.remove(letter)) {
            return false;
        }
        wake();
        return true;
    }

    /** Makes the receiver look again. */
    void wake() {
        Thread receiver = sleeper;
        if (receiver != null) {
            LockSupport.unpark(receiver);
        }
    }

    @Nullable
    T poll() {
        return letters.poll();
    }

    /** Sleeps until there is a letter or the time has come; may return early. By the one receiver. */
    void await(long nanos) {
        sleeper = Thread.currentThread();
        if (letters.isEmpty() && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    /** From now on letters are refused; those that are there can still be read. */
    void close() {
        closed = true;
    }
}
