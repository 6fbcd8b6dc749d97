package org.expool.linux.launch;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library, bound directly: every parameter is a number, addresses are longs, so that a call converts and
 * allocates nothing. Where a function says so by -1, {@link Native#getLastError} has the error. Thread-safe.
 *
 * <p>Loading this class fails where a function is missing; {@link Requirements} looks first. Constants are those of
 * all 64-bit Linux platforms with a JDK.
 */
final class LibC {

    static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    static final short POSIX_SPAWN_SETSID = 0x80;
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0100;
    static final int O_APPEND = 02000;
    static final int O_CLOEXEC = 02000000;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int X_OK = 1;
    static final int RUSAGE_SELF = 0;
    static final int P_PID = 1;
    static final int WEXITED = 4;
    static final int WNOWAIT = 0x01000000;
    static final int EPOLLIN = 1;
    static final int EPOLLONESHOT = 1 << 30;
    static final int EPOLLET = 1 << 31;
    static final int EPOLL_CTL_ADD = 1;
    static final int SIGKILL = 9;
    static final int SIGCHLD = 17;
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;
    static final long SIG_DFL = 0;
    static final long SIG_IGN = 1;
    static final long SYS_PIDFD_OPEN = 434;

    static {
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    static native int posix_spawn(long pid, long path, long actions, long attributes, long argv, long envp);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigdefault(long attributes, long signals);

    static native int posix_spawnattr_setsigmask(long attributes, long signals);

    static native int posix_spawnattr_destroy(long attributes);

    static native int posix_spawn_file_actions_init(long actions);

    static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    static native int posix_spawn_file_actions_addclosefrom_np(long actions, int from);

    static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

    static native int posix_spawn_file_actions_destroy(long actions);

    static native int sigemptyset(long signals);

    static native int sigaction(int signal, long action, long old);

    static native long signal(int signal, long handler);

    static native int kill(int pid, int signal);

    static native int wait4(int pid, long status, int options, long usage);

    static native int waitid(int type, int id, long info, int options);

    static native int getrusage(int who, long usage);

    static native int open(long path, int flags, int mode);

    static native int close(int descriptor);

    static native int fcntl(int descriptor, int command, int argument);

    static native int access(long path, int mode);

    static native long read(int descriptor, long buffer, long count);

    static native long write(int descriptor, long buffer, long count);

    static native int eventfd(int initial, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int descriptor, long event);

    static native int epoll_wait(int epoll, long events, int capacity, int timeout);

    static native long syscall(long number, long first, long second);

    static native int getpid();

    static native long strerror(int error);

    /** A descriptor that becomes readable when the process has ended, or -1; not inherited by children. */
    static int pidfdOpen(long pid) {
        return (int) syscall(SYS_PIDFD_OPEN, pid, 0);
    }
}
