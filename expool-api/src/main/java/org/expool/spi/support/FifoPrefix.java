package org.expool.spi.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.Input;
import org.expool.Output;
import org.expool.spi.LaunchRequest;
import org.jspecify.annotations.Nullable;

/**
 * Words before a command whose streams are FIFOs. Opening a FIFO blocks until the other side opens it: in the launcher that
 * would delay other jobs, and O_NONBLOCK would fail without a reader or read end of file without a writer. Therefore a shell
 * in the job's own process opens the FIFOs and executes the command; the job's timeout covers the wait. The shell may add
 * variables, such as PWD. Immutable and thread-safe.
 *
 * @param opensStdin whether the shell opens standard input
 * @param opensStdout whether the shell opens standard output
 * @param opensStderr whether the shell opens standard error
 * @param words the words to put before the command; empty without a FIFO
 */
public record FifoPrefix(boolean opensStdin, boolean opensStdout, boolean opensStderr, List<String> words) {

    private static final FifoPrefix NONE = new FifoPrefix(false, false, false, List.of());
    private static final int TYPE_MASK = 0170000;
    private static final int FIFO = 0010000;

    /** Copies the list. */
    public FifoPrefix {
        words = List.copyOf(words);
    }

    /** The prefix of a request; checks the type of each file that it names as a stream. */
    public static FifoPrefix of(LaunchRequest request) {
        Path stdin = request.stdin() instanceof Input.File file ? fifo(file.path()) : null;
        Path stdout = fifo(request.stdout());
        Path stderr = fifo(request.stderr());
        if (stdin == null && stdout == null && stderr == null) {
            return NONE;
        }
        StringBuilder script = new StringBuilder();
        List<String> paths = new ArrayList<>();
        open("<", stdin, script, paths);
        open(">>", stdout, script, paths);
        open("2>>", stderr, script, paths);
        if (stdout != null && request.stderr() == Output.toStdout()) {
            // The launcher duplicated standard error before the shell replaced standard output.
            script.append("exec 2>&1; ");
        }
        script.append("shift ").append(paths.size()).append("; exec \"$@\"");
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
        words.addAll(paths);
        return new FifoPrefix(stdin != null, stdout != null, stderr != null, words);
    }

    private static void open(String operator, @Nullable Path path, StringBuilder script, List<String> paths) {
        if (path != null) {
            paths.add(path.toString());
            // A failed redirection of exec ends a POSIX shell.
            script.append("exec ")
                    .append(operator)
                    .append("\"$")
                    .append(paths.size())
                    .append("\"; ");
        }
    }

    private static @Nullable Path fifo(Output output) {
        return output instanceof Output.Append append ? fifo(append.path()) : null;
    }

    private static @Nullable Path fifo(Path path) {
        try {
            Path file = path.toAbsolutePath();
            return ((Integer) Files.getAttribute(file, "unix:mode") & TYPE_MASK) == FIFO ? file : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null; // absent, out of reach, or on a platform without FIFOs: opening the file tells more
        }
    }
}
