package org.expool.simulator.manual;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** An executor without a thread: its work waits until it is asked for. Not thread-safe. */
final class WorkQueue extends AbstractExecutorService {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean shut;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Does the first piece of work, if there is one; returns whether there was. */
    boolean runNext() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    @Override
    public void shutdown() {
        shut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        List<Runnable> never = List.copyOf(waiting);
        waiting.clear();
        return never;
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut && waiting.isEmpty();
    }

    /** Does all its work. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        boolean more = true;
        while (more) {
            more = runNext();
        }
        return true;
    }
}
