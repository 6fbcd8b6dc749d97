package org.expool.linux.memory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.spi.PressureWatch;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/** Waits on a separate thread for events of a descriptor (poll(2)). Thread-safe. */
final class DescriptorWatch implements PressureWatch {

    private final NativeBlock one = NativeBlock.ofBytes(Long.BYTES);
    private final int descriptor;
    private final int stop;
    private final short events;
    private final IntPredicate handler;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    private DescriptorWatch(String name, int descriptor, int stop, short events, IntPredicate handler) {
        this.descriptor = descriptor;
        this.stop = stop;
        this.events = events;
        this.handler = handler;
        thread = new Thread(this::watch, name);
        thread.setDaemon(true);
    }

    /**
     * Starts to wait.
     *
     * @param name the name of the thread
     * @param descriptor closed at the end, or here if the watch cannot be started
     * @param events the events to wait for
     * @param handler called with the received events, possibly with POLLERR; returns whether to continue
     * @return null if this process has no free descriptor
     */
    static @Nullable DescriptorWatch start(String name, int descriptor, short events, IntPredicate handler) {
        int stop = LibC.eventfd(0, LibC.O_CLOEXEC);
        if (stop < 0) {
            LibC.close(descriptor);
            return null;
        }
        DescriptorWatch watch = new DescriptorWatch(name, descriptor, stop, events, handler);
        watch.thread.start();
        return watch;
    }

    /** struct pollfd is an int and two shorts. */
    private void watch() {
        NativeBlock both = NativeBlock.ofBytes(16);
        ByteBuffer fields = both.buffer();
        boolean proceed = true;
        while (proceed) {
            fields.putInt(0, descriptor).putShort(4, events).putShort(6, (short) 0);
            fields.putInt(8, stop).putShort(12, LibC.POLLIN).putShort(14, (short) 0);
            int ready = LibC.poll(both.address(), 2, -1);
            if (closed.get()) {
                return;
            }
            int received = fields.getShort(6);
            proceed = ready <= 0 || received == 0 || handler.test(received);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        one.buffer().putLong(0, 1);
        LibC.write(stop, one.address(), Long.BYTES);
        LockSupport.unpark(thread);
        Uninterruptibly.join(thread);
        LibC.close(descriptor);
        LibC.close(stop);
    }
}
