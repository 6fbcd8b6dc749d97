package org.expool.linux.memory;

import com.sun.jna.Memory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/** Waits, on a thread of its own, until the kernel has something to say about a descriptor (poll(2)). Thread-safe. */
final class DescriptorWatch implements PressureWatch {

    private final int descriptor;
    private final int end;
    private final short events;
    private final IntPredicate said;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    private DescriptorWatch(String name, int descriptor, int end, short events, IntPredicate said) {
        this.descriptor = descriptor;
        this.end = end;
        this.events = events;
        this.said = said;
        thread = new Thread(this::watch, name);
        thread.setDaemon(true);
    }

    /**
     * Begins to wait.
     *
     * @param name of the thread
     * @param descriptor closed at the end, or here if there is none to wait for its end with
     * @param events for which to wait
     * @param said called with those that have come, among them perhaps POLLERR; returns whether to go on
     * @return null if this process has no descriptor left
     */
    static @Nullable DescriptorWatch begin(String name, int descriptor, short events, IntPredicate said) {
        int end = PollCalls.eventfd(0, PollCalls.O_CLOEXEC);
        if (end < 0) {
            PollCalls.close(descriptor);
            return null;
        }
        DescriptorWatch watch = new DescriptorWatch(name, descriptor, end, events, said);
        watch.thread.start();
        return watch;
    }

    /** struct pollfd is an int and two shorts. */
    private void watch() {
        try (Memory both = new Memory(16)) {
            boolean goesOn = true;
            while (goesOn) {
                both.setInt(0, descriptor);
                both.setShort(4, events);
                both.setInt(8, end);
                both.setShort(12, PollCalls.POLLIN);
                both.setShort(6, (short) 0);
                both.setShort(14, (short) 0);
                int ready = PollCalls.poll(both, 2, -1);
                if (closed.get()) {
                    return;
                }
                int came = both.getShort(6);
                goesOn = ready <= 0 || came == 0 || said.test(came);
            }
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        PollCalls.write(end, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, Long.BYTES);
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        PollCalls.close(descriptor);
        PollCalls.close(end);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
