package org.expool;

import java.nio.file.Path;

/** Where one output stream of a job goes. Immutable and thread-safe. */
public sealed interface Output {

    /** The same stream of this process, the default. */
    static Output inherit() {
        return Standard.INHERIT;
    }

    /** Nowhere: {@code /dev/null}. */
    static Output discard() {
        return Standard.DISCARD;
    }

    /** Captured, and readable from {@link JobResult#stdout()} or {@link JobResult#stderr()} after the job has ended. */
    static Output capture() {
        return Standard.CAPTURE;
    }

    /**
     * The same stream of this process, written in one piece when the attempt has ended, so that the outputs of jobs do not mix;
     * standard output before standard error.
     */
    static Output grouped() {
        return Standard.GROUPED;
    }

    /** The standard error of this process, written in one piece when the attempt has ended. */
    static Output groupedProcessStderr() {
        return Standard.GROUPED_PROCESS_STDERR;
    }

    /** The standard error of this process; for a job's standard output that must not mix with that of this process. */
    static Output processStderr() {
        return Standard.PROCESS_STDERR;
    }

    /** For a job's standard error only: the destination of its standard output, in the order written ({@code 2>&1}). */
    static Output toStdout() {
        return Standard.TO_STDOUT;
    }

    /**
     * Appended to a file; if the file is not empty, after a header line with the time: {@code # ----- 2026-11-24
     * 19:39:54 UTC} and hyphens. The file and its parent directories are created if absent; a FIFO is opened in the job's process,
     * so that its reader may open it later.
     *
     * @param path relative to the current directory of this process, not to the job's working directory
     */
    static Output appendTo(Path path) {
        return new Append(path, true);
    }

    /**
     * Appended to a file without a header line, for data files. The outputs of repeated attempts then follow each other
     * without a separator.
     *
     * @param path relative to the current directory of this process, not to the job's working directory
     */
    static Output appendPlainlyTo(Path path) {
        return new Append(path, false);
    }

    /** Destinations without a parameter. */
    enum Standard implements Output {
        /** See {@link Output#inherit()}. */
        INHERIT,
        /** See {@link Output#discard()}. */
        DISCARD,
        /** See {@link Output#capture()}. */
        CAPTURE,
        /** See {@link Output#grouped()}. */
        GROUPED,
        /** See {@link Output#groupedProcessStderr()}. */
        GROUPED_PROCESS_STDERR,
        /** See {@link Output#processStderr()}. */
        PROCESS_STDERR,
        /** See {@link Output#toStdout()}. */
        TO_STDOUT
    }

    /**
     * A file to append to.
     *
     * @param path relative to the current directory of this process
     * @param header whether a header line with the time is written first if the file is not empty
     */
    record Append(Path path, boolean header) implements Output {}
}
