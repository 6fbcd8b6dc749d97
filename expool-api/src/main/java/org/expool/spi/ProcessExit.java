package org.expool.spi;

import org.expool.Usage;

/**
 * The end of a process. Immutable and thread-safe.
 *
 * @param nanos when it was noticed, as of {@link System#nanoTime}
 * @param exitCode 0 to 255, or -1 if a signal ended it or the end is unknown
 * @param signal the number of the signal that ended it, else 0
 * @param usage what it used
 * @param oomKills how many of the job's processes the OOM killer killed; {@link #UNCOUNTED} if unknown
 */
public record ProcessExit(long nanos, int exitCode, int signal, Usage usage, long oomKills) {

    /** OOM kills are not counted. */
    public static final long UNCOUNTED = -1;

    /** An exit with this code. */
    public static ProcessExit exited(long nanos, int exitCode, Usage usage) {
        return new ProcessExit(nanos, exitCode, 0, usage, UNCOUNTED);
    }

    /** An end by this signal. */
    public static ProcessExit signalled(long nanos, int signal, Usage usage) {
        return new ProcessExit(nanos, -1, signal, usage, UNCOUNTED);
    }

    /** The process is gone, but other code has reaped it. */
    public static ProcessExit unknown(long nanos) {
        return new ProcessExit(nanos, -1, 0, Usage.unknown(), UNCOUNTED);
    }

    /** The same end with another usage and count of OOM kills. */
    public ProcessExit with(Usage otherUsage, long kills) {
        return new ProcessExit(nanos, exitCode, signal, otherUsage, kills);
    }
}
