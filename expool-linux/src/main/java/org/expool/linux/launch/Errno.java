package org.expool.linux.launch;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * An error of the C library. Immutable and thread-safe.
 *
 * @param number as in errno
 */
record Errno(int number) {

    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int E2BIG = 7;
    static final int ENOEXEC = 8;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENFILE = 23;
    static final int EMFILE = 24;

    /** The error of this thread's last native call. */
    static Errno last() {
        return new Errno(Native.getLastError());
    }

    /** Whether there are no descriptors left, here or on the machine. */
    boolean isOfDescriptors() {
        return number == EMFILE || number == ENFILE;
    }

    boolean interrupted() {
        return number == EINTR;
    }

    /** The C library's own words. */
    @Override
    public String toString() {
        return new Pointer(LibC.strerror(number)).getString(0);
    }
}
