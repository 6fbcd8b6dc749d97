package org.expool.linux.containment;

import java.util.function.LongPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;

/** System calls for cells. After a failure {@link org.expool.linux.kernel.Errno#last} has the error. Thread-safe. */
final class Kernel {

    private Kernel() {}

    /** Makes this thread's future children start in the given PID namespace (setns(2)); false if refused. */
    static boolean setChildPidNamespace(int namespace) {
        return LibC.setns(namespace, LibC.CLONE_NEWPID) == 0;
    }

    /**
     * Sends signals to a process, and never to another one that got its pid meanwhile: the process is checked after its
     * pidfd was opened (pidfd_send_signal(2)).
     *
     * @param meant whether the process that now has this pid must be signalled
     */
    static void signal(long pid, LongPredicate meant, int... numbers) {
        int descriptor = LibC.pidfdOpen(pid);
        if (descriptor >= 0) {
            try {
                if (meant.test(pid)) {
                    for (int number : numbers) {
                        LibC.pidfdSendSignal(descriptor, number);
                    }
                }
            } finally {
                LibC.close(descriptor);
            }
        }
    }

    /** Reaps a child of this process; false if there is no such child or it has not ended. */
    static boolean collect(long pid) {
        return LibC.wait4((int) pid, 0, LibC.WNOHANG, 0) == pid;
    }

    /** Whether the kernel supports subreapers. */
    static boolean canAdoptOrphans() {
        return subreaper() >= 0;
    }

    /** Whether orphans among the descendants of this process become its children. */
    static boolean adoptsOrphans() {
        return subreaper() > 0;
    }

    private static int subreaper() {
        NativeBlock answer = NativeBlock.ofBytes(Integer.BYTES);
        boolean isKnown = LibC.prctl(LibC.PR_GET_CHILD_SUBREAPER, answer.address(), 0, 0, 0) == 0;
        int state = answer.buffer().getInt(0);
        return isKnown ? state : -1;
    }

    /** Switches the adoption of orphans on or off; false if the kernel refuses (before Linux 3.4). */
    static boolean adoptOrphans(boolean adopt) {
        return LibC.prctl(LibC.PR_SET_CHILD_SUBREAPER, adopt ? 1 : 0, 0, 0, 0) == 0;
    }
}
