package org.expool.linux.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one line of /proc/PID/stat says of a process (proc(5)). Immutable and thread-safe.
 *
 * @param pid the process
 * @param state one letter; 0 in {@link #NONE}
 * @param parent its parent; 0 for none that can be seen
 * @param session the first process of its session
 * @param cpuTicks the CPU time it used, with that of children it waited for, of which 100 are a second on every platform
 * @param start when it was started, in ticks since the machine was: with the pid it names a process for good
 */
public record ProcessStat(long pid, char state, long parent, long session, long cpuTicks, long start) {

    /** Of no process. */
    public static final ProcessStat NONE = new ProcessStat(0, '\0', 0, 0, 0, -1);

    /** Longer than any line: 52 numbers of at most 20 digits, and a name of at most 64 characters. */
    private static final int LONGEST_LINE = 1200;

    /** Which numbers after the name, the state being none. */
    private static final int SESSION = 3;

    private static final int USER = 11;
    private static final int SYSTEM_OF_CHILDREN = 14;
    private static final int START = 19;

    /** Whether there is such a process, which may have ended. */
    public boolean isThere() {
        return start >= 0;
    }

    /** Whether it is there and has not ended. */
    public boolean isAlive() {
        return isThere() && state != 'Z' && state != 'X';
    }

    /** Reads /proc/PID/stat. Returns empty for a process that has vanished. */
    public static Optional<ProcessStat> read(Path process) {
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
    public static Optional<ProcessStat> parse(byte[] line, int length) {
        int close = length - 1;
        while (close >= 0 && line[close] != ')') {
            close--;
        }
        long pid = new Digits(line, 0, length).next();
        Digits numbers = new Digits(line, close + 1, length);
        long parent = numbers.next();
        long session = numbers.next(SESSION - 1);
        long ticks = numbers.next(USER - SESSION);
        for (int field = USER; field < SYSTEM_OF_CHILDREN; field++) {
            ticks += numbers.next();
        }
        long start = numbers.next(START - SYSTEM_OF_CHILDREN);
        return close < 0 || start < 0
                ? Optional.empty()
                : Optional.of(new ProcessStat(pid, (char) line[close + 2], parent, session, ticks, start));
    }
}
