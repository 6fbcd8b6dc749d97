package org.expool.core.pool;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.expool.CapturedOutput;
import org.expool.Job;
import org.expool.Output;

/**
 * The standard streams of this process, for outputs that are passed on in one piece, so that those of attempts never
 * mix. The streams are never closed. Thread-safe.
 */
final class Streams {

    private static final Logger LOG = System.getLogger(Streams.class.getName());

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);

    static boolean isGrouped(Output output) {
        return output == Output.grouped() || output == Output.groupedProcessStderr();
    }

    /** Passes on what an attempt wrote to its standard output and to its standard error. */
    synchronized void pass(Part... parts) {
        for (Part part : parts) {
            if (isGrouped(part.destination)) {
                pass(part);
            }
        }
    }

    private void pass(Part part) {
        boolean toErr = part.isStderr || part.destination == Output.groupedProcessStderr();
        try (InputStream in = part.content.open()) {
            in.transferTo(toErr ? err : out);
        } catch (IOException e) { // mostly because the reader has gone
            LOG.log(Level.DEBUG, "the output of a job could not be passed on", e);
        }
    }

    /** One stream of an attempt. */
    record Part(Output destination, boolean isStderr, CapturedOutput content) {}

    /** Whether an attempt of the job leaves output to collect at its end. */
    static boolean leavesOutput(Job job) {
        return isSpooled(job.stdout()) || isSpooled(job.stderr());
    }

    /** Whether an output goes to a file of the pool first. */
    static boolean isSpooled(Output output) {
        return output == Output.capture() || isGrouped(output);
    }
}
