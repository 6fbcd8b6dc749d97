package org.expool.core.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Leads a job's standard output to the standard error of this process, which ProcessBuilder cannot. */
final class Streams {

    private static final Logger LOG = System.getLogger(Streams.class.getName());

    private Streams() {}

    /** Copies until the stream ends. This process's standard error is not closed: it is not ours. */
    @SuppressWarnings("resource") // as said
    static void copy(InputStream from, long job) {
        try (from) {
            from.transferTo(new FileOutputStream(FileDescriptor.err));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the output of job " + job + " could not be copied to standard error", e);
        }
    }
}
