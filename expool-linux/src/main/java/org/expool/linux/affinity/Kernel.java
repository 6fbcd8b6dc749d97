package org.expool.linux.affinity;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The calls that bind the calling thread, bound directly: parameters are numbers, addresses are longs. The C library has
 * no functions for memory policies, so these go through syscall(2). Thread-safe.
 */
final class Kernel {

    static final int EPERM = 1;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;

    static final long MPOL_DEFAULT = 0;
    static final long MPOL_PREFERRED = 1;
    static final long MPOL_BIND = 2;
    /** Since Linux 5.15. */
    static final long MPOL_PREFERRED_MANY = 5;

    static {
        Native.register(Kernel.class, NativeLibrary.getProcess());
    }

    private Kernel() {}

    static native int sched_getaffinity(int pid, long size, long mask);

    static native int sched_setaffinity(int pid, long size, long mask);

    static native long syscall(long number, long first, long second, long third, long fourth, long fifth);

    static native long strerror(int error);

    /** The words of the C library for the error of this thread's last call. */
    static String lastError() {
        return new Pointer(strerror(Native.getLastError())).getString(0);
    }
}
