package org.expool.core.pool;

import java.util.concurrent.locks.ReentrantLock;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Scheduler;
import org.expool.spi.EventWait;
import org.expool.spi.support.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Hands events and deadlines to the scheduler, on one thread at a time. Thread-safe.
 *
 * <p>One thread, the engine's, sleeps until something is to be done. What the end of a process brings about is done by the
 * thread that reports it, if no other is at it: waking the engine's would cost as much as all the rest, and a worker's own
 * thread then hears of its next job while it is awake. Who finds another at it leaves its event to that one, which looks
 * once more after having left ("flat combining": Hendler, Incze, Shavit, Tzafrir, SPAA 2010). So the engine's thread has
 * to be told when a deadline has come nearer than it means to sleep.
 */
final class EventLoop {

    /** More events than one end brings along: who reports one does not do all others' work. */
    private static final int AT_ONCE = 16;

    private static final long NOT_ALL = Long.MIN_VALUE;

    private final Mailbox<Event> mailbox;
    private final Scheduler scheduler;

    /** Held by who is at it. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Until when the engine's thread sleeps at most; written in turn. */
    private volatile long wakesAt = Scheduler.NEVER;

    /** What went wrong in another thread's turn; written in turn. */
    private volatile @Nullable Throwable fault;

    /**
     * Not running yet.
     *
     * @param mailbox where events come from
     * @param scheduler whose commands must not wait
     */
    EventLoop(Mailbox<Event> mailbox, Scheduler scheduler) {
        this.mailbox = mailbox;
        this.scheduler = scheduler;
    }

    /**
     * Returns when the mailbox was closed and all that was in it is dealt with; by the engine's thread. Throws whatever went
     * wrong in any thread's turn.
     */
    void run(EventWait wait) {
        boolean last = false;
        while (!last) {
            last = mailbox.isClosed(); // asked before it is emptied
            long next = takeEngineTurn();
            long now = System.nanoTime();
            if (!last && next > now) {
                mailbox.await(wait, next == Scheduler.NEVER ? Long.MAX_VALUE : next - now);
            }
        }
    }

    private long takeEngineTurn() {
        turn.lock();
        try {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault instanceof RuntimeException exception) {
                throw exception;
            }
            long next = deal(Integer.MAX_VALUE);
            wakesAt = next;
            return next;
        } catch (RuntimeException | Error e) {
            fault = e;
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /** Deals with what is there, on any thread, unless another is at it, who then will. */
    void takeTurn() {
        boolean more = true;
        while (more && !mailbox.isEmpty() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
            try {
                more = fault == null && dealInPassing();
            } catch (RuntimeException | Error e) {
                fault = e;
                more = false;
                mailbox.forceWakeup();
            } finally {
                turn.unlock();
            }
        }
    }

    /** Returns whether all was done; else the engine's thread is told to do the rest. */
    private boolean dealInPassing() {
        long next = deal(AT_ONCE);
        if (next < wakesAt) {
            wakesAt = next;
            mailbox.forceWakeup();
        }
        return next != NOT_ALL;
    }

    /** Runs the last thing of all, after a fault, as the only thread. */
    void end(Runnable last) {
        turn.lock();
        try {
            last.run();
        } finally {
            turn.unlock();
        }
    }

    /** Returns the next deadline, or {@link #NOT_ALL} if there was more to do than was allowed. */
    private long deal(int most) {
        for (int dealt = 0; dealt < most; dealt++) {
            Event event = mailbox.poll();
            long now = System.nanoTime();
            if (event == null) {
                long next = scheduler.nextDeadline();
                if (next > now) {
                    return next;
                }
                event = Event.Tick.TICK;
            }
            scheduler.handle(event, now);
        }
        return NOT_ALL;
    }
}
