package org.expool.linux.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * An error of the C library. Immutable and thread-safe.
 *
 * @param number as in errno
 */
public record Errno(int number) {

    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int E2BIG = 7;
    public static final int ENOEXEC = 8;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;

    /** The error of the last native call of this thread. */
    public static Errno last() {
        return new Errno(Native.getLastError());
    }

    /** Whether this process or the host has no free descriptors. */
    public boolean isOfDescriptors() {
        return number == EMFILE || number == ENFILE;
    }

    /** Whether a signal interrupted the call, so that it must be repeated. */
    public boolean interrupted() {
        return number == EINTR;
    }

    /** The message of the C library. */
    @Override
    public String toString() {
        return new Pointer(LibC.strerror(number)).getString(0);
    }
}
