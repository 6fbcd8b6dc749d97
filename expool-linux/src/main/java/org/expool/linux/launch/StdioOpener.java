package org.expool.linux.launch;

import org.expool.Input;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;
import org.expool.linux.kernel.LibC;
import org.expool.spi.LaunchRequest;
import org.expool.spi.StartRefusedException;
import org.expool.spi.support.FifoPrefix;

/**
 * Opens the standard streams of requests. Files are opened before the spawn, where a failure cannot be confused with a
 * missing program; FIFOs by the process itself (see {@link FifoPrefix}). Not thread-safe.
 */
final class StdioOpener {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private final Descriptors descriptors = new Descriptors();
    private final int devNull;

    /** Uses the session's /dev/null, open for reading and writing, which stays open. */
    StdioOpener(int devNull) {
        this.devNull = devNull;
    }

    /**
     * Opens the streams of a request; {@link #close} them after the spawn.
     *
     * @throws StartRefusedException if one cannot be opened; none is open then
     */
    Stdio open(LaunchRequest request) {
        FifoPrefix fifos = FifoPrefix.of(request);
        int stdin = -1;
        int stdout = -1;
        try {
            stdin = input(request.stdin(), fifos);
            stdout = output(request.stdout(), STDOUT, fifos);
            int stderr = output(request.stderr(), STDERR, fifos);
            return new Stdio(stdin, stdout, stderr, fifos.words());
        } catch (StartRefusedException e) {
            close(stdin);
            close(stdout);
            throw e;
        }
    }

    /** Closes the descriptors of this process. */
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
            return fifos.opensStdin()
                    ? devNull
                    : descriptors.read("stdin", file.path().toAbsolutePath());
        }
        return devNull;
    }

    private int output(Output output, int stream, FifoPrefix fifos) {
        String name = stream == STDOUT ? "stdout" : "stderr";
        if (output instanceof Output.Append append) {
            boolean opened = stream == STDOUT ? fifos.opensStdout() : fifos.opensStderr();
            return opened ? devNull : descriptors.append(name, append.path().toAbsolutePath());
        }
        return switch ((Output.Standard) output) {
            case INHERIT -> stream;
            case DISCARD -> devNull;
            case PROCESS_STDERR -> STDERR;
            case TO_STDOUT -> toStdout(stream);
            case CAPTURE, GROUPED, GROUPED_PROCESS_STDERR ->
                throw new StartRefusedException(
                        Cause.STREAM, name + ": captured output needs a file, but none was given");
        };
    }

    private static int toStdout(int stream) {
        if (stream == STDOUT) {
            throw new StartRefusedException(Cause.STREAM, "stdout cannot follow itself");
        }
        return STDOUT;
    }
}
