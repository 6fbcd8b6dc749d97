package org.expool.cli.command;

/** Exit codes of the command. */
final class ExitCode {

    static final int OK = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;
    static final int BAD_FILE = 3;
    static final int PROVIDER_MISSING = 4;
    static final int TIMED_OUT = 124;
    static final int INTERNAL = 125;
    static final int NOT_EXECUTABLE = 126;
    static final int NOT_FOUND = 127;
    /** The number of the signal is added. */
    static final int SIGNAL_BASE = 128;

    private ExitCode() {}
}
