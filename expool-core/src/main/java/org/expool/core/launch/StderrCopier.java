package org.expool.core.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Copies a job's standard output to the standard error of this process, which ProcessBuilder cannot redirect to. */
final class StderrCopier {

    private static final Logger LOG = System.getLogger(StderrCopier.class.getName());

    private StderrCopier() {}

    /** Copies until the stream ends; leaves the standard error of this process open. */
    @SuppressWarnings("resource") // must stay open
    static void copy(InputStream from, long job) {
        try (from) {
            from.transferTo(new FileOutputStream(FileDescriptor.err));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the output of job " + job + " could not be copied to standard error", e);
        }
    }
}
