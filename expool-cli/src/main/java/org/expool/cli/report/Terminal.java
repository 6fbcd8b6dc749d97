package org.expool.cli.report;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.expool.cli.read.Diagnostics.Diagnostic;

/**
 * The three standard streams of the command; text is UTF-8 whatever the locale. If the reader of the output is gone
 * ({@code | head}), PrintStream discards it and the jobs continue, as intended. Thread-safe.
 *
 * @param in the input
 * @param out for data
 * @param err for messages and progress
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {

    /** The streams of this process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new FileInputStream(FileDescriptor.in), stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    /** Prints one message about expool itself. */
    public void message(String message) {
        err.println("expool: " + message);
        err.flush();
    }

    /**
     * Prints one message about a file.
     *
     * @param file its name, {@code -} for the standard input
     */
    public void message(String file, Diagnostic diagnostic) {
        err.println(file + ":" + diagnostic.line() + ": " + diagnostic.message());
        err.flush();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
