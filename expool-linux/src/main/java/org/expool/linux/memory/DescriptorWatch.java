package org.expool.linux.memory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.linux.kernel.Threads;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;

/** Waits, on a thread of its own, until the kernel has something to say about a descriptor (poll(2)). Thread-safe. */
final class DescriptorWatch implements PressureWatch {

    private final NativeBlock one = NativeBlock.ofBytes(Long.BYTES);
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
        int end = LibC.eventfd(0, LibC.O_CLOEXEC);
        if (end < 0) {
            LibC.close(descriptor);
            return null;
        }
        DescriptorWatch watch = new DescriptorWatch(name, descriptor, end, events, said);
        watch.thread.start();
        return watch;
    }

    /** struct pollfd is an int and two shorts. */
    private void watch() {
        NativeBlock both = NativeBlock.ofBytes(16);
        ByteBuffer fields = both.buffer();
        boolean goesOn = true;
        while (goesOn) {
            fields.putInt(0, descriptor).putShort(4, events).putShort(6, (short) 0);
            fields.putInt(8, end).putShort(12, LibC.POLLIN).putShort(14, (short) 0);
            int ready = LibC.poll(both.address(), 2, -1);
            if (closed.get()) {
                return;
            }
            int came = fields.getShort(6);
            goesOn = ready <= 0 || came == 0 || said.test(came);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        one.buffer().putLong(0, 1);
        LibC.write(end, one.address(), Long.BYTES);
        LockSupport.unpark(thread);
        Threads.join(thread);
        LibC.close(descriptor);
        LibC.close(end);
    }
}
