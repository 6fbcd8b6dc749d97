package org.expool.linux.containment;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that an enclosure keeps open, to be closed together. Thread-safe once all are added. */
final class OpenFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Adds one whose closing has no effect a second time. */
    <C extends AutoCloseable> C add(C file) {
        opened.push(file);
        return file;
    }

    /** The same; null is passed on. */
    <C extends AutoCloseable> @Nullable C addIfAny(@Nullable C file) {
        return file == null ? null : add(file);
    }

    /** Closes all, the last one first, and each even if another cannot be closed. */
    @Override
    public void close() {
        for (AutoCloseable file : opened) {
            try {
                file.close();
            } catch (Exception e) { // declared by AutoCloseable; nothing can be done about it
                LOG.debug("a file of a control group cannot be closed", e);
            }
        }
    }
}
