package org.expool;

import java.nio.file.Path;

/** What a job reads as its standard input. Immutable and thread-safe. */
public sealed interface Input {

    /** Nothing: {@code /dev/null}, the default. A job never reads the standard input of this process. */
    static Input none() {
        return None.NONE;
    }

    /** The content of a file; a FIFO is opened in the job's process, so that its writer may open it later. */
    static Input file(Path path) {
        return new File(path);
    }

    /** Nothing to read. */
    enum None implements Input {
        /** The only one. */
        NONE
    }

    /**
     * A file to read.
     *
     * @param path relative to the current directory of this process, not to the job's working directory
     */
    record File(Path path) implements Input {}
}
