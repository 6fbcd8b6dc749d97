package org.expool.linux.containment;

import java.util.function.LongPredicate;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;

/** What cells ask of the kernel. Where it refuses, {@link org.expool.linux.kernel.Errno#last} says why. Thread-safe. */
final class Kernel {

    private Kernel() {}

    /** Has the children of this thread be born in the PID namespace of the descriptor (setns(2)); false if refused. */
    static boolean bearInto(int namespace) {
        return LibC.setns(namespace, LibC.CLONE_NEWPID) == 0;
    }

    /**
     * Sends signals to the process, and never to a stranger that got its number since it was read: the descriptor
     * holds on to one process, of which it is asked then whether it is meant (pidfd_send_signal(2)).
     *
     * @param meant whether the process that has this number now is to get the signals
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

    /** Collects a child of this process that has ended, if it has; false if there is no such child or it goes on. */
    static boolean collect(long pid) {
        return LibC.wait4((int) pid, 0, LibC.WNOHANG, 0) == pid;
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
        NativeBlock answer = NativeBlock.ofBytes(Integer.BYTES);
        boolean isKnown = LibC.prctl(LibC.PR_GET_CHILD_SUBREAPER, answer.address(), 0, 0, 0) == 0;
        int state = answer.buffer().getInt(0);
        return isKnown ? state : -1;
    }

    /** Has them do so, or not; false if the kernel refuses (before Linux 3.4). */
    static boolean adoptOrphans(boolean adopt) {
        return LibC.prctl(LibC.PR_SET_CHILD_SUBREAPER, adopt ? 1 : 0, 0, 0, 0) == 0;
    }
}
