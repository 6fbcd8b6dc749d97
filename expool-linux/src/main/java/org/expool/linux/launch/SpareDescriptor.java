package org.expool.linux.launch;

import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;

/**
 * Keeps a descriptor back for the pidfd of the next process: where descriptors run out, that is known before a process
 * is made, and one that runs can always be watched. Not thread-safe.
 */
final class SpareDescriptor implements AutoCloseable {

    private final int source;
    private int spare = -1;

    /** Copies of this open descriptor. */
    SpareDescriptor(int source) {
        this.source = source;
    }

    /**
     * Makes sure that there is one.
     *
     * @throws NotStartedException if there are no descriptors left
     */
    void ensure() {
        if (spare < 0) {
            spare = LibC.fcntl(source, LibC.F_DUPFD_CLOEXEC, Descriptors.FIRST_NOT_STANDARD);
            if (spare < 0) {
                Errno error = Errno.last();
                throw new NotStartedException(Cause.LIMIT, error, "its process could not be watched: " + error);
            }
        }
    }

    /** A pidfd of the process, with the spare one given up for it if need be; negative if the kernel refuses. */
    int pidfd(int pid) {
        int pidfd = LibC.pidfdOpen(pid);
        if (pidfd < 0 && spare >= 0) {
            close();
            pidfd = LibC.pidfdOpen(pid);
        }
        return pidfd;
    }

    @Override
    public void close() {
        if (spare >= 0) {
            LibC.close(spare);
            spare = -1;
        }
    }
}
