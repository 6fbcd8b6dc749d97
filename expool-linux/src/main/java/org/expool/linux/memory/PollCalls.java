package org.expool.linux.memory;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * System calls by which one waits for the kernel to say that memory lacks. Loading this class fails where JNA or a function is missing. Numbers are
 * those of all 64-bit Linux platforms with a JDK. Thread-safe.
 */
final class PollCalls {

    static final int O_CLOEXEC = 02000000;
    static final int O_RDWR_NONBLOCK_CLOEXEC = O_CLOEXEC | 04000 | 2;
    static final short POLLIN = 1;
    static final short POLLPRI = 2;
    static final short POLLERR = 8;

    static {
        Native.register(PollCalls.class, NativeLibrary.getProcess());
    }

    private PollCalls() {}

    static native int open(String path, int flags);

    static native int close(int descriptor);

    static native int eventfd(int initial, int flags);

    static native long write(int descriptor, byte[] bytes, long count);

    static native long read(int descriptor, byte[] bytes, long count);

    static native long pread(int descriptor, byte[] bytes, long count, long offset);

    static native int poll(Pointer descriptors, long count, int timeoutMillis);
}
