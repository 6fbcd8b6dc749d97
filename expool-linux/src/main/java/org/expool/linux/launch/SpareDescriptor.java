package org.expool.linux.launch;

import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.StartRefusedException;

/**
 * Reserves a descriptor for the pidfd of the next process: a lack of descriptors is noticed before the spawn, and a spawned
 * process can always be watched. Not thread-safe.
 */
final class SpareDescriptor implements AutoCloseable {

    private final int source;
    private int spare = -1;

    /** Reserves by copying this open descriptor. */
    SpareDescriptor(int source) {
        this.source = source;
    }

    /**
     * Reserves a descriptor if none is reserved.
     *
     * @throws StartRefusedException if there are no descriptors left
     */
    void ensure() {
        if (spare < 0) {
            spare = LibC.fcntl(source, LibC.F_DUPFD_CLOEXEC, Descriptors.FIRST_NOT_STANDARD);
            if (spare < 0) {
                Errno error = Errno.last();
                throw new StartRefusedException(
                        new Outcome.NotStarted(Cause.LIMIT, error.number(), "no descriptor for its pidfd: " + error));
            }
        }
    }

    /** A pidfd of the process, for which the reserved descriptor is freed if necessary; negative if the kernel refuses. */
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
