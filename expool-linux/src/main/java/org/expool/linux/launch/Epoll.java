package org.expool.linux.launch;

import java.nio.ByteBuffer;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;

/**
 * Waits for many descriptors at once, each with a number that identifies it. {@link #add} and {@link #wake} are thread-safe,
 * {@link #await} is for one thread.
 *
 * <p>Each descriptor is reported once. Otherwise a closed one would be reported repeatedly while a child that is being
 * spawned still has its copy (epoll watches the open file, not the number), and a pidfd once more when its process is
 * reaped.
 *
 * <p>struct epoll_event is an int of flags and a long of data, without a gap between them on x86-64 only.
 */
final class Epoll implements AutoCloseable {

    private static final int BATCH = 64;
    private static final boolean PACKED = System.getProperty("os.arch", "").matches("amd64|x86_64");
    private static final int DATA = PACKED ? 4 : 8;
    private static final int EVENT = DATA + Long.BYTES;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final NativeBlock events = NativeBlock.ofBytes(BATCH * EVENT);
    private final NativeBlock one = NativeBlock.ofBytes(Long.BYTES);
    private final int epoll;
    private final int wakeUp;

    /**
     * Opens it.
     *
     * @param wakeNumber returned by {@link #await} after {@link #wake}
     * @throws SystemCallException if there are no descriptors left
     */
    Epoll(long wakeNumber) {
        epoll = SystemCallException.check("epoll_create1", LibC.epoll_create1(LibC.O_CLOEXEC));
        one.buffer().putLong(0, 1);
        wakeUp = LibC.eventfd(0, LibC.O_CLOEXEC);
        if (wakeUp < 0 || !add(wakeUp, LibC.EPOLLIN | LibC.EPOLLET, wakeNumber, NativeBlock.ofBytes(EVENT))) {
            int error = Errno.last().number();
            LibC.close(epoll);
            LibC.close(wakeUp);
            SystemCallException.checkZero("eventfd", error);
        }
    }

    /** Memory for {@link #add}, to be reused by one thread. */
    static NativeBlock newEvent() {
        return NativeBlock.ofBytes(EVENT);
    }

    /**
     * Also waits for this descriptor, until it is closed.
     *
     * @param number returned by {@link #await} when it is readable
     * @param event memory of the calling thread
     * @return false if the kernel refuses; {@link Errno#last} says why
     */
    boolean add(int descriptor, long number, NativeBlock event) {
        return add(descriptor, LibC.EPOLLIN | LibC.EPOLLONESHOT, number, event);
    }

    /**
     * Waits until descriptors are readable.
     *
     * @param nanos the timeout, rounded up to milliseconds; {@link Long#MAX_VALUE} for none
     * @param ready filled with their numbers from the beginning
     * @return their count
     * @throws SystemCallException if the kernel refuses, which only a defect explains
     */
    int await(long[] ready, long nanos) {
        int timeout =
                nanos == Long.MAX_VALUE ? -1 : (int) Math.min((nanos - 1) / NANOS_PER_MILLI + 1, Integer.MAX_VALUE);
        int count;
        do {
            count = LibC.epoll_wait(epoll, events.address(), Math.min(BATCH, ready.length), timeout);
        } while (count < 0 && Errno.last().interrupted());
        SystemCallException.check("epoll_wait", count);
        for (int i = 0; i < count; i++) {
            ready[i] = events.buffer().getLong(i * EVENT + DATA);
        }
        return count;
    }

    /** Makes the current {@link #await}, or else the next one, return: each write is a separate edge. */
    void wake() {
        long written;
        do {
            written = LibC.write(wakeUp, one.address(), Long.BYTES);
        } while (written < 0 && Errno.last().interrupted());
    }

    @Override
    public void close() {
        LibC.close(epoll);
        LibC.close(wakeUp);
    }

    private boolean add(int descriptor, int flags, long number, NativeBlock event) {
        ByteBuffer buffer = event.buffer();
        buffer.putInt(0, flags).putLong(DATA, number);
        return LibC.epoll_ctl(epoll, LibC.EPOLL_CTL_ADD, descriptor, event.address()) == 0;
    }
}
