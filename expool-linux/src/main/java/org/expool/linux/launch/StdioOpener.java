package org.expool.linux.launch;

import java.nio.file.Path;
import org.expool.Input;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchRequest;

/**
 * Opens the standard streams of requests. Files are opened here, before the spawn, where a failure can still be told
 * from a missing program; FIFOs by the process itself (see {@link FifoPrefix}). Not thread-safe.
 */
final class StdioOpener {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Descriptors descriptors = new Descriptors();
    private final int devNull;

    /** All sessions' /dev/null, open for reading and writing; stays open. */
    StdioOpener(int devNull) {
        this.devNull = devNull;
    }

    /**
     * Opens what the request names; {@link #close} after the spawn.
     *
     * @throws NotStartedException if one cannot be opened; none is open then
     */
    Stdio open(LaunchRequest request) {
        FifoPrefix fifos = new FifoPrefix();
        int stdin = -1;
        int stdout = -1;
        try {
            stdin = input(request.stdin(), fifos);
            stdout = output(request.stdout(), STDOUT, fifos);
            int stderr = output(request.stderr(), STDERR, fifos);
            return new Stdio(stdin, stdout, stderr, fifos.words());
        } catch (NotStartedException e) {
            close(stdin);
            close(stdout);
            throw e;
        }
    }

    /** Closes this process's own ends. */
    void close(Stdio stdio) {
        close(stdio.stdin());
        close(stdio.stdout());
        close(stdio.stderr());
    }

    private void close(int descriptor) {
        if (descriptor > STDERR && descriptor != devNull) {
            LibC.close(descriptor);
        }
    }

    private int input(Input input, FifoPrefix fifos) {
        if (input instanceof Input.File file) {
            Path path = file.path().toAbsolutePath();
            return fifos.takesInput(path) ? devNull : descriptors.read("stdin", path);
        }
        return devNull;
    }

    private int output(Output output, int stream, FifoPrefix fifos) {
        String name = stream == STDOUT ? "stdout" : "stderr";
        if (output instanceof Output.Append append) {
            Path path = append.path().toAbsolutePath();
            return fifos.takesOutput(stream, path) ? devNull : descriptors.append(name, path);
        }
        return switch ((Output.Standard) output) {
            case INHERIT -> stream;
            case DISCARD -> devNull;
            case PROCESS_STDERR -> STDERR;
            case TO_STDOUT -> toStdout(stream, fifos);
            case CAPTURE, GROUPED, GROUPED_PROCESS_STDERR ->
                throw new NotStartedException(
                        Cause.STREAM, name + ": keeping what is written needs a file, and none was named");
        };
    }

    private static int toStdout(int stream, FifoPrefix fifos) {
        if (stream == STDOUT) {
            throw new NotStartedException(Cause.STREAM, "stdout cannot follow itself");
        }
        fifos.stderrFollowsStdout();
        return STDOUT;
    }
}
