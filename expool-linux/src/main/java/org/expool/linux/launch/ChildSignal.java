package org.expool.linux.launch;

import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disposition of SIGCHLD in this process. If it is ignored, mostly because the parent process ignored it, the kernel
 * discards the status of children. The JVM therefore sets the default disposition when it starts its first child, and so
 * does this class. Thread-safe.
 */
final class ChildSignal {

    private static final Logger LOG = LoggerFactory.getLogger(ChildSignal.class);

    /** Larger than any struct sigaction, whose first field is the handler. */
    private static final int SIZE_BYTES = 512;

    private ChildSignal() {}

    /** Sets the default disposition if the signal is ignored. */
    static void stopIgnoring() {
        NativeBlock action = NativeBlock.ofBytes(SIZE_BYTES);
        int failed = LibC.sigaction(LibC.SIGCHLD, 0, action.address());
        if (failed == 0 && action.buffer().getLong(0) == LibC.SIG_IGN) {
            LibC.signal(LibC.SIGCHLD, LibC.SIG_DFL);
            LOG.info(
                    "SIGCHLD was ignored, which would lose the exit codes of all jobs; its default disposition is set");
        }
    }
}
