package org.expool.linux.launch;

import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's reaction to SIGCHLD. A process that ignores it, mostly because it was started by one that did, never
 * gets the status of its children: the kernel throws it away. The JVM itself therefore sets the default reaction when
 * it starts its first child, and so does this. Thread-safe.
 */
final class ChildSignal {

    private static final Logger LOG = LoggerFactory.getLogger(ChildSignal.class);

    /** More than any struct sigaction, whose first field is the handler. */
    private static final int ROOM = 512;

    private ChildSignal() {}

    /** Sets the default reaction if the signal is ignored. */
    static void stopIgnoring() {
        NativeBlock action = NativeBlock.ofBytes(ROOM);
        int failed = LibC.sigaction(LibC.SIGCHLD, 0, action.address());
        if (failed == 0 && action.buffer().getLong(0) == LibC.SIG_IGN) {
            LibC.signal(LibC.SIGCHLD, LibC.SIG_DFL);
            LOG.info(
                    "SIGCHLD was ignored, which would lose the exit codes of all jobs; it has its default reaction now");
        }
    }
}
