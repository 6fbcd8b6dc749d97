package org.expool.linux.containment;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.function.LongPredicate;

/**
 * System calls that the JDK does not offer. Loading this class fails where JNA or a function is missing. Numbers are
 * those of all 64-bit Linux platforms with a JDK. Thread-safe.
 */
final class Kernel {

    static final int SIGKILL = 9;
    static final int SIGCONT = 18;

    private static final int O_RDONLY_CLOEXEC = 02000000;
    private static final int WNOHANG = 1;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;
    private static final int CLONE_NEWPID = 0x20000000;
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;

    static {
        Native.register(Kernel.class, NativeLibrary.getProcess());
    }

    private Kernel() {}

    static native int open(String path, int flags);

    static native int close(int descriptor);

    private static native int waitpid(int pid, long status, int options);

    private static native int prctl(int option, long second, long third, long fourth, long fifth);

    private static native int setns(int descriptor, int kind);

    private static native long syscall(long number, long first, long second, long third, long fourth);

    /** A descriptor of what the path names, or -1. */
    static int open(String path) {
        return open(path, O_RDONLY_CLOEXEC);
    }

    /** Has the children of this thread be born in the PID namespace of the descriptor (setns(2)); false if refused. */
    static boolean bearInto(int namespace) {
        return setns(namespace, CLONE_NEWPID) == 0;
    }

    /**
     * Sends signals to the process, and never to a stranger that got its number since it was read: the descriptor
     * holds on to one process, of which it is asked then whether it is meant (pidfd_send_signal(2)).
     *
     * @param meant whether the process that has this number now is to get the signals
     */
    static void signal(long pid, LongPredicate meant, int... numbers) {
        int descriptor = (int) syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0);
        if (descriptor >= 0) {
            if (meant.test(pid)) {
                for (int number : numbers) {
                    syscall(SYS_PIDFD_SEND_SIGNAL, descriptor, number, 0, 0);
                }
            }
            close(descriptor);
        }
    }

    /** Collects a child of this process that has ended, if it has; false if there is no such child or it goes on. */
    static boolean collect(long pid) {
        return waitpid((int) pid, 0, WNOHANG) == pid;
    }

    /** Whether the kernel knows of adoption. */
    static boolean canAdoptOrphans() {
        return subreaper() >= 0;
    }

    /** Whether orphans among the descendants of this process become its children. */
    static boolean adoptsOrphans() {
        return subreaper() > 0;
    }

    private static int subreaper() {
        try (Memory answer = new Memory(Integer.BYTES)) {
            return prctl(PR_GET_CHILD_SUBREAPER, Pointer.nativeValue(answer), 0, 0, 0) == 0 ? answer.getInt(0) : -1;
        }
    }

    /** Has them do so, or not; false if the kernel refuses (before Linux 3.4). */
    static boolean adoptOrphans(boolean adopt) {
        return prctl(PR_SET_CHILD_SUBREAPER, adopt ? 1 : 0, 0, 0, 0) == 0;
    }

    /** The number of the error of this thread's last call. */
    static int error() {
        return Native.getLastError();
    }
}
