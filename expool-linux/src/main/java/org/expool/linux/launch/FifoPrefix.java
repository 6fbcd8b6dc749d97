package org.expool.linux.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words before a command whose streams are FIFOs. Opening a FIFO waits for the other side: here that would hold up
 * other jobs, and opening without waiting would fail for want of a reader, or give an end of file before there is a
 * writer. So the process opens it itself, by a shell that then becomes the command; the job's timeout covers the wait.
 * Other jobs never pay for the shell, which may add variables of its own
 * (PWD). Not thread-safe.
 */
final class FifoPrefix {

    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;

    private final StringBuilder script = new StringBuilder();
    private final List<String> paths = new ArrayList<>();
    private boolean outputIsFifo;

    /** Takes over standard input if this is a FIFO; tells whether it is. */
    boolean takesInput(Path path) {
        return takes("exec <\"$1\"", path);
    }

    /** Takes over standard output (1) or error (2) if this is a FIFO; tells whether it is. */
    boolean takesOutput(int stream, Path path) {
        boolean taken = takes("exec " + stream + ">>\"$1\"", path);
        outputIsFifo |= taken && stream == 1;
        return taken;
    }

    /** Standard error, duplicated before the shell runs, must be so again after it opened standard output. */
    void stderrFollowsStdout() {
        if (outputIsFifo) {
            script.append("exec 2>&1; ");
        }
    }

    /** The words, empty without a FIFO. */
    List<String> words() {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sh"));
        words.addAll(paths);
        return List.copyOf(words);
    }

    private boolean takes(String redirection, Path path) {
        if (!isFifo(path)) {
            return false;
        }
        script.append(redirection).append(" || exit 126; shift; ");
        paths.add(path.toString());
        return true;
    }

    private static boolean isFifo(Path path) {
        try {
            return ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == FIFO;
        } catch (IOException absentOrOutOfReach) {
            // Opening it will make it, or say why not.
            return false;
        }
    }
}
