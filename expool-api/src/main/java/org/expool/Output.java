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

    /** Kept, and readable in {@link JobResult#stdout()} or {@link JobResult#stderr()} after the job has ended. */
    static Output capture() {
        return Standard.CAPTURE;
    }

    /**
     * The same stream of this process, but all at once when the attempt has ended, so that the outputs of jobs do not mix; standard
     * output before standard error.
     */
    static Output grouped() {
        return Standard.GROUPED;
    }

    /** The standard error of this process, all at once when the attempt has ended. */
    static Output groupedProcessStderr() {
        return Standard.GROUPED_PROCESS_STDERR;
    }

    /** The standard error of this process; lets a job's standard output leave this process's own one alone. */
    static Output processStderr() {
        return Standard.PROCESS_STDERR;
    }

    /** For a job's standard error only: wherever its standard output goes, in the order written. */
    static Output toStdout() {
        return Standard.TO_STDOUT;
    }

    /**
     * Appended to a file, under a line with the time if there is something in it already: {@code # ----- 2026-11-24
     * 19:39:54 UTC} and hyphens. The file and its parent folders are made if absent; a FIFO is opened by the job's own process, so that its
     * reader may come later.
     *
     * @param path relative to the current directory of this process, not to the job's working directory
     */
    static Output appendTo(Path path) {
        return new Append(path, true);
    }

    /**
     * The same without a line of the pool's own, for files that are data. What a repeated attempt writes is then not
     * told apart from what the one before wrote.
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
     * @param header whether a line with the time comes before what is added to a file that is not empty
     */
    record Append(Path path, boolean header) implements Output {}
}
