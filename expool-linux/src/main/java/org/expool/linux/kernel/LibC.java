package org.expool.linux.kernel;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.ref.Reference;

/**
 * The C library, bound directly: every parameter is a number, addresses are longs, so that a call converts and allocates
 * nothing. Where a function returns -1, {@link Errno#last} has the error. The functions are those of the manual pages.
 * Thread-safe.
 *
 * <p>Only functions that every C library of Linux has: loading this class fails where one of them, or JNA, is missing.
 * Constants are those of all 64-bit Linux platforms with a JDK.
 */
public final class LibC {

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_APPEND = 02000;
    public static final int O_NONBLOCK = 04000;
    public static final int O_CLOEXEC = 02000000;
    public static final int F_DUPFD_CLOEXEC = 1030;
    public static final int X_OK = 1;
    public static final int RUSAGE_SELF = 0;
    public static final int P_PID = 1;
    public static final int WNOHANG = 1;
    public static final int WEXITED = 4;
    public static final int WNOWAIT = 0x01000000;
    public static final int EPOLLIN = 1;
    public static final int EPOLLONESHOT = 1 << 30;
    public static final int EPOLLET = 1 << 31;
    public static final int EPOLL_CTL_ADD = 1;
    public static final short POLLIN = 1;
    public static final short POLLPRI = 2;
    public static final short POLLERR = 8;
    public static final int SIGKILL = 9;
    public static final int SIGCHLD = 17;
    public static final int SIGCONT = 18;
    public static final int SIGSTOP = 19;
    public static final long SIG_DFL = 0;
    public static final long SIG_IGN = 1;
    public static final int PR_SET_CHILD_SUBREAPER = 36;
    public static final int PR_GET_CHILD_SUBREAPER = 37;
    public static final int CLONE_NEWPID = 0x20000000;

    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;

    static {
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    public static native int sigemptyset(long signals);

    public static native int sigaction(int signal, long action, long old);

    public static native long signal(int signal, long handler);

    public static native int kill(int pid, int signal);

    public static native int wait4(int pid, long status, int options, long usage);

    public static native int waitid(int type, int id, long info, int options);

    public static native int getrusage(int who, long usage);

    public static native int open(long path, int flags, int mode);

    public static native int close(int descriptor);

    public static native int fcntl(int descriptor, int command, int argument);

    public static native int access(long path, int mode);

    public static native long read(int descriptor, long buffer, long count);

    public static native long pread(int descriptor, long buffer, long count, long offset);

    public static native long write(int descriptor, long buffer, long count);

    public static native int eventfd(int initial, int flags);

    public static native int poll(long descriptors, long count, int timeoutMillis);

    public static native int epoll_create1(int flags);

    public static native int epoll_ctl(int epoll, int operation, int descriptor, long event);

    public static native int epoll_wait(int epoll, long events, int capacity, int timeout);

    public static native int prctl(int option, long second, long third, long fourth, long fifth);

    public static native int setns(int descriptor, int kind);

    public static native int sched_getaffinity(int pid, long size, long mask);

    public static native int sched_setaffinity(int pid, long size, long mask);

    public static native long syscall(long number, long first, long second, long third, long fourth, long fifth);

    public static native int getpid();

    static native long strerror(int error);

    /** A descriptor that becomes readable when the process has ended, or -1; close-on-exec. */
    public static int pidfdOpen(long pid) {
        return (int) syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0, 0);
    }

    /** Sends a signal to the process that a descriptor refers to, even if its pid is used again; -1 if it has ended. */
    public static int pidfdSendSignal(int pidfd, int signal) {
        return (int) syscall(SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0, 0);
    }

    /**
     * Opens a file; allocates memory for the name.
     *
     * @param flags as of {@link #open(long, int, int)}; close-on-exec is added
     * @return a descriptor, or -1
     */
    public static int open(String path, int flags) {
        CStrings name = new CStrings();
        try {
            return open(name.string(path), flags | O_CLOEXEC, 0);
        } finally {
            Reference.reachabilityFence(name);
        }
    }
}
