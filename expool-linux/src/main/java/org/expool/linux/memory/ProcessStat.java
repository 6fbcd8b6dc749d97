package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one line of /proc/PID/stat says of a process that never changes, but for its parent. Immutable and thread-safe.
 *
 * @param pid the process
 * @param parent its parent; 0 for none
 * @param session the first process of its session
 * @param start when it was started, in clock ticks since the machine was: with the pid it names a process for good
 */
record ProcessStat(long pid, long parent, long session, long start) {

    /** Longer than any line: 52 numbers of at most 20 digits, and a name of at most 64 characters. */
    private static final int LONGEST_LINE = 1200;

    /** Which numbers after the name, the state being none. */
    private static final int SESSION = 3;

    private static final int START = 19;

    /** Reads /proc/PID/stat. Returns empty for a process that has vanished. */
    static Optional<ProcessStat> read(Path process) {
        try (ProcFile file = new ProcFile(process.resolve("stat"))) {
            byte[] line = new byte[LONGEST_LINE];
            return parse(line, file.read(line));
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    /**
     * Reads the line. The second field, the name in parentheses, may itself hold spaces and parentheses, so numbers are
     * counted from the last closing one.
     *
     * @return empty if it is not such a line, as of a process that vanished while it was read
     */
    static Optional<ProcessStat> parse(byte[] line, int length) {
        int close = length - 1;
        while (close >= 0 && line[close] != ')') {
            close--;
        }
        long pid = new Digits(line, 0, length).next();
        Digits numbers = new Digits(line, close + 1, length);
        long parent = numbers.next();
        long session = numbers.next(SESSION - 1);
        long start = numbers.next(START - SESSION);
        return close < 0 || start < 0 ? Optional.empty() : Optional.of(new ProcessStat(pid, parent, session, start));
    }
}
